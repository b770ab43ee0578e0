package org.redeye.store.prometheus;

import io.airlift.compress.snappy.SnappyCompressor;
import java.util.Arrays;

/**
 * A {@code prometheus.WriteRequest} (remote write 1.0: {@code prompb/remote.proto}, {@code types.proto}) and its packing.
 * Four messages of two fields each, so the wire format of Protocol Buffers is written by hand. Not thread-safe.
 */
final class WriteRequest {

    /** What says that a series has no value now: Prometheus' own NaN ({@code model/value}). */
    static final long STALE = 0x7ff0000000000002L;

    // tag = field << 3 | type; type 2 has a length before it, 1 is eight bytes, 0 a varint
    private static final int TIMESERIES = 1 << 3 | 2;
    private static final int SERIES_LABELS = 1 << 3 | 2;
    private static final int SERIES_SAMPLES = 2 << 3 | 2;
    private static final int LABEL_NAME = 1 << 3 | 2;
    private static final int LABEL_VALUE = 2 << 3 | 2;
    private static final int SAMPLE_VALUE = 1 << 3 | 1;
    private static final int SAMPLE_TIMESTAMP = 2 << 3;

    private final Bytes bytes = new Bytes();
    private final SnappyCompressor snappy = new SnappyCompressor();

    void begin() {
        bytes.clear();
    }

    /** One label, as a TimeSeries holds it. */
    static void label(Bytes to, byte[] name, byte[] value) {
        to.putByte(SERIES_LABELS);
        to.putVarint(2L + Bytes.varintSize(name.length) + name.length + Bytes.varintSize(value.length) + value.length);
        to.putByte(LABEL_NAME);
        to.putVarint(name.length);
        to.put(name);
        to.putByte(LABEL_VALUE);
        to.putVarint(value.length);
        to.put(value);
    }

    /**
     * Begins a series; its samples follow.
     *
     * @param labels from {@link #label}
     * @param samplesSize the sum of {@link #sampleSize} of all its samples
     */
    void series(byte[] labels, int samplesSize) {
        bytes.putByte(TIMESERIES);
        bytes.putVarint((long) labels.length + samplesSize);
        bytes.put(labels);
    }

    /** Bytes that a sample takes. */
    static int sampleSize(long time) {
        return 12 + Bytes.varintSize(time);
    }

    /**
     * Adds a sample to the series.
     *
     * @param time milliseconds since the epoch; not negative
     * @param value NaN becomes "no value now"
     */
    void sample(long time, double value) {
        bytes.putByte(SERIES_SAMPLES);
        bytes.putVarint(10L + Bytes.varintSize(time));
        bytes.putByte(SAMPLE_VALUE);
        bytes.putLittleEndian(Double.isNaN(value) ? STALE : Double.doubleToRawLongBits(value));
        bytes.putByte(SAMPLE_TIMESTAMP);
        bytes.putVarint(time);
    }

    /** The message in Snappy's block format. */
    byte[] pack() {
        var packed = new byte[snappy.maxCompressedLength(bytes.size())];
        int size = snappy.compress(bytes.array(), 0, bytes.size(), packed, 0, packed.length);
        return Arrays.copyOf(packed, size);
    }

    /** The message as it is. */
    byte[] plain() {
        return bytes.copy();
    }
}
