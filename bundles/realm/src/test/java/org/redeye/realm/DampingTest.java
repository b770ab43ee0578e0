package org.redeye.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DampingTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10_000);
    private final Damping damping = new Damping(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void fail(int times, String name, String origin) {
        IntStream.range(0, times).forEach(i -> damping.failed(name, origin));
    }

    @Test
    void letsAFewMistakesPass() {
        fail(Damping.PAIR_FAILURES - 1, "ann", "10.0.0.1");

        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();
    }

    @Test
    void refusesForDoublingTimes() {
        fail(Damping.PAIR_FAILURES, "ann", "10.0.0.1");
        assertThat(damping.refuses("ann", "10.0.0.1")).isTrue();
        pass(Damping.SHORTEST);
        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();

        fail(1, "ann", "10.0.0.1");
        pass(Damping.SHORTEST);
        assertThat(damping.refuses("ann", "10.0.0.1")).isTrue();
        pass(Damping.SHORTEST);
        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();
    }

    @Test
    void neverRefusesForLongerThanItsBound() {
        fail(80, "ann", "10.0.0.1");

        pass(Damping.LONGEST);

        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();
    }

    @Test
    void keepsOtherPeopleAndPlacesOutOfIt() {
        fail(Damping.PAIR_FAILURES, "ann", "10.0.0.1");

        assertThat(damping.refuses("bob", "10.0.0.1")).isFalse();
        assertThat(damping.refuses("ann", "10.0.0.2")).isFalse();
    }

    @Test
    void refusesAnOriginThatTriesManyNames() {
        IntStream.range(0, Damping.ORIGIN_FAILURES).forEach(i -> damping.failed("user" + i, "10.0.0.1"));

        assertThat(damping.refuses("ann", "10.0.0.1")).isTrue();
        assertThat(damping.refuses("ann", "10.0.0.2")).isFalse();
    }

    @Test
    void refusesANameThatManyOriginsTry() {
        IntStream.range(0, Damping.NAME_FAILURES).forEach(i -> damping.failed("ann", "10.0.0." + i));

        assertThat(damping.refuses("ann", "192.168.0.1")).isTrue();
        assertThat(damping.refuses("bob", "192.168.0.1")).isFalse();
    }

    @Test
    void forgetsAfterASuccessAndAfterAQuietHour() {
        fail(Damping.PAIR_FAILURES - 1, "ann", "10.0.0.1");
        damping.succeeded("ann", "10.0.0.1");
        fail(1, "ann", "10.0.0.1");
        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();

        fail(Damping.PAIR_FAILURES - 2, "ann", "10.0.0.1");
        pass(Duration.ofHours(2));
        fail(1, "ann", "10.0.0.1");
        assertThat(damping.refuses("ann", "10.0.0.1")).isFalse();
    }
}
