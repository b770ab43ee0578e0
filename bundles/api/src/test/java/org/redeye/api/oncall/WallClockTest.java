package org.redeye.api.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T09:00, Europe/Prague, 2026-01-05T08:00:00Z",
        "2026-03-29T02:30, Europe/Prague, 2026-03-29T01:00:00Z", // left out: the first instant after
        "2026-10-25T02:30, Europe/Prague, 2026-10-25T00:30:00Z", // twice: the first
        "2026-10-04T02:10, Australia/Lord_Howe, 2026-10-03T15:30:00Z", // half an hour is left out
        "2026-04-05T01:45, Australia/Lord_Howe, 2026-04-04T14:45:00Z", // half an hour comes twice
        "2011-12-30T09:00, Pacific/Apia, 2011-12-30T10:00:00Z", // a whole day is left out
        "2026-01-05T09:00, UTC, 2026-01-05T09:00:00Z"
    })
    void knowsTheInstantOfALocalTime(String local, String zone, String instant) {
        assertThat(WallClock.instant(LocalDateTime.parse(local), ZoneId.of(zone)))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-05T09:00, 2026-07-05T07:00:00Z",
        "2026-07-05 09:00, 2026-07-05T07:00:00Z",
        "2026-07-05, 2026-07-04T22:00:00Z",
        "2026-07-05T09:00Z, 2026-07-05T09:00:00Z",
        "2026-07-05T09:00:30-03:30, 2026-07-05T12:30:30Z"
    })
    void readsInstants(String text, String instant) {
        assertThat(WallClock.instant(text, ZoneId.of("Europe/Prague"))).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22:00-07:00|22:00-07:00",
                " 0:00 - 24:00 |00:00-24:00",
                "sat,sun 00:00-24:00|sat,sun 00:00-24:00",
                "Fri-Mon 18:30-6:00|mon,fri,sat,sun 18:30-06:00",
                "monday, wed 1:00-2:00|mon,wed 01:00-02:00"
            })
    void readsQuietTimesAndWritesThem(String text, String written) {
        Contact.Quiet quiet = WallClock.quiet(text);
        assertThat(WallClock.text(quiet)).isEqualTo(written);
        assertThat(WallClock.quiet(written)).isEqualTo(quiet);
    }

    @Test
    void midnightAtTheEndIsMidnight() {
        assertThat(WallClock.quiet("sat 22:00-24:00"))
                .isEqualTo(new Contact.Quiet(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "22:00",
                "22-07",
                "25:00-26:00",
                "24:30-07:00",
                "xyz 22:00-07:00",
                "mon-wed-fri 1:00-2:00",
                "22:00-07:00 sat"
            })
    void refusesWhatIsNoQuietTime(String text) {
        assertThatThrownBy(() -> WallClock.quiet(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be ");
    }

    @Test
    void saysWhichZoneWasProbablyMeant() {
        assertThatThrownBy(() -> WallClock.zone("Europe/Prag"))
                .hasMessage(
                        "must be a time zone such as Europe/Prague, not 'Europe/Prag'. Did you mean 'Europe/Prague'?");
        assertThatThrownBy(() -> WallClock.dateTime("2026-13-01"))
                .hasMessage("must be a date with a time such as 2026-01-05T09:00, not '2026-13-01'.");
        assertThatThrownBy(() -> WallClock.instant("+999999999-01-01T00:00Z", ZoneId.of("UTC")))
                .hasMessageEndingWith("not '+999999999-01-01T00:00Z'.");
        assertThatThrownBy(() -> WallClock.instant("2026-07-05T25:00Z", ZoneId.of("UTC")))
                .hasMessageContaining("2026-01-05T09:00+01:00, not '2026-07-05T25:00Z'.");
    }
}
