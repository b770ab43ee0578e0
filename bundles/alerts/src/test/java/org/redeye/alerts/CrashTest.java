package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.notify.Notification;
import org.redeye.api.oncall.RoleDeclaration.Step;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.store.MemoryStateStore;

/** The process is killed before, or after, any of its writes: nobody is left uncalled, and nothing is in the record twice. */
class CrashTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A store whose process dies at a certain write; the write itself is done or not. */
    private static final class Mortal extends MemoryStateStore {
        private int left;
        private final boolean written;
        private int writes;
        private boolean dead;

        Mortal(int left, boolean written) {
            this.left = left;
            this.written = written;
        }

        @Override
        public synchronized long put(String bucket, String key, String value) {
            if (dead) {
                throw died();
            }
            writes++;
            if (left-- == 0) {
                dead = true;
                if (written) {
                    super.put(bucket, key, value);
                }
                throw died();
            }
            return super.put(bucket, key, value);
        }

        private static StoreException died() {
            return new StoreException(StoreException.Kind.UNAVAILABLE, "killed");
        }
    }

    @Test
    void whateverWriteItDiesAtNothingIsLostAndNothingIsRecordedTwice() {
        int writes = drill(Integer.MAX_VALUE, false);
        assertThat(writes).isGreaterThan(20);
        for (int at = 0; at < writes; at++) {
            drill(at, false);
            drill(at, true);
        }
    }

    private static int drill(int dies, boolean written) {
        var store = new Mortal(dies, written);
        var stage = new Stage(store);
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", MINUTE.multipliedBy(2)))
                .person("bob", contact("mail", "mail", Duration.ZERO))
                .role(
                        "dba",
                        MINUTE.multipliedBy(30),
                        Duration.ofHours(1),
                        List.of("ann"),
                        new Step("ops", "", MINUTE.multipliedBy(10)))
                .role("ops", MINUTE.multipliedBy(30), Duration.ofHours(1), List.of("bob"));
        Condition one = stage.down("db1");
        Condition other = stage.condition(
                "shop/rules/down|db2", "shop/rules/down", "db2", org.redeye.api.alert.Severity.CRITICAL, "dba");
        step(stage, store, () -> stage.report(one, other));
        pass(stage, store, 15 * 60);
        step(stage, store, () -> {
            if (stage.engine.find("A-1").orElseThrow().state() == AlertState.OPEN) {
                stage.engine.acknowledge("A-1", "bob", "on it", Optional.empty());
            }
        });
        pass(stage, store, 90 * 60);
        step(stage, store, () -> {
            stage.up(one);
            stage.up(other);
        });
        pass(stage, store, 20 * 60);
        check(stage, dies, written);
        return store.writes;
    }

    private static void pass(Stage stage, Mortal store, int seconds) {
        for (int second = 0; second < seconds; second += 5) {
            stage.clock.advance(Duration.ofSeconds(5));
            stage.engine.tick();
            revive(stage, store);
        }
    }

    /** Who did not see it done does it again. */
    private static void step(Stage stage, Mortal store, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            assertThat(store.dead).as("nothing but its death fails: %s", e).isTrue();
        }
        if (revive(stage, store)) {
            work.run();
        }
    }

    private static boolean revive(Stage stage, Mortal store) {
        if (!store.dead) {
            return false;
        }
        store.dead = false;
        store.left = Integer.MAX_VALUE;
        stage.restart();
        return true;
    }

    private static void check(Stage stage, int dies, boolean written) {
        String when = "killed at write " + dies + (written ? ", after it" : ", before it");
        List<AlertEntry> entries = stage.engine.entries("A-1", 0, 10_000);
        assertThat(stage.engine.find("A-1").orElseThrow().state()).as(when).isEqualTo(AlertState.RESOLVED);
        assertThat(stage.engine.find("A-2")).as(when + ": one alert").isEmpty();
        Map<String, Long> sent = entries.stream()
                .filter(entry -> entry.kind() == Kind.SENT)
                .collect(Collectors.groupingBy(entry -> entry.data().get("notice"), Collectors.counting()));
        assertThat(sent.values()).as(when + ": each notice is recorded once").allMatch(count -> count == 1);
        assertThat(new TreeSet<>(sent.keySet()))
                .as(when)
                .containsExactly(
                        "A-1.r1.s0.ann.mail",
                        "A-1.r1.s0.ann.phone",
                        "A-1.r1.s1.bob.mail",
                        "A-1.r2.s0.ann.mail",
                        "A-1.r2.s0.ann.phone",
                        "A-1.r2.s1.bob.mail",
                        "A-1.x0.ann.mail",
                        "A-1.x0.ann.phone",
                        "A-1.x0.bob.mail");
        Map<String, Long> tries = stage.channels.tries.stream()
                .map(FakeChannels.Taken::notice)
                .collect(Collectors.groupingBy(Notification::key, Collectors.counting()));
        assertThat(tries.values().stream().mapToLong(count -> count - 1).sum())
                .as(when + ": at most the three that were in the air go out twice, under their own keys")
                .isLessThanOrEqualTo(3);
        Map<Long, AlertEntry> numbers =
                entries.stream().collect(Collectors.toMap(AlertEntry::seq, Function.identity()));
        assertThat(numbers).as(when).hasSize(entries.size());
    }
}
