package org.redeye.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

    private static Instant next(String cron, String after, String zone) {
        return Cron.parse(cron).next(Instant.parse(after), ZoneId.of(zone)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0 2 * * 0,       2026-01-01T00:00:00Z, Europe/Prague,       2026-01-04T01:00:00Z",
        "0 2 * * sun,     2026-01-04T01:00:00Z, Europe/Prague,       2026-01-11T01:00:00Z",
        "*/15 8-18/2 * * *, 2026-01-01T08:46:00Z, UTC,               2026-01-01T10:00:00Z",
        "5/20 * * * *,    2026-01-01T08:05:00Z, UTC,                 2026-01-01T08:25:00Z",
        "0 0 29 2 *,      2096-02-29T00:00:00Z, UTC,                 2104-02-29T00:00:00Z",
        "0 0 13 * fri,    2026-01-02T00:00:00Z, UTC,                 2026-01-09T00:00:00Z",
        "0 0 13 * 5-7,    2026-01-11T00:00:00Z, UTC,                 2026-01-13T00:00:00Z",
        "'0 0 1 jan,jul *', 2026-01-01T00:00:00Z, UTC,                 2026-07-01T00:00:00Z",
        "30 2 29 3 *,     2026-01-01T00:00:00Z, Europe/Prague,       2026-03-29T01:00:00Z",
        "30 2 25 10 *,    2026-01-01T00:00:00Z, Europe/Prague,       2026-10-25T00:30:00Z",
        "45 1 4 4 *,      2027-01-01T00:00:00Z, Australia/Lord_Howe, 2027-04-03T14:45:00Z",
        "0 12 30 12 *,    2011-12-01T00:00:00Z, Pacific/Apia,        2011-12-30T10:00:00Z",
    })
    void comesNext(String cron, Instant after, String zone, Instant expected) {
        assertThat(next(cron, after.toString(), zone)).isEqualTo(expected);
    }

    @Test
    void oneThatComesTwiceCountsOnce() {
        assertThat(next("30 2 * * *", "2026-10-25T00:30:00Z", "Europe/Prague"))
                .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * *      | '0 2 * *' has 4 fields; expected are five: minute, hour, day of the month, month, day of the week.",
                "60 2 * * *   | '60' is no minute; expected 0 to 59, a range, a list or *.",
                "0 2 0 * *    | '0' is no day of the month; expected 1 to 31, a range, a list or *.",
                "0 2 * 0 *    | '0' is no month; expected 1 to 12, a range, a list or *.",
                "0 2 * * son  | 'son' is no day of the week; expected 0 to 7, a range, a list or *.",
                "0 2 * * 5-1  | '5-1' is no range of a day of the week: it ends before it begins.",
                "0 */0 * * *  | '0' is no hour; expected 1 to 23, a range, a list or *.",
                "0 1,,2 * * * | '' is no hour; expected 0 to 23, a range, a list or *.",
                "0 2 31 2 *   | '0 2 31 2 *' never comes: no such month has such a day.",
            })
    void saysWhatIsWrong(String cron, String message) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** Against a clock that is watched minute by minute. */
    @Property(tries = 300)
    void isWhatAWatchedClockShows(
            @ForAll("crons") String text, @ForAll("zones") ZoneId zone, @ForAll("minutes") long minute) {
        Instant after = Instant.ofEpochSecond(minute * 60);
        Instant expected = after.plusSeconds(60);
        Instant end = after.plus(Duration.ofDays(5));
        while (expected.isBefore(end) && !strikes(text.split(" "), expected, zone)) {
            expected = expected.plusSeconds(60);
        }
        Instant found = Cron.parse(text).next(after, zone).orElse(Instant.MAX);
        assertThat(found.isBefore(end) ? found : end).isEqualTo(expected);
    }

    private static boolean strikes(String[] fields, Instant at, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(at.plusNanos(1));
        if (change != null && change.isGap() && change.getInstant().equals(at)) {
            long skipped = change.getDuration().toMinutes();
            boolean before = IntStream.range(0, (int) skipped)
                    .anyMatch(i -> shows(fields, change.getDateTimeBefore().plusMinutes(i)));
            return before || shows(fields, LocalDateTime.ofInstant(at, zone));
        }
        boolean again = change != null
                && change.isOverlap()
                && Duration.between(change.getInstant(), at)
                                .compareTo(change.getDuration().abs())
                        < 0;
        return !again && shows(fields, LocalDateTime.ofInstant(at, zone));
    }

    private static boolean shows(String[] fields, LocalDateTime local) {
        boolean day = in(fields[2], local.getDayOfMonth());
        boolean weekday = in(fields[4], local.getDayOfWeek().getValue());
        boolean either = !fields[2].equals("*") && !fields[4].equals("*");
        return in(fields[0], local.getMinute())
                && in(fields[1], local.getHour())
                && in(fields[3], local.getMonthValue())
                && (either ? day || weekday : day && weekday);
    }

    private static boolean in(String field, int value) {
        return field.equals("*") || Set.of(field.split(",")).contains(Integer.toString(value));
    }

    @Provide
    Arbitrary<String> crons() {
        return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(1, 7))
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday));
    }

    private static Arbitrary<String> field(int least, int greatest) {
        Arbitrary<String> some = Arbitraries.integers()
                .between(least, greatest)
                .map(Object::toString)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .uniqueElements()
                .map(numbers -> String.join(",", numbers));
        return Arbitraries.oneOf(Arbitraries.just("*"), some);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Prague", "America/New_York", "Australia/Lord_Howe", "America/St_Johns")
                .map(ZoneId::of);
    }

    /** Around the times at which clocks are set, and others. */
    @Provide
    Arbitrary<Long> minutes() {
        return Arbitraries.of(
                        "2026-03-07",
                        "2026-03-28",
                        "2026-04-03",
                        "2026-10-02",
                        "2026-10-23",
                        "2026-10-31",
                        "2026-06-01")
                .flatMap(day -> Arbitraries.longs()
                        .between(0, 2_880)
                        .map(plus -> Instant.parse(day + "T00:00:00Z").getEpochSecond() / 60 + plus));
    }
}
