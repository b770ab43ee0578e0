package org.redeye.api.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate that is nearest to a word.
     *
     * @return empty if none is near: more than a third of the word's letters (at least one, at most three) would have to
     *     be added, left out, changed or swapped with their neighbour (optimal string alignment distance, upper and
     *     lower case alike)
     */
    public static String to(String word, Collection<String> candidates) {
        int bound = Math.max(1, Math.min(3, word.length() / 3));
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= bound)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /** Optimal string alignment distance (Damerau 1964, restricted): quick for words, 64 letters at most are compared. */
    static int distance(String one, String two) {
        String a = clip(one);
        String b = clip(two);
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }

    private static String clip(String word) {
        return (word.length() > 64 ? word.substring(0, 64) : word).toLowerCase(Locale.ROOT);
    }
}
