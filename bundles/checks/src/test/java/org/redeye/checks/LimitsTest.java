package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.probe.Outcome;

/** How much is in flight at once. */
class LimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Outcome FINE = Outcome.ok("fine", List.of());

    private final ArrayDeque<CompletableFuture<Outcome>> open = new ArrayDeque<>();
    private int calls;

    private TestProbe probe(int concurrency) {
        return new TestProbe(concurrency, (config, context) -> {
            calls++;
            var future = new CompletableFuture<Outcome>();
            open.add(future);
            return future;
        });
    }

    private static CheckDeclaration check(String id, String host) {
        return World.check(id, "x", host, MINUTE, MINUTE, Map.of());
    }

    private static void declare(World world, int count, String host) {
        for (int i = 0; i < count; i++) {
            world.declare(check(host + i, host));
        }
        world.pass(MINUTE);
    }

    private void answerAll(World world) {
        while (!open.isEmpty()) {
            open.poll().complete(FINE);
            world.work();
        }
    }

    @Test
    void holdsTheLimitOfAProbe() {
        var world = new World(null, 100, 100);
        world.plugins.put("x", probe(5), "1.0.0");
        declare(world, 1, "warm");
        answerAll(world);
        calls = 0;
        declare(world, 20, "");

        assertThat(open).hasSize(5);
        assertThat(world.meter("checks_waiting", "")).isEqualTo(16);
        answerAll(world);
        assertThat(calls).isEqualTo(21);
        assertThat(world.status("19").counts().done()).isEqualTo(1);
    }

    @Test
    void holdsTheLimitOfAHostAndLetsOthersPass() {
        var world = new World(null, 100, 3);
        world.plugins.put("x", probe(50), "1.0.0");
        declare(world, 10, "web");
        assertThat(open).hasSize(3);
        declare(world, 2, "db");

        assertThat(open).hasSizeGreaterThanOrEqualTo(5);
        answerAll(world);
        assertThat(world.status("web9").counts().done()).isPositive();
    }

    @Test
    void holdsTheLimitOfTheNode() {
        var world = new World(null, 4, 100);
        world.plugins.put("x", probe(50), "1.0.0");
        declare(world, 10, "web");

        assertThat(open).hasSize(4);
        assertThat(world.meter("checks_in_flight", "")).isEqualTo(4);
        world.core.locked(() -> world.core.gates.limit(6, 100, world.core.slots()::queue));
        world.work();
        assertThat(open).as("a higher limit applies at once").hasSize(6);
    }

    @Test
    void givesUpThePlaceOfACheckThatIsRemoved() {
        var world = new World(null, 1, 8);
        world.plugins.put("x", probe(50), "1.0.0");
        declare(world, 3, "web");
        assertThat(open).hasSize(1);

        for (int i = 0; i < 3; i++) {
            world.remove(check("web" + i, "web"));
        }
        answerAll(world);
        assertThat(world.meter("checks_in_flight", "")).isZero();
        assertThat(world.core.gates.hosts()).as("nothing is kept of the host").isZero();
        assertThat(calls).isEqualTo(1);
        declare(world, 1, "db");
        assertThat(open).hasSize(1);
    }

    @Test
    void keepsAPlaceInTheLineForTheNextSlot() {
        var world = new World(null, 1, 8);
        world.plugins.put("x", probe(50), "1.0.0");
        declare(world, 2, "web");
        world.pass(Duration.ofSeconds(30));
        answerAll(world);
        answerAll(world);

        long done = world.status("web0").counts().done()
                + world.status("web1").counts().done();
        assertThat(done).isGreaterThanOrEqualTo(2);
        assertThat(world.meter("checks_in_flight", "")).isZero();
    }

    @Test
    void runsForTheSlotThatIsCurrentWhenThereIsRoomAtLast() {
        var world = new World(null, 1, 8);
        world.plugins.put("x", probe(50), "1.0.0");
        declare(world, 1, "web");
        CheckDeclaration quick = World.check("quick", "y", Duration.ofSeconds(1));
        world.plugins.put("y", TestProbe.well(), "1.0.0");
        world.declare(quick);
        world.pass(Duration.ofMillis(4_500));
        answerAll(world);

        long now = world.time.wall();
        assertThat(world.series.times("quick:total_seconds"))
                .containsExactlyElementsOf(World.slots(quick, now - 1_000, now));
        assertThat(world.status("quick").last().get().late()).isLessThan(Duration.ofSeconds(1));
        assertThat(world.status("quick").counts().skippedOverload()).isBetween(3L, 4L);
    }
}
