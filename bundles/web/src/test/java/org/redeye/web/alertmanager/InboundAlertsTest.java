package org.redeye.web.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Condition;
import org.redeye.testkit.ManualClock;
import org.redeye.web.fakes.FakeAlerts;
import org.redeye.web.fakes.FakeStateStore;

class InboundAlertsTest {

    private final ManualClock clock = new ManualClock();
    private final FakeStateStore store = new FakeStateStore();
    private final FakeAlerts alerts = new FakeAlerts();
    private InboundAlerts inbound = new InboundAlerts(clock::instant);

    private void post(String name, Duration left) {
        Instant end = clock.instant().plus(left);
        var alert = new PostedAlert(Map.of("alertname", name), Map.of(), null, end.toString(), null);
        inbound.take(List.of(alert), store, alerts).toCompletableFuture().join();
    }

    private Condition last() {
        return alerts.reported.get(alerts.reported.size() - 1);
    }

    @Test
    void endsWhatNothingIsHeardOfAtItsEnd() {
        post("a", Duration.ofMinutes(4));
        clock.advance(Duration.ofMinutes(4).minusSeconds(1));
        inbound.tick(store, alerts);
        assertThat(alerts.reported).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        inbound.tick(store, alerts);
        inbound.tick(store, alerts);

        assertThat(alerts.reported).hasSize(2);
        assertThat(last().firing()).isFalse();
        assertThat(last().key()).isEqualTo(alerts.reported.get(0).key());
        assertThat(last().summary()).isEqualTo("Nothing more was heard of it.");
        assertThat(inbound.size()).isZero();
        assertThat(store.scan("inbound-alerts", "", "", 10)).isEmpty();
    }

    @Test
    void goesOnWhileItIsHeardOf() {
        for (int i = 0; i < 5; i++) {
            post("a", Duration.ofMinutes(4));
            clock.advance(Duration.ofMinutes(1));
            inbound.tick(store, alerts);
        }
        assertThat(alerts.reported).hasSize(5).allMatch(Condition::firing);
        post("a", Duration.ofSeconds(-1));
        assertThat(last().firing()).isFalse();
        assertThat(inbound.size()).isZero();
        assertThat(store.scan("inbound-alerts", "", "", 10)).isEmpty();
    }

    /** After a crash the times are known; who sends has two minutes to be heard again. */
    @Test
    void knowsTheTimesAfterACrash() {
        post("a", Duration.ofMinutes(4));
        post("b", Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(30));
        inbound = new InboundAlerts(clock::instant);
        inbound.tick(store, alerts);
        assertThat(alerts.reported).as("nobody is taken for silent yet").hasSize(2);

        clock.advance(InboundAlerts.GRACE);
        inbound.tick(store, alerts);

        assertThat(alerts.reported).hasSize(3);
        assertThat(last().subject()).isEqualTo("a");
        assertThat(last().firing()).isFalse();
        assertThat(inbound.size()).isEqualTo(1);
    }

    @Test
    void keepsWhatTheEngineDidNotTakeOver() {
        post("a", Duration.ofMinutes(4));
        clock.advance(Duration.ofMinutes(5));
        alerts.broken(true);
        inbound.tick(store, alerts);
        assertThat(inbound.size()).isEqualTo(1);
        alerts.broken(false);
        inbound.tick(store, alerts);
        assertThat(last().firing()).isFalse();
        assertThat(inbound.size()).isZero();
    }

    /** The deadline is kept before the engine is told: else a crash between would leave an alert without an end. */
    @Test
    void keepsTheTimeFirst() {
        alerts.broken(true);
        assertThatThrownBy(() -> post("a", Duration.ofMinutes(4))).hasMessageContaining("disk");
        assertThat(store.scan("inbound-alerts", "", "", 10)).hasSize(1);
        alerts.broken(false);
        store.away(true);
        assertThatThrownBy(() -> post("b", Duration.ofMinutes(4))).isInstanceOf(RuntimeException.class);
        assertThat(alerts.reported).isEmpty();
    }

    @Test
    void isKnownByItsLabelsWhateverTheirOrder() {
        assertThat(PostedAlert.fingerprint(Map.of("a", "bc", "d", "e")))
                .isEqualTo(PostedAlert.fingerprint(Map.of("d", "e", "a", "bc")))
                .isNotEqualTo(PostedAlert.fingerprint(Map.of("a", "b", "cd", "e")))
                .matches("[0-9a-f]{16}");
    }
}
