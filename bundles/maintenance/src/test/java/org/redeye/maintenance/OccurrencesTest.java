package org.redeye.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Window;
import org.redeye.api.text.Cron;

/** Against a walk through all occurrences from the beginning on. */
class OccurrencesTest {

    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final List<String> CRONS = List.of("0 2 * * *", "30 2 * * 0", "*/45 * * * *", "0 0 1,29 * *");

    @Property(tries = 200)
    void areThoseThatTouch(
            @ForAll @IntRange(min = 0, max = 3) int cron,
            @ForAll @IntRange(min = 1, max = 4_000) int minutes,
            @ForAll @IntRange(min = 0, max = 20_000) int from,
            @ForAll @IntRange(min = 1, max = 5_000) int length,
            @ForAll @IntRange(min = -1, max = 15_000) int begins,
            @ForAll @IntRange(min = -1, max = 25_000) int ends) {
        Instant first = begins < 0 ? Instant.EPOCH : minute(begins);
        Optional<Instant> last = ends < 0 ? Optional.empty() : Optional.of(minute(ends));
        var declaration = new MaintenanceDeclaration(
                "m", "p", "", Match.ALL, first, last, CRONS.get(cron), Duration.ofMinutes(minutes), PRAGUE);
        List<Window> found = new Occurrences(declaration).in(minute(from), minute(from + length), 10_000);

        var expected = new ArrayList<String>();
        Instant at = START.minus(Duration.ofDays(10));
        while (at.isBefore(minute(from + length))) {
            at = Cron.parse(CRONS.get(cron)).next(at, PRAGUE).orElseThrow();
            Instant until = at.plus(Duration.ofMinutes(minutes));
            until = last.isPresent() && last.get().isBefore(until) ? last.get() : until;
            if (!at.isBefore(first)
                    && at.isBefore(until)
                    && at.isBefore(minute(from + length))
                    && until.isAfter(minute(from))) {
                expected.add(at + " " + until);
            }
        }
        assertThat(found)
                .extracting(window -> window.from() + " " + window.until())
                .isEqualTo(expected);
    }

    private static Instant minute(int count) {
        return START.plus(Duration.ofMinutes(count));
    }
}
