package org.redeye.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.redeye.api.check.CheckState.CRITICAL;
import static org.redeye.api.check.CheckState.OK;
import static org.redeye.api.check.CheckState.UNKNOWN;
import static org.redeye.api.check.CheckState.WARNING;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.api.check.CheckState;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaDeclaration.Span;
import org.redeye.api.sla.SlaStatus;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;

class SlaEngineTest {

    private static final String WEB = "shop/checks/web/home@web1";
    private static final String DB = "shop/checks/db/sql@db1";
    private static final List<Burn> BURNS = List.of(
            new Burn(14.4, Duration.ofHours(1), Duration.ofMinutes(5), Severity.CRITICAL),
            new Burn(6, Duration.ofHours(6), Duration.ofMinutes(30), Severity.CRITICAL),
            new Burn(1, Duration.ofDays(3), Duration.ofHours(6), Severity.WARNING));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-02-20T00:00:00Z"));
    private final FakeEvents events = new FakeEvents(clock);
    private final HistoryBook book = new HistoryBook(new MemoryStateStore(), clock);
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Condition> reported = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private boolean alertsBroken;
    private final SlaEngine engine =
            new SlaEngine(book, fake(Series.class, this::series), events, FakePlatform.in(Path.of("none")), clock);

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> call.answer(method.getName(), given)));
    }

    private interface Call {
        Object answer(String method, Object[] given);
    }

    private Object series(String method, Object[] given) {
        if (method.equals("end")) {
            ended.add(given[0].toString());
        } else {
            ((List<?>) given[0]).forEach(sample -> samples.add((Sample) sample));
        }
        return CompletableFuture.completedFuture(null);
    }

    private Object report(String method, Object[] given) {
        if (alertsBroken) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
        }
        ((List<?>) given[0]).forEach(condition -> reported.add((Condition) condition));
        return CompletableFuture.completedFuture(null);
    }

    @BeforeEach
    void bind() {
        engine.bindAlerts(fake(Alerts.class, this::report));
        engine.bindMaintenance(fake(Maintenance.class, (method, given) -> windows.stream()
                .filter(window -> window.until().isAfter((Instant) given[0])
                        && window.from().isBefore((Instant) given[1]))
                .toList()));
    }

    private void declare(double target, Span window, Duration rolling, List<Burn> burns, String... checks) {
        engine.apply(new Changes<>(
                List.of(new SlaDeclaration(
                        "shop/slas/shop",
                        "shop",
                        "The shop",
                        List.of(checks),
                        target,
                        window,
                        rolling,
                        ZoneId.of("Europe/Prague"),
                        true,
                        burns,
                        "dba")),
                List.of(),
                List.of()));
    }

    /** Time goes on, second by second as far as the book minds, and then a check is in this state. */
    private void at(String time, String check, CheckState state) {
        at(Instant.parse(time));
        book.stands(Statuses.of(check, state, clock.instant(), clock.instant()));
    }

    private void at(Instant time) {
        while (clock.instant().isBefore(time)) {
            Duration left = Duration.between(clock.instant(), time);
            clock.advance(left.compareTo(Duration.ofSeconds(20)) < 0 ? left : Duration.ofSeconds(20));
            book.tick();
        }
    }

    private SlaStatus now() {
        return engine.find("shop/slas/shop").orElseThrow();
    }

    private static Match host(String pattern) {
        return new Match("", "", pattern, "", Severity.INFO, Map.of());
    }

    /**
     * March 2026 in Prague lasts 31 d - 1 h = 743 h. Of these the web was down 2 h + 30 min, of which 1 h was maintenance; nobody
     * knew for 3 h; maintenance was 4 h. So it was up 743 - 1.5 - 3 - 4 = 734.5 h.
     */
    @Test
    void aMonthWithoutItsMaintenanceIsWhatPaperAndPencilSay() {
        declare(0.99, Span.MONTH, Duration.ZERO, List.of(), "shop/checks/*");
        windows.add(new Window(
                "M-1",
                "Patch day",
                host("web*"),
                "ann",
                Instant.parse("2026-03-10T01:00:00Z"),
                Instant.parse("2026-03-10T05:00:00Z")));
        at("2026-02-25T00:00:00Z", WEB, OK);
        book.stands(Statuses.of(DB, OK, clock.instant(), clock.instant()));
        at("2026-03-10T04:00:00Z", WEB, CRITICAL); // half of it is maintenance
        at("2026-03-10T06:00:00Z", WEB, OK);
        at("2026-03-15T10:00:00Z", DB, CRITICAL);
        at("2026-03-15T10:30:00Z", DB, WARNING);
        at("2026-03-20T10:00:00Z", WEB, UNKNOWN);
        at("2026-03-20T13:00:00Z", WEB, OK);
        at(Instant.parse("2026-04-02T00:00:00Z"));

        SlaStatus march = engine.find("shop/slas/shop", Instant.parse("2026-03-12T00:00:00Z"))
                .orElseThrow();
        assertThat(march.from()).isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(march.to()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
        assertThat(march.down()).isEqualTo(Duration.ofMinutes(90));
        assertThat(march.unknown()).isEqualTo(Duration.ofHours(3));
        assertThat(march.excluded()).isEqualTo(Duration.ofHours(4));
        assertThat(march.up()).isEqualTo(Duration.ofMinutes(734 * 60 + 30));
        assertThat(march.availability()).isEqualTo(734.5 / 736, within(1e-12));
        assertThat(march.budget()).as("1 % of 739 h").isEqualTo(Duration.ofMillis(739L * 36_000));
        assertThat(march.left()).isEqualTo(march.budget().minusMinutes(90));
        assertThat(march.outages()).extracting(SlaStatus.Outage::checks).containsExactly(List.of(DB), List.of(WEB));

        SlaStatus april = now();
        assertThat(april.from()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
        assertThat(april.up()).isEqualTo(Duration.ofHours(26));
        assertThat(april.budget()).as("of the whole month").isEqualTo(Duration.ofMillis(720L * 36_000));
    }

    @Test
    void aRollingWindowForgetsWhatIsOverAndMeetsTheFreshReckoning() {
        declare(0.9, Span.ROLLING, Duration.ofDays(1), BURNS, "shop/checks/web/*");
        at("2026-02-25T00:00:00Z", WEB, OK);
        for (int i = 0; i < 60; i++) {
            at(clock.instant().plus(Duration.ofMinutes(53)));
            book.stands(Statuses.of(WEB, i % 4 == 1 ? CRITICAL : OK, clock.instant(), clock.instant()));
            assertThat(now())
                    .isEqualTo(engine.find("shop/slas/shop", clock.instant()).orElseThrow());
        }
        assertThat(now().outages()).hasSizeBetween(6, 7);
        at(clock.instant().plus(Duration.ofHours(30)));
        assertThat(now().down()).isZero();
        assertThat(now().availability()).isEqualTo(1);
    }

    @Test
    void maintenanceThatIsOpenedLaterCounts() {
        declare(0.99, Span.ROLLING, Duration.ofDays(1), List.of(), WEB);
        at("2026-02-25T00:00:00Z", WEB, CRITICAL);
        at(Instant.parse("2026-02-25T10:00:00Z"));
        assertThat(now().down()).isEqualTo(Duration.ofHours(10));
        windows.add(new Window(
                "M-1",
                "",
                host("web1"),
                "ann",
                Instant.parse("2026-02-25T00:00:00Z"),
                Instant.parse("2026-02-25T02:00:00Z")));
        events.publish("maintenance", Map.of());
        assertThat(now().down()).isEqualTo(Duration.ofHours(8));
        assertThat(now().excluded()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aBudgetThatIsUsedUpTooFastIsReportedAndRecovers() {
        declare(0.999, Span.ROLLING, Duration.ofDays(30), BURNS, WEB);
        at("2026-02-25T00:00:00Z", WEB, OK);
        at(Instant.parse("2026-02-26T00:00:00Z"));
        engine.tick();
        assertThat(reported).singleElement().extracting(Condition::firing).isEqualTo(false);
        book.stands(Statuses.of(WEB, CRITICAL, clock.instant(), clock.instant()));
        at(clock.instant().plusSeconds(50));
        engine.tick();
        assertThat(reported).as("50 s of an hour are 13.9 times 0.1 %").hasSize(1);
        at(clock.instant().plusSeconds(10));
        alertsBroken = true;
        engine.tick();
        assertThat(reported).hasSize(1);
        alertsBroken = false;
        at(clock.instant().plusSeconds(10));
        engine.tick();
        Condition burning = reported.get(1);
        assertThat(burning.firing()).isTrue();
        assertThat(burning.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(burning.key()).isEqualTo("shop/slas/shop|shop/slas/shop");
        assertThat(burning.source()).isEqualTo("shop/slas/shop");
        assertThat(burning.role()).isEqualTo("dba");
        assertThat(burning.at()).isEqualTo(Instant.parse("2026-02-26T00:01:00Z"));
        assertThat(burning.summary())
                .isEqualTo("The shop: the error budget is used up 19.4 times as fast as it lasts (over 1 h and 5 min);"
                        + " 97 % is left.");
        engine.tick();
        assertThat(reported).as("nothing new").hasSize(2);
        at(clock.instant().plusSeconds(60));
        engine.tick();
        assertThat(reported).as("once a minute, in doubt").hasSize(3);

        book.stands(Statuses.of(WEB, OK, clock.instant(), clock.instant()));
        at(clock.instant().plusSeconds(301));
        engine.tick();
        assertThat(reported.get(3).summary())
                .as("the short stretch of the first is over, that of the second is not")
                .contains("6.0 times as fast as it lasts (over 6 h and 30 min); 95 % is left");
        at(clock.instant().plus(Duration.ofMinutes(31)));
        engine.tick();
        assertThat(reported.get(4).firing()).isFalse();
        assertThat(reported).hasSize(5);
    }

    @Test
    void theFiguresAreSeriesOfTheirOwn() {
        declare(0.9, Span.ROLLING, Duration.ofHours(10), List.of(), WEB);
        at("2026-02-25T00:00:00Z", WEB, OK);
        at("2026-02-25T09:30:00Z", WEB, CRITICAL);
        at(Instant.parse("2026-02-25T10:00:00Z"));
        engine.tick();
        engine.tick();
        assertThat(samples)
                .extracting(sample -> sample.key().id() + " " + sample.value())
                .containsExactly("shop/slas/shop:availability_ratio 0.95", "shop/slas/shop:budget_left_ratio 0.5");
        engine.apply(new Changes<>(List.of(), List.of(), List.of(now().declaration())));
        assertThat(ended).containsExactly("shop/slas/shop:availability_ratio", "shop/slas/shop:budget_left_ratio");
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void withoutChecksNothingIsKnown() {
        declare(0.9, Span.ROLLING, Duration.ofHours(10), BURNS, WEB, "shop/checks/none/*");
        SlaStatus nothing = now();
        assertThat(nothing.availability()).isNaN();
        assertThat(nothing.unknown()).isEqualTo(Duration.ofHours(10));
        assertThat(nothing.burns()).allMatch(rate -> rate.isNaN());
        assertThat(nothing.reason()).isEqualTo("No check fits " + WEB + ", shop/checks/none/*.");
        at("2026-02-25T00:00:00Z", WEB, OK);
        assertThat(now().reason()).isEqualTo("No check fits shop/checks/none/*.");
        engine.tick();
        assertThat(samples.get(0).value()).isNaN();
        assertThat(engine.find("other")).isEqualTo(Optional.empty());
    }
}
