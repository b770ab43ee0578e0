package org.redeye.probe.heartbeat;

import java.util.Locale;

/**
 * What is known of one caller. Times are milliseconds since the epoch, 0 for never. Immutable.
 *
 * @param known since when its check is known here
 * @param asked when its check last ran, to a day
 * @param started when it last said that it begins
 * @param ended when it last said that it is done, well or not
 * @param before the {@code ended} before that
 * @param took how long the last run took; -1 if it did not say when it began
 * @param running whether it began and is not done yet
 * @param failures how many runs in a row failed
 * @param calls how many runs it ended since it is known
 * @param note what it said with its last failure
 */
record Beat(
        long known,
        long asked,
        long started,
        long ended,
        long before,
        long took,
        boolean running,
        long failures,
        long calls,
        String note) {

    private static final String FORM = "1";
    private static final int FIELDS = 11;

    /** One whose check has just become known. */
    static Beat fresh(long now) {
        return new Beat(now, now, 0, 0, 0, -1, false, 0, 0, "");
    }

    Beat start(long now) {
        return new Beat(known, asked, now, ended, before, took, true, failures, calls, note);
    }

    Beat finish(long now) {
        return end(now, 0, "");
    }

    Beat fail(long now, String why) {
        return end(now, failures + 1, why);
    }

    private Beat end(long now, long failed, String why) {
        return new Beat(
                known,
                asked,
                started,
                now,
                ended,
                running ? Math.max(0, now - started) : -1,
                false,
                failed,
                calls + 1,
                why);
    }

    Beat ask(long now) {
        return new Beat(known, now, started, ended, before, took, running, failures, calls, note);
    }

    /** As text, in one line and the note behind. */
    String write() {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %d %d %d\n%s",
                FORM,
                known,
                asked,
                started,
                ended,
                before,
                took,
                running ? 1 : 0,
                failures,
                calls,
                note);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    static Beat read(String text) {
        int line = text.indexOf('\n');
        String[] fields = (line < 0 ? text : text.substring(0, line)).split(" ", FIELDS);
        if (line < 0 || fields.length != FIELDS - 1 || !fields[0].equals(FORM)) {
            throw new IllegalArgumentException("no heartbeat: " + fields.length + " fields");
        }
        long[] n = new long[fields.length];
        for (int i = 1; i < n.length; i++) {
            n[i] = Long.parseLong(fields[i]);
        }
        return new Beat(n[1], n[2], n[3], n[4], n[5], n[6], n[7] == 1, n[8], n[9], text.substring(line + 1));
    }
}
