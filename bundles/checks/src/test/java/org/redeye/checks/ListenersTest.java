package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** Who decides by the states of checks gets each of them. */
class ListenersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CheckDeclaration CHECK = World.check("a", "x", SECOND);
    private static final TestProbe REFUSED =
            TestProbe.answering(Outcome.critical(Reason.REFUSED, "refused", List.of()));

    private final World world = new World();
    private final List<String> heard = new ArrayList<>();
    private final CheckListener listener = new CheckListener() {
        @Override
        public void stands(CheckStatus status) {
            heard.add(status.id() + " " + status.state() + " " + status.reason());
        }

        @Override
        public void gone(String check) {
            heard.add(check + " gone");
        }
    };

    private void listen() {
        world.core.results.listeners.add(listener);
    }

    @Test
    void getsEachRunFromTheFirstSightToTheLast() {
        listen();
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND.multipliedBy(2));
        world.plugins.put("x", REFUSED, "2");
        world.pass(SECOND);
        world.remove(CHECK);

        assertThat(heard)
                .containsExactly("a PENDING first run is due", "a OK ", "a OK ", "a CRITICAL refused", "a gone");
    }

    @Test
    void hearsThatAProbeIsMissingAndThatADeclarationIsAnother() {
        listen();
        world.declare(CHECK);
        world.pass(Duration.ofSeconds(15));
        heard.clear();
        world.change(World.check("a", "x", SECOND.multipliedBy(2)));

        assertThat(heard).last().isEqualTo("a PENDING needs probe:x");
    }

    @Test
    void hearsWhatWasStoredBeforeARestart() {
        world.states.attach(world.store);
        world.plugins.put("x", REFUSED, "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);
        world.look();
        var next = new World(world.time, world.store);
        next.core.results.listeners.add(listener);
        next.declare(CHECK);
        next.states.attach(world.store);
        next.look();

        assertThat(heard).first().isEqualTo("a PENDING needs probe:x");
        assertThat(heard).last().isEqualTo("a CRITICAL refused");
    }

    @Test
    void oneThatThrowsSpoilsNothing() {
        world.core.results.listeners.add(new CheckListener() {
            @Override
            public void stands(CheckStatus status) {
                throw new IllegalStateException("no");
            }

            @Override
            public void gone(String check) {
                throw new IllegalStateException("no");
            }
        });
        listen();
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(heard).contains("a OK ");
    }

    @Test
    void noneIsToldWhenNobodyListensAnyMore() {
        listen();
        world.core.results.listeners.remove(listener);
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);

        assertThat(heard).isEmpty();
    }
}
