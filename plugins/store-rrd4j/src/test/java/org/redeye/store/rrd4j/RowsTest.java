package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.redeye.api.series.Consolidation;

/** Rows that are read as blocks, with samples that wait, are those that RRD4J says once the samples are in the file. */
class RowsTest {

    /** Small, so that the archives turn round. */
    private static final ArchivePlan PLAN = new ArchivePlan(
            50,
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            List.of(
                    new ArchivePlan.Coarse(Duration.ofSeconds(7), Duration.ofSeconds(140)),
                    new ArchivePlan.Coarse(Duration.ofSeconds(30), Duration.ofSeconds(600))));

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void rowsAreThoseOfRrd4j(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        var pages = Pages.empty();
        long slot = 1_000L + random.nextInt(100);
        var file = RrdFile.create(pages, PLAN.archives(Duration.ofSeconds(1)), slot);
        var runs = new ArrayList<Pending.Run>();
        slot = runs(random, slot, runs);
        file.add(runs);
        int inFile = runs.size();
        runs(random, slot, runs);
        // what is in the file already may wait as well: the file has moved on since
        var waiting = runs.subList(random.nextInt(inFile + 1), runs.size());

        var rows = Rows.of(Layout.of(pages), pages, waiting);
        var before = read(rows);
        file.add(runs);
        assertThat(before).isEqualTo(expected(file));
    }

    /** Of a file that is not there yet, too. */
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void rowsOfNoFileAreThoseOfTheFileToBe(@ForAll @IntRange(max = 1_000_000) int seed) throws IOException {
        var random = new Random(seed);
        var plan = PLAN.archives(Duration.ofSeconds(1));
        var runs = new ArrayList<Pending.Run>();
        long first = 1_000L + random.nextInt(100);
        runs(random, first, runs);
        var file = RrdFile.create(Pages.empty(), plan, first);
        file.add(runs);
        assertThat(read(Rows.of(Layout.of(plan), runs, first))).isEqualTo(expected(file));
    }

    private static long runs(Random random, long from, List<Pending.Run> runs) {
        long slot = from;
        for (int i = random.nextInt(4); i >= 0; i--) {
            slot += random.nextInt(3) == 0 ? random.nextInt(900) : random.nextInt(9);
            var values = new double[1 + random.nextInt(random.nextBoolean() ? 6 : 120)];
            for (int k = 0; k < values.length; k++) {
                values[k] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(7) == 0 ? -0.0 : random.nextGaussian();
            }
            runs.add(new Pending.Run(slot, values));
            slot += values.length;
        }
        return slot;
    }

    private record Read(Consolidation consolidation, int steps, long start, List<Double> values) {}

    private static List<Read> read(Rows rows) throws IOException {
        var all = new ArrayList<Read>();
        for (var consolidation : Consolidation.values()) {
            for (var archive : rows.archives()) {
                long start = rows.start(archive);
                double[] values = rows.values(archive, consolidation, start, rows.stop(archive));
                all.add(new Read(consolidation, archive.steps(), start, boxed(values)));
            }
        }
        return all;
    }

    private static List<Read> expected(RrdFile file) throws IOException {
        var all = new ArrayList<Read>();
        for (var consolidation : Consolidation.values()) {
            for (var archive : file.archives(consolidation)) {
                List<Double> values = boxed(archive.robin().getValues());
                values.addAll(boxed(archive.unfinished()));
                all.add(new Read(consolidation, archive.steps(), archive.start(), values));
            }
        }
        return all;
    }

    private static List<Double> boxed(double... values) {
        var list = new ArrayList<Double>();
        for (double value : values) {
            list.add(value == 0 ? 0.0 : value); // RRD4J's own sums lose the sign of a zero
        }
        return list;
    }
}
