package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.redeye.api.series.SeriesKey;

/** What is written into a record is read out of it. */
class RecordTest {

    private record Told(int number, long at, double value) {}

    /** Notes samples, and ends as samples of no value. */
    private static final class Notes implements RecordReader.Sink {
        final List<Told> all = new ArrayList<>();

        @Override
        public void series(int number, SeriesKey key, long firstAt, boolean replaces) {}

        @Override
        public void sample(int number, long at, double value) {
            all.add(new Told(number, at, value));
        }

        @Override
        public void image(int number, List<Pages.Range> ranges) {}

        @Override
        public void end(int number, long at) {
            all.add(new Told(number, at, Double.NaN));
        }

        @Override
        public void retire(int number, long at) {}

        @Override
        public void remove(int number) {}

        @Override
        public void last(int number, long at, double value, long endedAt) {}
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void samplesComeBack(@ForAll @IntRange(max = 1_000_000) int seed) {
        var random = new Random(seed);
        var writer = new RecordWriter();
        for (int record = 0; record < 2; record++) {
            var told = new ArrayList<Told>();
            int samples = 0;
            int number = 5;
            long at = 1_000;
            writer.begin();
            for (int i = random.nextInt(40); i >= 0; i--) {
                number += random.nextInt(6) == 0 ? random.nextInt(9) - 4 : 1;
                at += random.nextInt(8) == 0 ? 10 : 0;
                if (random.nextInt(10) == 0) {
                    writer.end(number, at);
                    told.add(new Told(number, at, Double.NaN));
                } else {
                    writer.sample(number, at, i);
                    told.add(new Told(number, at, i));
                    samples++;
                }
            }
            var notes = new Notes();
            assertThat(read(writer, notes)).isEqualTo(samples).isEqualTo(writer.samples());
            assertThat(notes.all).isEqualTo(told);
        }
    }

    @Test
    void aWholeOutcomeTakesLittleMoreThanItsValues() {
        var writer = new RecordWriter();
        writer.begin();
        for (int i = 0; i < 1_000; i++) {
            writer.sample(i, 77, i);
        }
        assertThat(writer.size()).isLessThan(8_050);
    }

    /** A journal that an older version left behind. */
    @Test
    void theFormOfOlderVersionsIsRead() {
        var notes = new Notes();
        var record = ByteBuffer.allocate(45).put(RecordWriter.SAMPLES).putInt(2);
        record.putInt(7).putLong(10).putDouble(1.5).putInt(9).putLong(20).putDouble(2.5);

        assertThat(RecordReader.read(record.flip(), notes)).isEqualTo(2);
        assertThat(notes.all).containsExactly(new Told(7, 10, 1.5), new Told(9, 20, 2.5));
    }

    private static int read(RecordWriter writer, RecordReader.Sink sink) {
        byte[] bytes = writer.finish();
        return RecordReader.read(
                ByteBuffer.wrap(bytes, RecordWriter.HEADER, writer.size() - RecordWriter.HEADER), sink);
    }
}
