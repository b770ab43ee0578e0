package org.redeye.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.api.section.Changes;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;

class MaintenanceEngineTest {

    private static final Instant NOW = Instant.parse("2026-10-24T12:00:00Z");
    private static final Match DB =
            new Match("", "", "db*", "shop", Severity.WARNING, Map.of("tier", "gold", "line\nbreak", ""));

    private final ManualClock clock = new ManualClock(NOW);
    private final MemoryStateStore store = new MemoryStateStore();
    private final FakeEvents events = new FakeEvents(clock);
    private final MaintenanceEngine engine = engine();

    private MaintenanceEngine engine() {
        return new MaintenanceEngine(events, clock);
    }

    @BeforeEach
    void attach() {
        engine.bindStore(store);
    }

    private void declare(String from, String until, String recurs, Duration length) {
        engine.apply(new Changes<>(
                List.of(new MaintenanceDeclaration(
                        "shop/maintenance/patchday",
                        "shop",
                        "Patch day",
                        DB,
                        Instant.parse(from),
                        until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until)),
                        recurs,
                        length,
                        ZoneId.of("Europe/Prague"))),
                List.of(),
                List.of()));
    }

    private List<String> windows(String from, String to) {
        return engine.windows(Instant.parse(from), Instant.parse(to)).stream()
                .map(window -> window.from() + " " + window.until())
                .toList();
    }

    private static Window window(Instant from, Instant until) {
        return new Window("", "Update", DB, "job 7", from, until);
    }

    @Test
    void recursByTheClockOnTheWall() {
        declare("1970-01-01T00:00:00Z", "", "0 2 * * 0", Duration.ofHours(2));
        assertThat(windows("2026-10-18T01:59:59Z", "2026-11-01T01:00:01Z"))
                .containsExactly(
                        "2026-10-18T00:00:00Z 2026-10-18T02:00:00Z",
                        "2026-10-25T00:00:00Z 2026-10-25T02:00:00Z",
                        "2026-11-01T01:00:00Z 2026-11-01T03:00:00Z");
        assertThat(windows("2026-10-18T02:00:00Z", "2026-10-25T00:00:00Z")).isEmpty();
        assertThat(windows("2026-10-25T01:00:00Z", "2026-10-25T01:00:00.001Z")).hasSize(1);
    }

    @Test
    void aRecurringOneKeepsWithinItsBounds() {
        declare("2026-10-25T00:00:00Z", "2026-11-08T02:00:00Z", "0 2 * * 0", Duration.ofHours(2));
        assertThat(windows("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
                .containsExactly(
                        "2026-10-25T00:00:00Z 2026-10-25T02:00:00Z",
                        "2026-11-01T01:00:00Z 2026-11-01T03:00:00Z",
                        "2026-11-08T01:00:00Z 2026-11-08T02:00:00Z");
    }

    @Test
    void onceIsOnceAndARemovedOneIsGone() {
        declare("2026-10-24T12:00:00Z", "2026-10-24T13:00:00Z", "", Duration.ZERO);
        assertThat(windows("2026-10-24T12:59:59Z", "2026-10-24T14:00:00Z")).hasSize(1);
        assertThat(windows("2026-10-24T13:00:00Z", "2026-10-24T14:00:00Z")).isEmpty();
        assertThat(engine.read().get(1).value()).isEqualTo(1);
        engine.apply(new Changes<>(
                List.of(),
                List.of(),
                List.of(new MaintenanceDeclaration(
                        "shop/maintenance/patchday",
                        "shop",
                        "",
                        DB,
                        NOW,
                        Optional.empty(),
                        "",
                        Duration.ZERO,
                        ZoneId.of("UTC")))));
        assertThat(windows("2026-10-24T12:00:00Z", "2026-10-24T14:00:00Z")).isEmpty();
    }

    @Test
    void whatIsOpenedSurvivesAndIsClosed() {
        Window opened = engine.open(window(NOW, NOW.plusSeconds(3600)));
        assertThat(opened.id()).isEqualTo("M-1");
        clock.advance(Duration.ofMinutes(10));
        var restarted = engine();
        restarted.bindStore(store);
        assertThat(restarted.windows(NOW, NOW.plusSeconds(1))).singleElement().satisfies(window -> {
            assertThat(window.title()).isEqualTo("Update");
            assertThat(window.by()).isEqualTo("job 7");
            assertThat(window.match().labels()).containsEntry("tier", "gold").containsEntry("line break", "");
            assertThat(window.match().severity()).isEqualTo(Severity.WARNING);
        });

        restarted.close("M-1", "ann");
        assertThat(restarted.windows(NOW, NOW.plusSeconds(7200)).get(0).until()).isEqualTo(NOW.plusSeconds(600));
        assertThat(events.of("maintenance"))
                .extracting(event -> event.get("kind") + " " + event.get("by"))
                .containsExactly("opened job 7", "closed ann");
        assertThatThrownBy(() -> restarted.close("M-1", "ann"))
                .hasMessage("The window 'M-1' has ended already, at 2026-10-24T12:10:00Z.");
        assertThat(restarted.open(window(NOW, NOW.plusSeconds(3600))).id()).isEqualTo("M-2");
    }

    @Test
    void oneThatHasNotBegunIsGoneWhenItIsClosed() {
        engine.open(window(NOW.plusSeconds(60), NOW.plusSeconds(3600)));
        engine.close("M-1", "ann");
        assertThat(engine.windows(NOW, NOW.plusSeconds(7200))).isEmpty();
        assertThat(store.scan("maintenance", "M-", "", 10)).isEmpty();
    }

    @Test
    void saysWhatCannotBe() {
        assertThatThrownBy(() -> engine.open(window(NOW.minusSeconds(60), NOW)))
                .hasMessage("It would be over already: the end 2026-10-24T12:00:00Z is past.");
        assertThatThrownBy(() -> engine.open(window(NOW.plusSeconds(9), NOW.plusSeconds(9))))
                .hasMessage("It would end before it begins.");
        assertThatThrownBy(() -> engine.open(window(NOW, NOW.plus(Duration.ofDays(367)))))
                .hasMessage("It would last longer than 366 days.");
        assertThatThrownBy(() -> engine.open(new Window("", " ", DB, "x", NOW, NOW.plusSeconds(1))))
                .hasMessage("A title has 1 to 200 characters.");
        assertThatThrownBy(() -> engine.close("M-9", "x")).hasMessage("There is no window of maintenance 'M-9'.");
        declare("1970-01-01T00:00:00Z", "", "0 2 * * 0", Duration.ofHours(2));
        assertThatThrownBy(() -> engine.close("shop/maintenance/patchday", "x"))
                .hasMessage("The window 'shop/maintenance/patchday' is declared by a package; change it there.");
    }

    @Test
    void withoutAStoreNothingIsOpenedAndWhatIsKnownStands() {
        engine.open(window(NOW, NOW.plusSeconds(3600)));
        engine.unbindStore(store);
        assertThatThrownBy(() -> engine.open(window(NOW, NOW.plusSeconds(3600))))
                .isInstanceOf(StoreException.class);
        assertThat(engine.windows(NOW, NOW.plusSeconds(1))).hasSize(1);
    }

    @Test
    void oldOnesAreForgottenAfterFourHundredDays() {
        engine.open(window(NOW, NOW.plusSeconds(3600)));
        clock.advance(Duration.ofDays(400));
        engine.open(window(clock.instant(), clock.instant().plusSeconds(3600)));
        assertThat(store.scan("maintenance", "M-", "", 10)).hasSize(2);
        clock.advance(Duration.ofHours(2));
        engine.open(window(clock.instant(), clock.instant().plusSeconds(3600)));
        assertThat(store.scan("maintenance", "M-", "", 10)).hasSize(2);
    }
}
