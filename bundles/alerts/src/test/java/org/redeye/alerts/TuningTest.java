package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;

/** How conditions become alerts is set, and counts at once. */
class TuningTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void people() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO))
                .role("dba", Duration.ofHours(30), Duration.ZERO, List.of("ann"));
    }

    private void tune(int gather, int join, int flaps, int minutes) {
        stage.engine.tune(
                new Tuning(Duration.ofSeconds(gather), Duration.ofSeconds(join), flaps, Duration.ofMinutes(minutes)));
    }

    @Test
    void theFirstNoticeWaitsAsLongAsIsSetEvenIfItIsSetMeanwhile() {
        stage.report(stage.down("db1"));
        stage.pass("3s");
        tune(30, 60, 6, 15);
        stage.pass("26s");
        assertThat(stage.sent()).isEmpty();
        stage.pass("2s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        tune(0, 0, 6, 15);
        stage.report(stage.down("db2"));
        stage.pass("1s");
        assertThat(stage.sent()).hasSize(2);
    }

    @Test
    void conditionsJoinAsLongAsIsSet() {
        tune(5, 300, 6, 15);
        stage.report(stage.down("db1"));
        stage.pass("299s");
        stage.report(stage.down("db2"));
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).hasSize(1);
        stage.pass("2s");
        stage.report(stage.down("db3"));
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).hasSize(2);
    }

    @Test
    void whatFlapsIsSet() {
        tune(5, 60, 2, 3);
        comeAndGo(2);
        assertThat(holds()).containsExactly(Hold.Kind.FLAPPING);
        stage.pass("170s");
        assertThat(holds()).hasSize(1);
        stage.pass("15s");
        assertThat(holds()).as("steady for three minutes").isEmpty();

        tune(5, 60, 20, 3);
        comeAndGo(10);
        assertThat(holds()).isEmpty();
        comeAndGo(1);
        assertThat(holds()).as("more than 20 changes").containsExactly(Hold.Kind.FLAPPING);
    }

    /** Ends out of order. */
    private void comeAndGo(int times) {
        Condition down = stage.down("db1");
        stage.report(down);
        for (int i = 0; i < times; i++) {
            stage.up(down);
            stage.pass("1s");
            stage.report(down);
        }
    }

    private List<Hold.Kind> holds() {
        return stage.engine.find("A-1").orElseThrow().members().stream()
                .flatMap(member -> member.hold().stream())
                .map(Hold::kind)
                .toList();
    }

    @Test
    void aNumberThatCannotBeIsToldAndTheUsualOneCounts() {
        assertThat(Tuning.bounded("gatherSeconds", () -> 7, 0, 300, 5)).isEqualTo(7);
        assertThat(Tuning.bounded("gatherSeconds", () -> 301, 0, 300, 5)).isEqualTo(5);
        assertThat(Tuning.bounded(
                        "gatherSeconds",
                        () -> {
                            throw new IllegalStateException("'soon' is no int");
                        },
                        0,
                        300,
                        5))
                .isEqualTo(5);
    }
}
