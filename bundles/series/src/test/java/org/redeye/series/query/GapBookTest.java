package org.redeye.series.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.redeye.api.query.Gap;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;

class GapBookTest {

    private static final String CHECK = "p/checks/a";
    private static final long START = Instant.parse("2026-11-21T20:00:00Z").toEpochMilli();

    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));
    private final FakeEvents events = new FakeEvents(clock);
    private final MemoryStateStore store = new MemoryStateStore();
    private final GapBook book = new GapBook(events, clock);

    private void run(String state, String reason, boolean value) {
        List<Map<String, Object>> metrics = value ? List.of(Map.of("name", "x", "value", 1.0)) : List.of();
        events.publish(
                "check",
                Map.of(
                        "id",
                        CHECK,
                        "state",
                        state,
                        "reason",
                        reason,
                        "message",
                        "because of " + reason,
                        "at",
                        clock.millis(),
                        "metrics",
                        metrics));
    }

    private void later(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private List<Gap> gaps(GapBook from) {
        return from.of(CHECK, START - 3_600_000, START + 3_600_000);
    }

    @Test
    void aGapGoesFromTheFirstRunWithoutAValueToTheNextWithOne() {
        run("ok", "", true);
        later(10);
        run("unknown", "timeout", false);
        later(10);
        run("unknown", "timeout", false);
        assertThat(gaps(book)).containsExactly(new Gap(START + 10_000, 0, "timeout", "because of timeout"));
        later(10);
        run("ok", "", true);

        assertThat(gaps(book))
                .containsExactly(new Gap(START + 10_000, START + 30_000, "timeout", "because of timeout"));
    }

    @Test
    void anotherReasonIsAnotherGap() {
        run("unknown", "timeout", false);
        later(10);
        run("pending", "needs probe:tcp", false);

        assertThat(gaps(book)).extracting(Gap::reason).containsExactly("timeout", "needs probe:tcp");
        assertThat(gaps(book)).extracting(Gap::to).containsExactly(START + 10_000, 0L);
    }

    @Test
    void aBadStateWithValuesIsNoGap() {
        run("critical", "limit", true);

        assertThat(gaps(book)).isEmpty();
    }

    @Test
    void onlyWhatHasAPartInTheStretchIsTold() {
        run("unknown", "timeout", false);
        later(10);
        run("ok", "", true);

        assertThat(book.of(CHECK, START + 10_000, START + 20_000)).isEmpty();
        assertThat(book.of(CHECK, START - 10_000, START)).isEmpty();
        assertThat(book.of(CHECK, START + 9_999, START + 20_000)).hasSize(1);
        assertThat(book.of("p/checks/b", START, START + 20_000)).isEmpty();
    }

    @Test
    void whatIsNotedOutlivesARestartAndTheRestartIsAGapItself() {
        book.bindStore(store);
        run("unknown", "a\treason\nwith breaks", false);
        later(5);
        book.tick();
        later(600);

        var after = new GapBook(new FakeEvents(clock), clock);
        after.bindStore(store);

        assertThat(gaps(after))
                .containsExactly(
                        new Gap(START, 0, "a reason with breaks", "because of a reason with breaks"),
                        new Gap(
                                START + 5_000,
                                START + 605_000,
                                Gap.NOT_RUNNING,
                                "Red Eye Monitor did not run on this node."));
    }

    @Test
    void whatTheStoreDoesNotTakeIsStoredWhenItDoes() {
        var full = new AtomicBoolean(true);
        var failing = new MemoryStateStore() {
            @Override
            public synchronized long put(String bucket, String key, String value) {
                if (full.get()) {
                    throw new StoreException(StoreException.Kind.UNAVAILABLE, "disk full");
                }
                return super.put(bucket, key, value);
            }
        };
        book.bindStore(failing);
        run("unknown", "timeout", false);
        book.tick();
        assertThat(gaps(book)).as("it is known all the same").hasSize(1);
        full.set(false);
        book.tick();

        assertThat(failing.get(GapBook.BUCKET, CHECK)).isPresent();
    }

    @Test
    void aShortRestartIsNoGap() {
        book.bindStore(store);
        later(5);
        book.close();
        later(9);

        var after = new GapBook(new FakeEvents(clock), clock);
        after.bindStore(store);

        assertThat(gaps(after)).isEmpty();
    }

    @Test
    void whatCameBeforeTheStoreDidIsAddedToWhatItKnows() {
        book.bindStore(store);
        run("unknown", "dns", false);
        book.close();
        later(8);
        var again = new FakeEvents(clock);
        var after = new GapBook(again, clock);
        again.publish("check", Map.of("id", CHECK, "state", "unknown", "reason", "timeout", "at", clock.millis()));
        after.bindStore(store);

        assertThat(gaps(after))
                .containsExactly(
                        new Gap(START, START + 8_000, "dns", "because of dns"),
                        new Gap(START + 8_000, 0, "timeout", ""));
    }

    @Test
    void aCheckThatIsGoneIsForgotten() {
        book.bindStore(store);
        run("unknown", "timeout", false);
        book.tick();
        events.publish("checks", Map.of("removed", List.of(CHECK)));
        book.tick();

        assertThat(gaps(book)).isEmpty();
        assertThat(store.get(GapBook.BUCKET, CHECK)).isEmpty();
    }

    @Test
    void theOldestOfTooManyGiveWay() {
        for (int i = 0; i <= GapBook.MOST_GAPS; i++) {
            run("unknown", "reason" + i, false);
            later(1);
        }
        assertThat(gaps(book)).hasSize(GapBook.MOST_GAPS);
        assertThat(gaps(book).get(0).reason()).isEqualTo("reason1");
    }
}
