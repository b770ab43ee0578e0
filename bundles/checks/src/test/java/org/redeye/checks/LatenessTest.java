package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void tellsQuantileAndMaximumOfTheLastMinute() {
        var late = new Lateness(0);
        for (int i = 1; i <= 1_000; i++) {
            late.add(i <= 985 ? 2 : 500, i * SECOND / 100);
        }
        late.add(9_000, 10 * SECOND);

        assertThat(late.quantile(0.5, 10 * SECOND)).isBetween(2.0, 2.5);
        assertThat(late.quantile(0.99, 10 * SECOND)).isBetween(500.0, 600.0);
        assertThat(late.max(10 * SECOND)).isEqualTo(9_000);
    }

    @Test
    void forgetsAfterAMinute() {
        var late = new Lateness(0);
        late.add(400, SECOND);
        assertThat(late.max(61 * SECOND)).isEqualTo(400);
        assertThat(late.max(71 * SECOND)).isZero();
        assertThat(late.quantile(0.99, 71 * SECOND)).isZero();
        late.add(7, 100_000 * SECOND);
        assertThat(late.max(100_000 * SECOND)).isEqualTo(7);
    }
}
