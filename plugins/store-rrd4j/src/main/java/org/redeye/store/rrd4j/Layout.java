package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.rrd4j.core.InvalidRrdException;

/**
 * Where the archives of a file of RRD4J lie (its format version 0.2, one source), so that rows can be read as one block.
 * Numbers are big-endian, strings 20 characters of UTF-16. After the header (signature, step, counts, time of the last
 * update: 64 bytes) and the source (128 bytes) come the archives: function, share of unknown (8), steps (4), rows (4),
 * pointer (4), accumulator (8), unknown steps (8), and the rows.
 *
 * @param archives the finest first
 * @param length bytes of the file
 */
record Layout(List<Archive> archives, long length) {

    private static final int TEXT = 40;
    private static final int COUNTS_AT = 48;
    /** Where the first archive begins. */
    static final int ARCHIVES_AT = 192;
    /** From the beginning of an archive: its steps, and behind them its rows. */
    static final int STEPS_AT = TEXT + Double.BYTES;
    /** From the beginning of an archive: which row is written next, the oldest. */
    static final int POINTER_AT = STEPS_AT + 2 * Integer.BYTES;
    /** From the beginning of an archive: what the samples of the row that is not full make. */
    static final int SUM_AT = POINTER_AT + Integer.BYTES;
    /** From the beginning of an archive: how many slots of that row have no sample. */
    static final int UNKNOWN_AT = SUM_AT + Double.BYTES;
    /** From the beginning of an archive: its rows. */
    static final int ROWS_AT = UNKNOWN_AT + Long.BYTES;

    private static final int MOST_ARCHIVES = 64;
    static final String SIGNATURE = "RRD4J, version 0.2";
    private static final int NOWHERE = -1;

    /**
     * An archive with one or three functions.
     *
     * @param steps slots in a row
     * @param rows how many rows
     * @param average where the archive of the means begins, bytes from the beginning of the file
     * @param min where that of the least begins; the same where a row is one slot
     * @param max where that of the greatest begins
     */
    record Archive(int steps, int rows, int average, int min, int max) {}

    Layout {
        archives = List.copyOf(archives);
    }

    /** What a file would be that is not there yet; it has no places. */
    static Layout of(List<ArchivePlan.Archive> plan) {
        var archives = plan.stream()
                .map(archive -> new Archive(archive.steps(), archive.rows(), NOWHERE, NOWHERE, NOWHERE))
                .sorted(Comparator.comparingInt(Archive::steps))
                .toList();
        return new Layout(archives, 0);
    }

    /** @throws InvalidRrdException if it is no such file, or damaged */
    static Layout of(Bytes file) throws IOException {
        long length = file.length();
        if (length < ARCHIVES_AT) {
            throw new InvalidRrdException("it has " + length + " bytes, less than a header");
        }
        var bytes = new byte[ARCHIVES_AT];
        file.read(0, bytes, 0, bytes.length);
        var header = ByteBuffer.wrap(bytes);
        int count = header.getInt(COUNTS_AT + Integer.BYTES);
        if (!text(header, 0).equals(SIGNATURE)
                || header.getInt(COUNTS_AT) != 1
                || header.getLong(TEXT) != 1
                || count < 1
                || count > MOST_ARCHIVES) {
            throw new InvalidRrdException("its header is not that of a file of this store");
        }
        var found = new TreeMap<Integer, Archive>();
        long at = ARCHIVES_AT;
        for (int i = 0; i < count; i++) {
            at += archive(file, at, length, found);
        }
        if (at != length) {
            throw new InvalidRrdException("header and length do not fit together: " + at + " and " + length);
        }
        return new Layout(new ArrayList<>(found.values()), length);
    }

    /** Notes an archive. @return its bytes */
    private static long archive(Bytes file, long at, long length, TreeMap<Integer, Archive> found) throws IOException {
        if (at + ROWS_AT > length) {
            throw new InvalidRrdException("it ends within the header of an archive");
        }
        var bytes = new byte[ROWS_AT];
        file.read(at, bytes, 0, bytes.length);
        var header = ByteBuffer.wrap(bytes);
        int steps = header.getInt(STEPS_AT);
        int rows = header.getInt(STEPS_AT + Integer.BYTES);
        long size = ROWS_AT + (long) rows * Double.BYTES;
        if (steps < 1 || rows < 1 || at + size > length) {
            throw new InvalidRrdException("an archive has no size");
        }
        int place = (int) at;
        Archive known = found.get(steps);
        Archive noted = known == null ? new Archive(steps, rows, place, place, place) : known;
        found.put(
                steps,
                switch (text(header, 0)) {
                    case "AVERAGE" -> new Archive(steps, rows, place, noted.min(), noted.max());
                    case "MIN" -> new Archive(steps, rows, noted.average(), place, noted.max());
                    case "MAX" -> new Archive(steps, rows, noted.average(), noted.min(), place);
                    default -> throw new InvalidRrdException("an archive has no function");
                });
        if (noted.rows() != rows) {
            throw new InvalidRrdException("archives of the same steps have different rows");
        }
        return size;
    }

    /** A text of the file. */
    static String text(ByteBuffer bytes, int at) {
        return bytes.duplicate()
                .position(at)
                .limit(at + TEXT)
                .slice()
                .asCharBuffer()
                .toString()
                .trim();
    }
}
