package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rrd4j.core.InvalidRrdException;

/** What is written without RRD4J is, byte for byte, what RRD4J writes. */
class RowWriterTest {

    /** Small, so that the archives turn round. */
    private static final ArchivePlan PLAN = new ArchivePlan(
            50,
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            List.of(
                    new ArchivePlan.Coarse(Duration.ofSeconds(7), Duration.ofSeconds(140)),
                    new ArchivePlan.Coarse(Duration.ofSeconds(30), Duration.ofSeconds(600))));

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void bytesAreThoseOfRrd4j(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        long slot = 1_000L + random.nextInt(100);
        var ours = Pages.empty();
        RrdFile.create(ours, PLAN.archives(Duration.ofSeconds(1)), slot);
        var theirs = Pages.of(ours.all());
        for (int flush = 0; flush < 4; flush++) {
            var runs = new ArrayList<Pending.Run>();
            // some of it is in the file already
            slot = runs(random, Math.max(0, slot - random.nextInt(20)), runs);
            for (var range : RowWriter.changes(Layout.of(ours), ours, runs)) {
                ours.overlay(range);
            }
            RrdFile.open(theirs).add(runs);
            assertThat(ours.all()).isEqualTo(theirs.all());
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void newFilesAreThoseOfRrd4j(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        var newFiles = new NewFiles(new RealDisk(), false);
        for (int file = 0; file < 3; file++) {
            var archives = PLAN.archives(Duration.ofSeconds(1 + random.nextInt(2)));
            var runs = new ArrayList<Pending.Run>();
            runs(random, random.nextInt(2_000), runs);
            var theirs = Pages.empty();
            RrdFile.create(theirs, archives, runs.get(0).first()).add(runs);
            assertThat(newFiles.bytes(archives, runs)).isEqualTo(theirs.all());
        }
    }

    private static long runs(Random random, long from, List<Pending.Run> runs) {
        long slot = from;
        for (int i = random.nextInt(4); i >= 0; i--) {
            slot += random.nextInt(3) == 0 ? random.nextInt(1_500) : random.nextInt(9);
            var values = new double[1 + random.nextInt(random.nextBoolean() ? 6 : 120)];
            for (int k = 0; k < values.length; k++) {
                values[k] = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
            }
            runs.add(new Pending.Run(slot, values));
            slot += values.length;
        }
        return slot;
    }

    @Test
    void nothingChangesWhereNothingIsNew() throws IOException {
        var file = Pages.empty();
        RrdFile.create(file, PLAN.archives(Duration.ofSeconds(1)), 1_000);
        var runs = List.of(new Pending.Run(990, new double[10]));

        assertThat(RowWriter.changes(Layout.of(file), file, runs)).isEmpty();
    }

    @Test
    void aFileThatIsNotWhatItWasIsRefused() throws IOException {
        var file = Pages.empty();
        RrdFile.create(file, PLAN.archives(Duration.ofSeconds(1)), 1_000);
        var layout = Layout.of(file);
        int coarse = layout.archives().get(1).max();
        for (int at : new int[] {
            0, RrdFile.END_AT, coarse, coarse + Layout.STEPS_AT, coarse + Layout.POINTER_AT, coarse + Layout.UNKNOWN_AT
        }) {
            byte[] bytes = file.all();
            bytes[at] = -1;
            assertThatThrownBy(() ->
                            RowWriter.changes(layout, Pages.of(bytes), List.of(new Pending.Run(1_000, new double[1]))))
                    .as("byte " + at)
                    .isInstanceOf(InvalidRrdException.class);
        }
    }
}
