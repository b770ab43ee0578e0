package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.oncall.RoleDeclaration.Step;

/** A host dies: who is called when, until somebody answers, and what happens then. */
class DrillTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();

    @BeforeEach
    void people() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", MINUTE.multipliedBy(2)))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role(
                        "dba",
                        MINUTE.multipliedBy(30),
                        Duration.ofHours(4),
                        List.of("ann"),
                        new Step("ops", "", MINUTE.multipliedBy(10)))
                .role("ops", MINUTE.multipliedBy(30), Duration.ofHours(4), List.of("bob"));
    }

    @Test
    void callsTheHolderByMailAtOnce() {
        stage.report(stage.down("db1"));
        stage.pass("6s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        assertThat(stage.notices().get(0).subject()).isEqualTo("CRITICAL db1: no answer");
    }

    @Test
    void callsStepByStepUntilSomebodyAnswers() {
        stage.report(stage.down("db1"));
        stage.pass("1m59s");
        assertThat(stage.sent()).containsExactly("mail Ann alert");
        stage.pass("1s");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "hook Ann alert");
        stage.restart().pass("7m59s");
        assertThat(stage.sent()).hasSize(2);
        stage.restart().pass("1s");
        assertThat(stage.sent()).containsExactly("mail Ann alert", "hook Ann alert", "mail Bob alert");
        stage.pass("29m59s");
        assertThat(stage.sent()).hasSize(3);
        stage.pass("1s");
        assertThat(stage.sent()).endsWith("mail Ann reminder").hasSize(4);
        assertThat(stage.notices().get(3).text()).startsWith("4th notice, still down for 40 min.");
    }

    @Test
    void staysSilentWhileSomebodyHasItAndCallsAgainAfterThat() {
        Condition down = stage.down("db1");
        stage.report(down);
        stage.pass("3m");
        assertThat(stage.engine
                        .acknowledge("A-1", "ann", "on it", Optional.empty())
                        .state())
                .isEqualTo(AlertState.ACKNOWLEDGED);
        stage.restart().pass("3h59m59s");
        assertThat(stage.sent()).hasSize(2);
        stage.pass("1s");
        assertThat(stage.sent()).hasSize(3).endsWith("mail Ann reminder");
        stage.up(down);
        stage.pass("1m");
        assertThat(stage.sent())
                .endsWith("mail Ann resolved", "hook Ann resolved")
                .hasSize(5);
        assertThat(stage.engine.find("A-1").orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
        stage.restart().pass("1h");
        assertThat(stage.sent()).hasSize(5);
        assertThat(stage.engine.find("A-1").orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
    }
}
