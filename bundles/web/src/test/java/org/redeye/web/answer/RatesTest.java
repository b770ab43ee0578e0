package org.redeye.web.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.redeye.testkit.ManualClock;

class RatesTest {

    private final ManualClock clock = new ManualClock();
    private final Rates rates = new Rates(3, clock::instant);

    @Test
    void givesSoManyAtOnceAndThenOneForEachShareOfTheMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take("a")).isTrue();
        }
        assertThat(rates.take("a")).isFalse();
        assertThat(rates.take("b")).as("somebody else").isTrue();
        clock.advance(Duration.ofSeconds(19));
        assertThat(rates.take("a")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rates.take("a")).isTrue();
        assertThat(rates.take("a")).isFalse();
    }

    @Test
    void gathersNoMoreThanAMinutesWorthAndSurvivesAClockThatGoesBack() {
        rates.take("a");
        clock.advance(Duration.ofDays(9));
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take("a")).isTrue();
        }
        assertThat(rates.take("a")).isFalse();
        clock.jump(Duration.ofDays(-5));
        assertThat(rates.take("a")).isFalse();
        clock.advance(Duration.ofSeconds(20));
        assertThat(rates.take("a")).isTrue();
    }
}
