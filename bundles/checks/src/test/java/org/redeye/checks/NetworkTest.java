package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** Before a target is blamed the node looks at its own network. */
class NetworkTest {

    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String GONE = "The network of this node is gone: 10.0.0.1 does not answer.";

    private final World world = new World();
    private final CheckDeclaration network = remote("network", Network.PROBE, "", HOUR);
    private final CheckDeclaration far = remote("far", "x", "192.0.2.7", TEN);

    private boolean cut;
    private int asked;
    private Outcome failure =
            Outcome.critical(Reason.TIMEOUT, "no answer", List.of(Metric.of("loss_ratio", "ratio", 1)));

    @BeforeEach
    void probes() {
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    boolean lost = cut
                            && !context.address().equals("127.0.0.1")
                            && !context.address().isEmpty();
                    return CompletableFuture.completedFuture(lost ? failure : Outcome.ok("", List.of()));
                }),
                "1");
        world.plugins.put(
                Network.PROBE,
                new TestProbe((config, context) -> {
                    asked++;
                    return CompletableFuture.completedFuture(
                            cut ? Outcome.critical(Reason.NETWORK, GONE, List.of()) : Outcome.ok("", List.of()));
                }),
                "1");
    }

    private static CheckDeclaration remote(String id, String probe, String address, Duration every) {
        return World.check(id, probe, address, every, Duration.ofSeconds(5), Map.of());
    }

    private void declare(CheckDeclaration... checks) {
        world.declare(checks);
        world.pass(TEN);
    }

    private CheckState state(CheckDeclaration check) {
        return world.status(check.id()).state();
    }

    @Test
    void targetsOfANodeWithoutNetworkAreUnknownAndTheNodeIsToBlame() {
        declare(network, far);
        assertThat(state(far)).isEqualTo(CheckState.OK);
        cut = true;
        world.pass(TEN);

        CheckStatus status = world.status("far");
        assertThat(status.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(status.reason()).isEqualTo("network");
        assertThat(status.message()).isEqualTo(GONE + " Nothing can be said about the target.");
        assertThat(status.last().orElseThrow().readings())
                .as("what was measured says nothing")
                .isEmpty();
        assertThat(status.last().orElseThrow().log())
                .containsExactly("without its network it would have been CRITICAL timeout: no answer");
        assertThat(world.status("network").state()).isEqualTo(CheckState.CRITICAL);
        assertThat(world.status("network").message()).isEqualTo(GONE);
        assertThat(world.meter("checks_network_gone", "")).isEqualTo(1);
        assertThat(world.meter("checks_excused_total", "")).isEqualTo(1);
        assertThat(world.series.stored).doesNotContainKey("far:loss_ratio");
    }

    @Test
    void theNodeIsAccusedOnceHoweverManyTargetsAreLost() {
        CheckDeclaration other = remote("other", "x", "192.0.2.8", TEN);
        CheckDeclaration third = remote("third", "x", "db.example.org", TEN);
        declare(network, far, other, third);
        cut = true;
        world.pass(Duration.ofMinutes(5));

        assertThat(List.of(state(far), state(other), state(third))).containsOnly(CheckState.UNKNOWN);
        assertThat(world.events.of("check"))
                .filteredOn(event -> "critical".equals(event.get("state")) && Boolean.TRUE.equals(event.get("changed")))
                .extracting(event -> event.get("id"))
                .containsExactly("network");
    }

    @Test
    void aTargetThatIsDownWhileTheNetworkIsThereIsToBlame() {
        declare(network, far);
        int before = asked;
        world.plugins.put("x", TestProbe.answering(failure), "2");
        world.pass(TEN);

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
        assertThat(asked).as("asked before it was blamed").isEqualTo(before + 1);
        world.pass(Duration.ofMinutes(1));
        assertThat(asked).as("not asked again for who is known to be down").isEqualTo(before + 1);
    }

    @Test
    void whatTheTargetItselfSaidIsBelieved() {
        failure = Outcome.critical(Reason.REFUSED, "said no", List.of());
        declare(network, far);
        cut = true;
        world.pass(TEN);

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
    }

    @Test
    void thisMachineIsThereWithoutANetwork() throws UnknownHostException {
        world.own = List.of(new Reach.Own(InetAddress.getByName("10.0.0.9"), 24));
        CheckDeclaration own = remote("own", "x", "10.0.0.9", TEN);
        CheckDeclaration loopback = remote("loopback", "y", "127.0.0.1", TEN);
        CheckDeclaration local = remote("local", "x", "", TEN);
        declare(network, own, loopback, local);
        world.plugins.put("y", TestProbe.answering(failure), "1");
        cut = true;
        world.pass(TEN);

        assertThat(state(own)).isEqualTo(CheckState.CRITICAL);
        assertThat(state(loopback)).isEqualTo(CheckState.CRITICAL);
        assertThat(state(local)).isEqualTo(CheckState.OK);
    }

    @Test
    void withoutAWitnessTargetsAreBlamedAsTheyAre() {
        declare(far);
        cut = true;
        world.pass(TEN);

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
    }

    @Test
    void waitsForTheWitnessBeforeItSaysAnything() {
        var answer = new CompletableFuture<Outcome>();
        declare(network, far);
        world.plugins.put(Network.PROBE, new TestProbe((config, context) -> answer), "2");
        cut = true;
        world.pass(TEN);
        assertThat(state(far)).isEqualTo(CheckState.OK);

        answer.complete(Outcome.critical(Reason.NETWORK, GONE, List.of()));
        world.work();
        assertThat(state(far)).isEqualTo(CheckState.UNKNOWN);
    }

    @Test
    void aWitnessThatHangsHoldsNothingUpForLongerThanItsTimeout() {
        declare(network, far);
        world.plugins.put(Network.PROBE, TestProbe.pending(new CompletableFuture<>()), "2");
        cut = true;
        world.pass(TEN.plusSeconds(6));

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
        assertThat(world.status("network").reason()).isEqualTo("timeout");
    }

    @Test
    void aMissingWitnessHoldsNothingUp() {
        declare(network, far);
        world.plugins.remove(Network.PROBE);
        cut = true;
        world.pass(TEN);

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
    }

    @Test
    void targetsAreJudgedAgainWhenTheNetworkIsBack() {
        CheckDeclaration rare = remote("rare", "x", "192.0.2.9", HOUR);
        CheckDeclaration watch = remote("watch", Network.PROBE, "", TEN);
        world.declareNew(watch, far, rare);
        world.pass(TEN);
        cut = true;
        world.pass(TEN);
        world.core.locked(
                () -> world.core.timeline.add(world.roster.find("rare").orElseThrow(), world.time.wall()));
        var run = Manual.run(world.core, world.roster.find("rare").orElseThrow());
        world.work();
        assertThat(run.toCompletableFuture()).isCompleted();
        assertThat(List.of(state(far), state(rare))).containsOnly(CheckState.UNKNOWN);
        cut = false;
        world.pass(TEN);

        assertThat(List.of(state(watch), state(far))).containsOnly(CheckState.OK);
        assertThat(state(rare)).as("whose next slot is an hour away").isEqualTo(CheckState.OK);
        assertThat(world.meter("checks_network_gone", "")).isZero();
    }

    @Test
    void aRunThatTheLossHasBrokenIsExcusedEvenIfTheNetworkIsBack() {
        CheckDeclaration watch = remote("watch", Network.PROBE, "", Duration.ofSeconds(1));
        var slow = new CompletableFuture<Outcome>();
        declare(watch, far);
        world.plugins.put("x", TestProbe.pending(slow), "2");
        while (world.roster.find("far").orElseThrow().run == null) {
            world.pass(Duration.ofMillis(100));
        }
        cut = true;
        world.pass(Duration.ofSeconds(2));
        cut = false;
        world.pass(Duration.ofSeconds(1));
        slow.complete(failure);
        world.work();

        assertThat(world.status("far").message())
                .isEqualTo("The network of this node was gone. Nothing can be said about the target.");
    }

    @Test
    void aNetworkThatComesAndGoesBlamesNobody() {
        CheckDeclaration watch = remote("watch", Network.PROBE, "", Duration.ofSeconds(1));
        declare(watch, far);
        for (int i = 0; i < 20; i++) {
            cut = !cut;
            world.pass(Duration.ofMillis(1_700));
        }

        assertThat(world.events.of("check"))
                .filteredOn(event -> "far".equals(event.get("id")))
                .isNotEmpty()
                .noneMatch(event -> "critical".equals(event.get("state")));
    }

    @Test
    void referencesThatAreSilentWhileTargetsAnswerExcuseNobody() {
        CheckDeclaration watch = remote("watch", Network.PROBE, "", TEN);
        CheckDeclaration dead = remote("dead", "y", "192.0.2.66", TEN);
        world.plugins.put(Network.PROBE, TestProbe.answering(Outcome.critical(Reason.NETWORK, GONE, List.of())), "2");
        world.plugins.put("y", TestProbe.answering(failure), "1");
        declare(watch, far);
        world.pass(TEN);
        declare(dead);

        assertThat(state(dead)).isEqualTo(CheckState.CRITICAL);
        assertThat(state(watch)).isEqualTo(CheckState.WARNING);
        assertThat(world.status("watch").message())
                .isEqualTo(GONE + " But targets behind it answer: name references that do as well.");
    }

    @Test
    void neighboursThatAnswerSayNothingAboutWhatIsFarAway() throws UnknownHostException {
        world.own = List.of(new Reach.Own(InetAddress.getByName("10.0.0.9"), 24));
        CheckDeclaration near = remote("near", "y", "10.0.0.5", TEN);
        CheckDeclaration down = remote("down", "z", "10.0.0.6", TEN);
        world.plugins.put("y", TestProbe.well(), "1");
        world.plugins.put("z", TestProbe.answering(failure), "1");
        CheckDeclaration watch = remote("watch", Network.PROBE, "", TEN);
        declare(watch, far, near);
        cut = true;
        world.pass(TEN.multipliedBy(2));
        declare(down);

        assertThat(state(far)).isEqualTo(CheckState.UNKNOWN);
        assertThat(state(watch)).isEqualTo(CheckState.CRITICAL);
        assertThat(state(near)).isEqualTo(CheckState.OK);
        assertThat(state(down)).as("its neighbour answers").isEqualTo(CheckState.CRITICAL);
    }

    @Test
    void aWitnessThatIsRemovedSaysNothingAnyMore() {
        declare(network, far);
        cut = true;
        world.pass(TEN);
        assertThat(state(far)).isEqualTo(CheckState.UNKNOWN);
        world.remove(network);
        world.pass(TEN);

        assertThat(state(far)).isEqualTo(CheckState.CRITICAL);
    }

    @Test
    void manyThatFallSilentTogetherAskTogether() {
        var checks = new CheckDeclaration[200];
        for (int i = 0; i < checks.length; i++) {
            checks[i] = remote("many" + i, "x", "192.0.2." + i, Duration.ofSeconds(1));
        }
        declare(network);
        declare(checks);
        int before = asked;
        world.plugins.put("x", TestProbe.answering(failure), "2");
        world.pass(Duration.ofSeconds(2));

        assertThat(checks).allMatch(check -> state(check) == CheckState.CRITICAL);
        assertThat(asked - before).as("at most four times a second").isBetween(1, 9);
    }
}
