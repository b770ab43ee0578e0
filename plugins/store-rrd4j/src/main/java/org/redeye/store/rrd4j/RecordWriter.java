package org.redeye.store.rrd4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.redeye.api.series.SeriesKey;

/**
 * Builds one record of the journal: length (4 bytes), CRC-32C of the rest (4), then items, each beginning with its type.
 * A record is replayed whole or not at all. All numbers big-endian. Used again for the next record. Not thread-safe.
 */
final class RecordWriter {

    static final int HEADER = 8;

    /** As {@link #BEGIN}, and what had its id before is gone. Older versions wrote it. */
    static final byte SERIES = 1;
    /** Samples: count, then number, time, value of each. Older versions wrote it. */
    static final byte SAMPLES = 2;
    /** Bytes of a file: number, count of ranges, then offset, length, bytes of each. */
    static final byte IMAGE = 3;
    /** A series ended: number, time. */
    static final byte END = 4;
    /** A series is gone: number. */
    static final byte REMOVE = 5;
    /** The last sample where the samples themselves are not in the journal: number, time, value, ended. */
    static final byte LAST = 6;

    /** A series was retired: number, time; 0 if that was taken back. */
    static final byte RETIRE = 7;
    /** A series begins, or its key changes: number, key, time of the first sample. */
    static final byte BEGIN = 8;
    /**
     * Samples of one time, of series with neighbouring numbers: number of the first, time, count, then the value of each. Series
     * that begin together come together ever after, so this is most often a whole outcome.
     */
    static final byte RUN = 9;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** What the buffer shrinks back to. */
    private static final int USUAL = 1 << 20;

    private byte[] bytes = new byte[1 << 12];
    private int size = HEADER;
    private final CRC32C crc = new CRC32C();
    private int samples;
    /** Where the count of the run stands that is being written; 0 if none is. */
    private int run;
    /** The number that would go on with it, and its time. */
    private int runNumber;

    private long runAt;

    void begin() {
        size = HEADER;
        samples = 0;
        run = 0;
        if (bytes.length > USUAL) {
            bytes = new byte[USUAL];
        }
    }

    boolean isEmpty() {
        return size == HEADER;
    }

    /** How many samples are in it. */
    int samples() {
        return samples;
    }

    /** Bytes so far, header included. */
    int size() {
        return size;
    }

    void series(int number, SeriesKey key, long firstAt) {
        type(BEGIN);
        putInt(number);
        putKey(key);
        putLong(firstAt);
    }

    void putKey(SeriesKey key) {
        putText(key.check());
        putText(key.metric());
        putText(key.item());
        putText(key.unit());
        putText(key.node());
        putLong(key.step().toMillis());
    }

    void sample(int number, long at, double value) {
        if (run == 0 || number != runNumber || at != runAt) {
            type(RUN);
            putInt(number);
            putLong(at);
            run = size;
            putInt(0);
            runNumber = number;
            runAt = at;
        }
        putLong(Double.doubleToRawLongBits(value));
        INT.set(bytes, run, ++runNumber - (int) INT.get(bytes, run - Integer.BYTES - Long.BYTES));
        samples++;
    }

    void image(int number, List<Pages.Range> ranges) {
        type(IMAGE);
        putInt(number);
        putInt(ranges.size());
        for (var range : ranges) {
            putInt(range.offset());
            putInt(range.bytes().length);
            put(range.bytes());
        }
    }

    void end(int number, long at) {
        type(END);
        putInt(number);
        putLong(at);
    }

    void retire(int number, long at) {
        type(RETIRE);
        putInt(number);
        putLong(at);
    }

    void remove(int number) {
        type(REMOVE);
        putInt(number);
    }

    void last(int number, long at, double value, long endedAt) {
        type(LAST);
        putInt(number);
        putLong(at);
        putLong(Double.doubleToRawLongBits(value));
        putLong(endedAt);
    }

    /** The whole record; its first {@link #size()} bytes count. */
    byte[] finish() {
        crc.reset();
        crc.update(bytes, HEADER, size - HEADER);
        INT.set(bytes, 0, size - HEADER);
        INT.set(bytes, 4, (int) crc.getValue());
        return bytes;
    }

    private void type(byte type) {
        run = 0;
        ensure(1);
        bytes[size++] = type;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    private void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        put(utf8);
    }

    void put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
