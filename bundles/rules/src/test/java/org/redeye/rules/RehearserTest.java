package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.Rehearsal;
import org.redeye.api.rule.RuleDeclaration;

/** History is played through the same tests, with the times that it had. */
class RehearserTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final RuleDeclaration SLOW =
            World.rule("slow", World.metric("a*", "m"), new Criterion.Above(5, 5), World.NONE, Duration.ofMinutes(1));

    private final World world = new World();

    private void history(String check, double... values) {
        world.series.put(World.key(check, "m", ""), FROM.toEpochMilli(), values);
    }

    private static double[] values(double... counted) {
        return DoubleStream.of(counted)
                .boxed()
                .flatMap(value -> java.util.Collections.nCopies(12, value).stream())
                .mapToDouble(Double::doubleValue)
                .toArray(); // two minutes each
    }

    private Rehearsal rehearse(RuleDeclaration rule, Duration length) {
        var sources =
                new Rehearser.Sources(world.series, Optional.empty(), Optional.empty(), Optional.of(world.alerts));
        return new Rehearser(rule, FROM, FROM.plus(length), sources).run();
    }

    @Test
    void tellsWhenItWouldHaveFiredAndWhomItWouldHaveCalled() {
        history("a1", values(1, 9, 1, 9));
        history("a2", values(1, 1, 1, 1));
        history("b1", values(9, 9, 9, 9));
        Rehearsal rehearsal = rehearse(SLOW, Duration.ofMinutes(8));

        assertThat(rehearsal.subjects()).isEqualTo(2);
        assertThat(rehearsal.samples()).isEqualTo(96);
        assertThat(rehearsal.step()).isEqualTo(10_000);
        assertThat(rehearsal.count()).isEqualTo(2);
        assertThat(rehearsal.notes()).isEmpty();
        Rehearsal.Firing first = rehearsal.firings().get(0);
        assertThat(first.subject()).isEqualTo("a1:m");
        assertThat(first.at()).isEqualTo(FROM.plusSeconds(180));
        assertThat(first.until()).contains(FROM.plusSeconds(240));
        assertThat(first.value()).isEqualTo(9);
        assertThat(first.calls()).extracting("text").containsExactly("calls Ann");
        assertThat(rehearsal.firings().get(1).until()).isEmpty();
        assertThat(world.alerts.foreseen.get(0).firing()).isTrue();
        assertThat(world.alerts.reported).isEmpty();
    }

    @Test
    void saysWhatItWouldSayLive() {
        double[] values = values(1, 9, 1, 9, 9, 2);
        history("a1", values);
        var live = new World();
        live.declare(SLOW);
        for (double value : values) {
            live.sample("a1", "m", value).pass(Duration.ofSeconds(10));
        }
        Rehearsal rehearsal = rehearse(SLOW, Duration.ofMinutes(12));

        assertThat(rehearsal.firings())
                .extracting(firing -> Duration.between(FROM, firing.at()).toString())
                .isEqualTo(live.told().stream()
                        .filter(told -> told.contains("fires"))
                        .map(told -> told.substring(told.lastIndexOf(' ') + 1))
                        .toList());
    }

    @Test
    void tellsOfGapsAndOfWhatIsNotThere() {
        history("a1", 9, 9, Double.NaN, 9, 9, 9, 9, 9, 9, 9);
        assertThat(rehearse(SLOW, Duration.ofSeconds(100)).notes())
                .containsExactly("1 of 10 points of the history are unknown.");
        var down = World.rule(
                "down", World.states("*"), new Criterion.AtLeast(CheckState.CRITICAL), World.NONE, World.NONE);
        assertThat(rehearse(down, Duration.ofMinutes(1)).notes())
                .containsExactly("The history of states is not there: nothing keeps it.");
        var script = World.rule("s", World.states("*"), new Criterion.Script("x"), World.NONE, World.NONE);
        assertThat(rehearse(script, Duration.ofMinutes(1)).notes())
                .isEqualTo(List.of("Scripts are not run over history."));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> rehearse(SLOW, Duration.ZERO))
                .hasMessage("A rehearsal is from an earlier to a later time, at most 366 days.");
        var broken = World.rule("b", World.metric("*", "m"), new Criterion.When("value +"), World.NONE, World.NONE);
        assertThatThrownBy(() -> rehearse(broken, Duration.ofMinutes(1)))
                .hasMessageStartingWith("Its expression is no expression: ");
    }
}
