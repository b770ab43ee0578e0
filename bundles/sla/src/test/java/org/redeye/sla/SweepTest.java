package org.redeye.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.redeye.api.check.CheckState;
import org.redeye.api.sla.SlaStatus.Outage;
import org.redeye.api.sla.StateHistory.Stretch;
import org.redeye.sla.Sweep.Line;
import org.redeye.sla.Sweep.Span;

/** Against a look at each millisecond. */
class SweepTest {

    private static final int END = 60;

    @Property(tries = 500)
    void isWhatEachMillisecondSays(
            @ForAll("lines") List<Line> lines,
            @ForAll boolean warningIsUp,
            @ForAll("cuts") List<Integer> cuts,
            @ForAll("times") int from,
            @ForAll("times") int to) {
        var timelines = new ArrayList<Timeline>();
        int begin = 0;
        for (int cut : new TreeSet<>(cuts)) { // reckoned in parts
            timelines.add(run(lines, warningIsUp, begin, cut));
            begin = cut;
        }
        timelines.add(run(lines, warningIsUp, begin, END));

        long[] expected = new long[4];
        Set<Long> down = new HashSet<>();
        for (int at = from; at < to; at++) {
            Kind kind = kind(lines, warningIsUp, at);
            expected[kind.ordinal()]++;
            if (kind == Kind.DOWN) {
                down.add((long) at);
            }
        }
        Sums sums = timelines.stream().map(timeline -> timeline.sums(from, to)).reduce(Sums.ZERO, Sums::plus);
        assertThat(sums)
                .isEqualTo(new Sums(
                        expected[Kind.UP.ordinal()],
                        expected[Kind.DOWN.ordinal()],
                        expected[Kind.UNKNOWN.ordinal()],
                        expected[Kind.EXCLUDED.ordinal()]));

        Set<Long> outages = new HashSet<>();
        long before = Long.MAX_VALUE;
        for (Outage outage : Timeline.outages(timelines, from, to, 1_000)) {
            assertThat(outage.until().toEpochMilli())
                    .as("the newest first, with a pause")
                    .isLessThan(before);
            assertThat(outage.checks()).isNotEmpty();
            before = outage.from().toEpochMilli();
            for (long at = before; at < outage.until().toEpochMilli(); at++) {
                outages.add(at);
            }
        }
        assertThat(outages).isEqualTo(down);
    }

    private static Timeline run(List<Line> lines, boolean warningIsUp, int from, int to) {
        var timeline = new Timeline();
        List<Line> cut = lines.stream()
                .map(line -> new Line(line.id(), clip(line.states(), from, to), line.worked()))
                .toList();
        new Sweep(cut, warningIsUp).run(from, to, timeline);
        return timeline;
    }

    private static List<Stretch> clip(List<Stretch> states, int from, int to) {
        return states.stream()
                .filter(stretch ->
                        stretch.until().toEpochMilli() > from && stretch.from().toEpochMilli() < to)
                .map(stretch -> stretch(
                        stretch.state(),
                        Math.max(from, stretch.from().toEpochMilli()),
                        Math.min(to, stretch.until().toEpochMilli())))
                .toList();
    }

    private static Stretch stretch(CheckState state, long from, long until) {
        return new Stretch(state, Instant.ofEpochMilli(from), Instant.ofEpochMilli(until));
    }

    /** Written down as the documentation has it. */
    private static Kind kind(List<Line> lines, boolean warningIsUp, int at) {
        boolean excluded = false;
        boolean unknown = lines.isEmpty();
        for (Line line : lines) {
            boolean worked = line.worked().stream().anyMatch(span -> at >= span.from() && at < span.until());
            CheckState state = line.states().stream()
                    .filter(stretch -> at >= stretch.from().toEpochMilli()
                            && at < stretch.until().toEpochMilli())
                    .findFirst()
                    .orElseThrow()
                    .state();
            boolean isDown = state == CheckState.CRITICAL || state == CheckState.WARNING && !warningIsUp;
            if (!worked && isDown) {
                return Kind.DOWN;
            }
            excluded |= worked;
            unknown |= state == CheckState.UNKNOWN || state == CheckState.PENDING;
        }
        if (excluded) {
            return Kind.EXCLUDED;
        }
        return unknown ? Kind.UNKNOWN : Kind.UP;
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, END).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Integer> times() {
        return Arbitraries.integers().between(0, END);
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<List<CheckState>> each =
                Arbitraries.of(CheckState.class).list().ofSize(END);
        // long stretches as well as short ones
        Arbitrary<List<Integer>> ends =
                Arbitraries.integers().between(1, END - 1).list().ofMaxSize(6);
        Arbitrary<Span> span = Combinators.combine(
                        Arbitraries.longs().between(-5, END + 5),
                        Arbitraries.longs().between(1, 30))
                .as((from, length) -> new Span(from, from + length));
        Arbitrary<Line> line = Combinators.combine(each, ends, span.list().ofMaxSize(3))
                .as((states, cuts, worked) -> {
                    var stretches = new ArrayList<Stretch>();
                    int begin = 0;
                    for (int cut : new TreeSet<>(cuts)) {
                        stretches.add(stretch(states.get(begin), begin, cut));
                        begin = cut;
                    }
                    stretches.add(stretch(states.get(begin), begin, END));
                    return new Line("", stretches, worked);
                });
        return line.list().ofMaxSize(4).map(lines -> {
            var named = new ArrayList<Line>();
            for (Line one : lines) {
                named.add(new Line("c" + named.size(), one.states(), one.worked()));
            }
            return named;
        });
    }
}
