package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private final Lender lender = new Lender(threads::add, 3);
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
        var lane = new Lane(lender, 2, false);
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
        var lane = new Lane(lender, 3, true);
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
                new Lender(
                        work -> {
                            if (full[0]) {
                                throw new RejectedExecutionException();
                            }
                            threads.add(work);
                        },
                        0),
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
        var lane = new Lane(lender, 1, false);
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
        var lane = new Lane(lender, 1, false);
        Lane.Job job = job("a");
        lane.submit(job);
        job.giveUp();
        threads.remove().run();

        assertThat(done).isEmpty();
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void givesTheNextProbeALaneWithAllItsThreadsAndWhatWaits() {
        var old = new Lane(lender, 1, false);
        old.submit(job("a"));
        old.submit(job("b"));
        Runnable stuck = threads.remove();

        Lane next = old.next();
        old.moveTo(next);
        threads.remove().run();

        assertThat(done).containsExactly("a", "b");
        assertThat(old.waiting()).isZero();
        assertThat(lender.left()).as("the thread that has not come back").isEqualTo(1);
        stuck.run();
        assertThat(lender.left()).isZero();
        assertThat(done).hasSize(2);
    }

    @Test
    void takesBackACallThatWasHandedOn() {
        var old = new Lane(lender, 1, false);
        Lane.Job job = job("a");
        old.submit(job);
        Lane next = old.next();
        old.moveTo(next);

        job.giveUp();
        threads.forEach(Runnable::run);

        assertThat(next.waiting()).isZero();
        assertThat(done).isEmpty();
    }

    @Test
    void countsWhatHangsInALaneThatHasRetired() {
        var lane = new Lane(lender, 2, true);
        Lane.Job before = hanging(lane, () -> {
            lane.next();
            assertThat(lender.hung()).isEqualTo(1);
        });
        threads.remove().run();
        assertThat(lender.hung()).as("it has returned").isZero();

        hanging(lane, () -> assertThat(lender.hung()).isEqualTo(1));
        assertThat(lender.left())
                .as("a lane that has retired ends what its probe is at")
                .isEqualTo(1);
        threads.remove().run();

        assertThat(done).containsExactly("hung", "hung");
        assertThat(lender.left()).isZero();
        assertThat(lender.hung()).isZero();
        before.giveUp();
        assertThat(lender.hung()).as("what is over does not hang").isZero();
    }

    private Lane.Job hanging(Lane lane, Runnable meanwhile) {
        var job = new Lane.Job() {
            @Override
            void work() {
                giveUp();
                meanwhile.run();
                done.add("hung");
            }
        };
        lane.submit(job);
        return job;
    }

    @Test
    void staysWhereTooManyThreadsAreLeft() {
        for (int i = 0; i < 3; i++) {
            var full = new Lane(lender, 1, false);
            full.submit(job("old"));
            assertThat(full.next()).isNotSameAs(full);
        }
        var lane = new Lane(lender, 1, false);
        lane.submit(job("a"));

        assertThat(lane.next()).isSameAs(lane);
        assertThat(lender.left()).isEqualTo(3);
        threads.remove().run();
        assertThat(lane.next()).as("as soon as one is back").isNotSameAs(lane);
    }

    @Test
    void doesNotGrowBeyondTheBoundOnceItHasRetired() {
        var lane = new Lane(lender, 10, true);
        assertThat(lane.next()).isNotSameAs(lane);
        for (int i = 0; i < 5; i++) {
            lane.submit(job("" + i));
        }

        assertThat(threads).hasSize(3);
        assertThat(lender.left()).isEqualTo(3);
        threads.forEach(Runnable::run);
        assertThat(done).hasSize(5);
        assertThat(lender.left()).isZero();
    }
}
