package org.redeye.store.rrd4j;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.series.SeriesKey;

/** Reads what {@link RecordWriter} wrote, its checksum being right. */
final class RecordReader {

    /** What is done with the items of a record. */
    interface Sink {
        /** @param replaces whether what has its id is gone */
        void series(int number, SeriesKey key, long firstAt, boolean replaces);

        void sample(int number, long at, double value);

        void image(int number, List<Pages.Range> ranges);

        void end(int number, long at);

        void retire(int number, long at);

        void remove(int number);

        void last(int number, long at, double value, long endedAt);
    }

    private RecordReader() {}

    /**
     * Reads all of it.
     *
     * @return how many samples are in it
     * @throws BufferUnderflowException if the record is none, which a right checksum excludes
     */
    static int read(ByteBuffer record, Sink sink) {
        int samples = 0;
        while (record.hasRemaining()) {
            byte type = record.get();
            switch (type) {
                case RecordWriter.SERIES -> sink.series(record.getInt(), key(record), record.getLong(), true);
                case RecordWriter.BEGIN -> sink.series(record.getInt(), key(record), record.getLong(), false);
                case RecordWriter.RETIRE -> sink.retire(record.getInt(), record.getLong());
                case RecordWriter.SAMPLES -> samples += samples(record, sink);
                case RecordWriter.RUN -> samples += run(record, sink);
                case RecordWriter.IMAGE -> image(record, sink);
                case RecordWriter.END -> sink.end(record.getInt(), record.getLong());
                case RecordWriter.REMOVE -> sink.remove(record.getInt());
                case RecordWriter.LAST ->
                    sink.last(record.getInt(), record.getLong(), record.getDouble(), record.getLong());
                default -> throw new BufferUnderflowException();
            }
        }
        return samples;
    }

    private static int samples(ByteBuffer record, Sink sink) {
        int count = record.getInt();
        for (int i = 0; i < count; i++) {
            sink.sample(record.getInt(), record.getLong(), record.getDouble());
        }
        return count;
    }

    private static int run(ByteBuffer record, Sink sink) {
        int first = record.getInt();
        long at = record.getLong();
        int count = record.getInt();
        for (int i = 0; i < count; i++) {
            sink.sample(first + i, at, record.getDouble());
        }
        return count;
    }

    private static void image(ByteBuffer record, Sink sink) {
        int number = record.getInt();
        int count = record.getInt();
        var ranges = new ArrayList<Pages.Range>(count);
        for (int i = 0; i < count; i++) {
            int offset = record.getInt();
            ranges.add(new Pages.Range(offset, bytes(record)));
        }
        sink.image(number, ranges);
    }

    static SeriesKey key(ByteBuffer record) {
        return new SeriesKey(
                text(record),
                text(record),
                text(record),
                text(record),
                text(record),
                Duration.ofMillis(record.getLong()));
    }

    private static String text(ByteBuffer record) {
        // interned by hand would cost more than it saves: keys of one check arrive together and are few
        return new String(bytes(record), StandardCharsets.UTF_8);
    }

    static byte[] bytes(ByteBuffer record) {
        int length = record.getInt();
        if (length < 0 || length > record.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        record.get(bytes);
        return bytes;
    }
}
