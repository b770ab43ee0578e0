package org.redeye.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleDeclaration.Response;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;

/** Programs that say whether something is out of order, and programs that are run because it is. */
class ScriptsTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final RuleDeclaration ODD = World.rule(
            "odd", World.metric("*", "queue"), new Criterion.Script("odd.py"), Duration.ofSeconds(30), World.NONE);

    private final World world = new World();
    private final FakeScripts scripts = new FakeScripts();

    /** Answers what the test says. */
    private static final class FakeScripts implements Scripts {
        final List<ScriptCall> calls = new ArrayList<>();
        ScriptResult result = answer("{\"firing\": false}");

        static ScriptResult answer(String output) {
            return new ScriptResult(ScriptResult.Outcome.OK, output, "", "", Duration.ofMillis(5));
        }

        @Override
        public CompletionStage<ScriptResult> run(ScriptCall call) {
            calls.add(call);
            return CompletableFuture.completedFuture(result);
        }
    }

    private static RuleDeclaration responding(int most, boolean onRecovery) {
        return new RuleDeclaration(
                "p/rules/big",
                "p",
                "big",
                World.metric("*", "m"),
                new Criterion.Above(5, 5),
                World.NONE,
                Aggregate.LAST,
                World.NONE,
                World.NONE,
                org.redeye.api.alert.Severity.CRITICAL,
                "",
                "%(host)s: %(value)s (%(label.team)s)",
                "",
                Map.of("team", "web"),
                Map.of(),
                Optional.of(new Response("fix.sh", most, onRecovery)));
    }

    private World begin(RuleDeclaration rule) {
        world.engine.scripts.attach(scripts);
        world.engine.responses.attach(scripts);
        world.declare(rule);
        return world;
    }

    @Test
    void aProgramIsAskedOnceInItsTimeAndSaysWhatItLikes() {
        begin(ODD).sample("a", "queue", 17).pass(Duration.ofSeconds(59));
        assertThat(scripts.calls).hasSize(2);
        assertThat(scripts.calls.get(1).input())
                .contains("\"subject\":\"a:queue\"", "\"value\":17.0", "\"rule\":\"p/rules/odd\"");
        scripts.result = FakeScripts.answer("{\"firing\": true, \"text\": \"17 wait\", \"value\": 17}");
        world.pass(Duration.ofSeconds(30));

        assertThat(world.alerts.reported).hasSize(1);
        assertThat(world.last().subject()).isEqualTo("p/rules/odd");
        assertThat(world.last().summary()).isEqualTo("odd: 17 wait");
        assertThat(world.last().values()).containsEntry("value", 17.0);
    }

    @Test
    void oneThatFailsBreaksItsRuleUntilItDoesNot() {
        scripts.result = new ScriptResult(
                ScriptResult.Outcome.REFUSED, "", "odd.py is not run: nobody trusts the package.", "", Duration.ZERO);
        begin(ODD).pass(STEP);
        assertThat(world.status("odd").state()).isEqualTo("broken");
        assertThat(world.status("odd").reason()).isEqualTo("odd.py is not run: nobody trusts the package.");
        scripts.result = FakeScripts.answer("[1, 2]");
        world.pass(Duration.ofSeconds(30));
        assertThat(world.status("odd").reason()).startsWith("Its script has to answer {\"firing\": true}");
        scripts.result = FakeScripts.answer("{\"firing\": false}");
        world.pass(Duration.ofSeconds(30));

        assertThat(world.status("odd").state()).isEqualTo("ok");
    }

    @Test
    void anAnswerIsRunOnceAChangeAndItsResultNoted() {
        scripts.result = FakeScripts.answer("{\"restarted\": true}");
        begin(responding(10, true));
        world.sample("a", "m", 9).pass(STEP).sample("a", "m", 9).pass(STEP);
        assertThat(scripts.calls).hasSize(1);
        assertThat(scripts.calls.get(0).program()).isEqualTo("fix.sh");
        assertThat(scripts.calls.get(0).input()).contains("\"firing\":true", "\"key\":\"p/rules/big|a:m\"");
        assertThat(world.alerts.notes)
                .containsExactly("A-1 p/rules/big fix.sh was run in 0.005 s and answered {\"restarted\": true}");
        assertThat(world.events.of("rule-run")).hasSize(1);
        world.sample("a", "m", 1);

        assertThat(scripts.calls).hasSize(2);
        assertThat(scripts.calls.get(1).input()).contains("\"firing\":false");
    }

    @Test
    void itIsNotRunMoreOftenThanItMay() {
        begin(responding(2, false));
        for (int i = 0; i < 5; i++) {
            world.sample("a", "m", 9).pass(STEP).sample("a", "m", 1).pass(STEP);
        }
        assertThat(scripts.calls).hasSize(2);
        assertThat(world.alerts.notes)
                .last()
                .isEqualTo("A-1 p/rules/big fix.sh was not run: it ran 2 times in the last hour, which is the most.");
        world.pass(Duration.ofHours(1)).sample("a", "m", 9);

        assertThat(scripts.calls).hasSize(3);
    }

    @Test
    void aTemplateIsFilled() {
        begin(responding(1, false));
        world.sample("p/checks/x@db1", "m", 9.123456);
        assertThat(world.last().summary()).isEqualTo("db1: 9.1235 (web)");
    }
}
