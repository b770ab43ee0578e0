package org.redeye.shell;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant. */
final class Nearest {
    private Nearest() {}

    /** " Did you mean …?" with the name nearest to what was typed; empty if none is near. */
    static String hint(String typed, Collection<String> names) {
        return of(typed, names).map(name -> ". Did you mean '" + name + "'?").orElse("");
    }

    static Optional<String> of(String typed, Collection<String> names) {
        Optional<String> within = names.stream()
                .filter(name -> !typed.isEmpty() && name.contains(typed))
                .min(Comparator.comparingInt(String::length));
        // a third of the letters wrong is still a slip of the fingers
        int slips = Math.max(1, typed.length() / 3);
        return within.or(() -> names.stream()
                .filter(name -> distance(typed, name) <= slips)
                .min(Comparator.comparingInt(name -> distance(typed, name))));
    }

    /** How many letters must be put in, taken out or exchanged (Levenshtein 1965). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchange = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
