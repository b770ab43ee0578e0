package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final long NOW = Instant.parse("2026-11-21T09:30:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-21T09:30:00Z",
        "-1h, 2026-11-21T08:30:00Z",
        "-1h30m, 2026-11-21T08:00:00Z",
        "+2d, 2026-11-23T09:30:00Z",
        "-500ms, 2026-11-21T09:29:59.500Z",
        "-1w, 2026-11-14T09:30:00Z",
        "-0.5h, 2026-11-21T09:00:00Z",
        "1700000000000, 2023-11-14T22:13:20Z",
        "2026-11-21T09:30:00+01:00, 2026-11-21T08:30:00Z",
        "2026-11-21T09:30:00-01:30, 2026-11-21T11:00:00Z",
        "2026-11-21T09:30Z, 2026-11-21T09:30:00Z",
        "2026-11-21T09:30, 2026-11-21T09:30:00Z",
        "2026-11-21, 2026-11-21T00:00:00Z",
    })
    void understandsTimes(String text, String instant) throws Exception {
        assertThat(Instant.ofEpochMilli(Times.instant(text, NOW))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "-",
                "-1",
                "-1y",
                "2026",
                "2026-13-01",
                "2026-11-21T25:00",
                "1h",
                "99999999999999999999"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Times.instant(text, NOW))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("'" + text + "' is no time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "-10s", "10s ago"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.duration(text)).isInstanceOf(Refusal.class);
    }

    @Property(tries = 200)
    void epochMillisecondsAreThemselves(@ForAll @LongRange(min = 10_000, max = 999_999_999_999_999L) long millis)
            throws Refusal {
        assertThat(Times.instant(Long.toString(millis), NOW)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "60, 1m", "3599, 59m", "3600, 1h", "86399, 23h", "86400, 1d", "-5, 0s"})
    void showsAges(long seconds, String age) {
        Instant now = Instant.ofEpochMilli(NOW);
        assertThat(Times.ago(now.minusSeconds(seconds), now)).isEqualTo(age);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-2, -2",
        "0.1, 0.1",
        "1234567.89, 1234570",
        "0.000012345678, 0.0000123457",
        "NaN, unknown",
        "1e9, 1000000000"
    })
    void showsValues(double value, String text) {
        assertThat(Values.show(value)).isEqualTo(text);
    }
}
