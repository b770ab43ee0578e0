package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    private Lane.Job job(String name) {
        return new Lane.Job() {
            @Override
            void work() {
                done.add(name);
            }
        };
    }

    @Test
    void takesASecondThreadOnlyWhenTheFirstIsStuck() {
        var lane = new Lane(threads::add, 2, false);
        assertThat(lane.submit(job("a"))).isFalse();
        assertThat(lane.submit(job("b"))).isTrue();
        assertThat(threads).hasSize(1);

        assertThat(lane.nudge()).isTrue();
        assertThat(threads).hasSize(2);
        assertThat(lane.nudge()).isTrue();
        assertThat(threads).as("two at most").hasSize(2);
        threads.removeLast().run();

        assertThat(done).containsExactly("a", "b");
        assertThat(lane.nudge()).isFalse();
    }

    @Test
    void takesAThreadForEachCallWhereCallsBlock() {
        var lane = new Lane(threads::add, 3, true);
        for (int i = 0; i < 5; i++) {
            lane.submit(job("" + i));
        }

        assertThat(threads).hasSize(3);
        threads.forEach(Runnable::run);
        assertThat(done).hasSize(5);
    }

    @Test
    void triesAgainWhenThePoolHadNoThread() {
        var full = new boolean[] {true};
        var lane = new Lane(
                work -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    threads.add(work);
                },
                2,
                false);
        lane.submit(job("a"));
        full[0] = false;
        lane.nudge();
        threads.remove().run();

        assertThat(done).containsExactly("a");
    }

    @Test
    void goesOnAfterACallThatThrows() {
        var lane = new Lane(threads::add, 1, false);
        lane.submit(new Lane.Job() {
            @Override
            void work() {
                throw new IllegalStateException("provoked");
            }
        });
        lane.submit(job("b"));
        threads.remove().run();

        assertThat(done).containsExactly("b");
    }

    @Test
    void takesBackACallThatHasNotBegun() {
        var lane = new Lane(threads::add, 1, false);
        Lane.Job job = job("a");
        lane.submit(job);
        lane.giveUp(job);
        threads.remove().run();

        assertThat(done).isEmpty();
        assertThat(lane.waiting()).isZero();
    }
}
