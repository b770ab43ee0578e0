package org.redeye.sla;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.check.CheckState;
import org.redeye.sla.Track.Change;

/**
 * The changes of one check as one row of the store: the key is its id, a tab and the time of the first change in milliseconds
 * since the epoch, 13 digits; the value {@code 1} (the form), then for each change a letter for the state and the milliseconds
 * since the one before, to the base of 36. The first one is 0.
 */
final class TrackText {

    static final char TAB = '\t';
    static final int DIGITS = 13;

    private static final char FORM = '1';
    private static final String LETTERS = "OWCUP"; // in the order of CheckState
    private static final int BASE = 36;

    private TrackText() {}

    static String key(String check, long first) {
        return String.format("%s%c%013d", check, TAB, first);
    }

    /** The check that a key is of; empty if it is of none. */
    static Optional<String> check(String key) {
        int end = key.length() - DIGITS - 1;
        return end > 0 && key.charAt(end) == TAB ? Optional.of(key.substring(0, end)) : Optional.empty();
    }

    static long first(String key) {
        return Long.parseLong(key.substring(key.length() - DIGITS));
    }

    static String write(List<Change> changes) {
        var text = new StringBuilder().append(FORM);
        long before = changes.get(0).at();
        for (Change change : changes) {
            text.append(LETTERS.charAt(change.state().ordinal())).append(Long.toString(change.at() - before, BASE));
            before = change.at();
        }
        return text.toString();
    }

    /** Empty if it is of another form, from a later version or damaged. */
    static List<Change> read(String key, String text) {
        var changes = new ArrayList<Change>();
        try {
            long at = first(key);
            int next = 1;
            while (next < text.length() && text.charAt(0) == FORM) {
                int end = next + 1;
                while (end < text.length() && LETTERS.indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                at += Long.parseLong(text, next + 1, end, BASE);
                changes.add(new Change(at, CheckState.values()[LETTERS.indexOf(text.charAt(next))]));
                next = end;
            }
            return changes;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return List.of();
        }
    }
}
