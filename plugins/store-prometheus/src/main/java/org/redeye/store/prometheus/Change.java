package org.redeye.store.prometheus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.redeye.api.series.SeriesKey;

/**
 * What one call changes, as it stands in a segment of the buffer: four bytes of length, four of CRC32C, then entries. A
 * segment says of each series what it is before its first sample, so it can be read without any other. Not thread-safe.
 */
final class Change {

    /** Bytes before the entries. */
    static final int HEADER = 8;
    /** Bytes of one sample. */
    static final int SAMPLE_BYTES = 21;

    private static final byte DEFINE = 1;
    private static final byte SAMPLE = 2;
    private static final byte END = 3;
    private static final byte REMOVE = 4;

    private final Bytes bytes = new Bytes();
    private int samples;

    /** Whoever reads records. */
    interface Sink {
        void define(int number, SeriesKey key, int generation);

        void sample(int number, long at, double value);

        /** A series ended at a time; {@code lastAt} is that of its last sample. */
        void end(int number, long at, long lastAt);

        void remove(String id, int generation);
    }

    void begin() {
        bytes.clear();
        bytes.putLong(0);
        samples = 0;
    }

    void define(int number, SeriesKey key, int generation) {
        bytes.putByte(DEFINE);
        bytes.putInt(number);
        putKey(bytes, key);
        bytes.putInt(generation);
    }

    void sample(int number, long at, double value) {
        bytes.putByte(SAMPLE);
        bytes.putInt(number);
        bytes.putLong(at);
        bytes.putDouble(value);
        samples++;
    }

    void end(int number, long at, long lastAt) {
        bytes.putByte(END);
        bytes.putInt(number);
        bytes.putLong(at);
        bytes.putLong(lastAt);
        samples++;
    }

    void remove(String id, int generation) {
        bytes.putByte(REMOVE);
        bytes.putText(id);
        bytes.putInt(generation);
    }

    /** What is to be sent of it: samples and ends. */
    int samples() {
        return samples;
    }

    /** Its bytes, ready to be written. */
    ByteBuffer finish() {
        int size = bytes.size() - HEADER;
        var crc = new CRC32C();
        crc.update(bytes.array(), HEADER, size);
        bytes.setInt(0, size);
        bytes.setInt(4, (int) crc.getValue());
        return ByteBuffer.wrap(bytes.array(), 0, bytes.size());
    }

    /** Reads one entry of a record's body. */
    static void read(ByteBuffer body, Sink sink) {
        byte kind = body.get();
        switch (kind) {
            case DEFINE -> sink.define(body.getInt(), key(body), body.getInt());
            case SAMPLE -> sink.sample(body.getInt(), body.getLong(), body.getDouble());
            case END -> sink.end(body.getInt(), body.getLong(), body.getLong());
            case REMOVE -> sink.remove(text(body), body.getInt());
            default -> throw new IllegalStateException("an entry of kind " + kind + ", of a later version?");
        }
    }

    static void putKey(Bytes bytes, SeriesKey key) {
        bytes.putText(key.check());
        bytes.putText(key.metric());
        bytes.putText(key.item());
        bytes.putText(key.unit());
        bytes.putText(key.node());
        bytes.putLong(key.step().toMillis());
    }

    static SeriesKey key(ByteBuffer body) {
        return new SeriesKey(
                text(body), text(body), text(body), text(body), text(body), Duration.ofMillis(body.getLong()));
    }

    static String text(ByteBuffer body) {
        var encoded = new byte[body.getInt()];
        body.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
