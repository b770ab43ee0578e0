package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;
import static org.redeye.alerts.FakeOnCall.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification.Purpose;
import org.redeye.api.oncall.RoleDeclaration.Step;
import org.redeye.testkit.store.MemoryStateStore;

/** Whatever happens in whatever order, what is promised holds. */
class LifePropertiesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Property(tries = 300, shrinking = net.jqwik.api.ShrinkingMode.BOUNDED)
    void whateverHappensWhatIsPromisedHolds(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 13) Integer> happenings) {
        var store = new MemoryStateStore();
        Stage stage = stage(store);
        for (int happening : happenings) {
            happen(stage, happening);
            stage.pass(Duration.ofSeconds(7));
            for (Alert alert : stage.engine.list(AlertQuery.GOING_ON)) {
                lives(stage, alert);
            }
        }
        stage.pass(Duration.ofMinutes(20));
        for (Alert alert : all(stage)) {
            record(stage.engine.entries(alert.id(), 0, 10_000));
        }
    }

    private static List<Alert> all(Stage stage) {
        return stage.engine.list(
                new AlertQuery(Set.of(), Match.ALL, "", "", Optional.empty(), Optional.empty(), "", 1000));
    }

    private static Stage stage(MemoryStateStore store) {
        var stage = new Stage(store);
        stage.onCall
                .person("ann", quiet("phone", "hook", Duration.ZERO, "12:10", "12:40"), contact("mail", "mail", MINUTE))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role(
                        "dba",
                        MINUTE.multipliedBy(5),
                        MINUTE.multipliedBy(10),
                        List.of("ann"),
                        new Step("", "bob", MINUTE.multipliedBy(3)))
                .shift("dba", stage.clock.instant().plusSeconds(200), "bob")
                .shift("dba", stage.clock.instant().plusSeconds(900), "ann", "bob");
        return stage;
    }

    private static void happen(Stage stage, int happening) {
        String host = "db" + happening % 3;
        switch (happening) {
            case 0, 1, 2 -> stage.report(stage.down(host));
            case 3, 4, 5 -> stage.up(stage.down(host));
            case 6 ->
                stage.report(stage.condition("shop/rules/down|db0", "shop/rules/down", "db0", Severity.WARNING, "dba"));
            case 7 -> attempt(() -> stage.engine.acknowledge(last(stage), "ann", "", Optional.empty()));
            case 8 -> attempt(() -> stage.engine.unacknowledge(last(stage), "ann", ""));
            case 9 -> attempt(() -> stage.engine.resolve(last(stage), "ann", ""));
            case 10 -> stage.restart();
            case 11 -> stage.pass(MINUTE.multipliedBy(4));
            case 12 ->
                stage.engine.silence(new Silence(
                        "",
                        new Match("", "", host, "", Severity.INFO, java.util.Map.of()),
                        "bob",
                        "r",
                        stage.clock.instant(),
                        stage.clock.instant().plusSeconds(120)));
            default -> {
                if (stage.channels.answers.remove("mail") == null) {
                    stage.channels.answers.put("mail", notice -> Delivery.failed("451 later"));
                }
            }
        }
    }

    private static String last(Stage stage) {
        return stage.engine.list(AlertQuery.GOING_ON).stream()
                .map(Alert::id)
                .findFirst()
                .orElse("A-1");
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // it does not fit the state, and says so
        }
    }

    /** What goes on goes on: as long as nobody has it and somebody could be called, there is a next step. */
    private static void lives(Stage stage, Alert alert) {
        boolean calls = alert.members().stream()
                .anyMatch(member -> member.firing() && member.hold().isEmpty());
        assertThat(alert.firing() > 0
                        || alert.members().stream()
                                .anyMatch(member -> member.hold().isPresent()))
                .as("%s goes on for a reason", alert.id())
                .isTrue();
        if (alert.state() == AlertState.OPEN && calls) {
            assertThat(alert.next()).as("%s has a next step", alert.id()).isPresent();
        }
        Alert told =
                Life.of(alert.id(), stage.engine.entries(alert.id(), 0, 10_000)).alert(alert.next());
        assertThat(told).as("the fold of what is stored").isEqualTo(alert);
    }

    /** The record alone shows that nobody was called who should not be, and nothing was sent twice. */
    private static void record(List<AlertEntry> entries) {
        Set<String> sent = new HashSet<>();
        boolean taken = false;
        boolean over = false;
        long seq = 0;
        Instant before = Instant.EPOCH;
        for (AlertEntry entry : entries) {
            assertThat(entry.seq()).isEqualTo(++seq);
            assertThat(entry.at()).isAfterOrEqualTo(before);
            before = entry.at();
            boolean resolved = Purpose.RESOLVED.name().equals(entry.data().get("purpose"));
            switch (entry.kind()) {
                case ACKNOWLEDGED -> taken = true;
                case UNACKNOWLEDGED, ASSIGNED -> taken = false;
                case RESOLVED -> over = true;
                case REOPENED -> {
                    over = false;
                    taken = false;
                }
                case SENDING -> {
                    assertThat(taken && !over)
                            .as("no call after an acknowledgement: %s", entry)
                            .isFalse();
                    assertThat(over)
                            .as("calls before, farewells after the end: %s", entry)
                            .isEqualTo(resolved);
                    assertThat(sent)
                            .as("nothing is sent again")
                            .doesNotContain(entry.data().get("notice"));
                }
                case SENT ->
                    assertThat(sent.add(entry.data().get("notice")))
                            .as("recorded once: %s", entry)
                            .isTrue();
                default -> {}
            }
        }
        assertThat(entries.stream().filter(entry -> entry.kind() == Kind.OPENED))
                .hasSize(1);
    }
}
