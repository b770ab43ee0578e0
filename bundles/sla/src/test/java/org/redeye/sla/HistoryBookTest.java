package org.redeye.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.api.check.CheckState.CRITICAL;
import static org.redeye.api.check.CheckState.OK;
import static org.redeye.api.check.CheckState.PENDING;
import static org.redeye.api.check.CheckState.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckState;
import org.redeye.api.sla.StateHistory.Stretch;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;

/** Times are seconds since the beginning. */
class HistoryBookTest {

    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(ZERO);
    private final MemoryStateStore store = new MemoryStateStore();
    private HistoryBook book = new HistoryBook(store, clock);

    private void at(long second) {
        clock.advance(Duration.between(clock.instant(), ZERO.plusSeconds(second)));
    }

    private void stands(CheckState state, long since) {
        book.stands(Statuses.of("c", state, ZERO.plusSeconds(since), clock.instant()));
    }

    private String states(long from, long to) {
        var text = new ArrayList<String>();
        for (Stretch stretch : book.states("c", ZERO.plusSeconds(from), ZERO.plusSeconds(to))) {
            text.add(stretch.state().word() + " "
                    + Duration.between(ZERO, stretch.from()).toSeconds() + "-"
                    + Duration.between(ZERO, stretch.until()).toSeconds());
        }
        return String.join(", ", text);
    }

    /** The process is killed: nothing is told to it. */
    private void restart() {
        book = new HistoryBook(store, clock);
    }

    private void tickEverySecondUntil(long second) {
        while (clock.instant().isBefore(ZERO.plusSeconds(second))) {
            clock.advance(Duration.ofSeconds(1));
            book.tick();
        }
    }

    @Test
    void tellsStatesWithoutAGap() {
        tickEverySecondUntil(10);
        stands(OK, 10);
        tickEverySecondUntil(20);
        stands(OK, 10);
        stands(CRITICAL, 20);
        tickEverySecondUntil(35);
        assertThat(states(0, 100)).isEqualTo("pending 0-10, ok 10-20, critical 20-35, pending 35-100");
        assertThat(states(12, 18)).isEqualTo("ok 12-18");
        assertThat(states(20, 21)).isEqualTo("critical 20-21");
        assertThat(book.states("unknown", ZERO, ZERO.plusSeconds(9)))
                .singleElement()
                .extracting(Stretch::state)
                .isEqualTo(PENDING);
    }

    @Test
    void aShortRestartIsNoGapAndACrashLosesNoChangeThatStillHolds() {
        stands(OK, 0);
        tickEverySecondUntil(20);
        stands(CRITICAL, 20); // not stored when the process is killed
        at(25);
        restart();
        assertThat(states(0, 25)).isEqualTo("ok 0-25");
        book.stands(Statuses.of("c", CRITICAL, ZERO.plusSeconds(20), ZERO.plusSeconds(20)));
        assertThat(states(0, 25)).isEqualTo("ok 0-20, critical 20-25");
    }

    @Test
    void whileTheNodeIsOffNobodyWatches() {
        stands(OK, 0);
        tickEverySecondUntil(20);
        stands(CRITICAL, 20);
        at(100);
        restart();
        at(101);
        book.stands(Statuses.of("c", CRITICAL, ZERO.plusSeconds(20), ZERO.plusSeconds(20)));
        at(110);
        assertThat(states(0, 110))
                .as("stored at 11 that it runs; again from 100 on")
                .isEqualTo("ok 0-11, pending 11-100, critical 100-110");
        tickEverySecondUntil(120);
        stands(OK, 120);
        tickEverySecondUntil(130);
        assertThat(states(0, 130)).isEqualTo("ok 0-11, pending 11-100, critical 100-120, ok 120-130");
        restart();
        assertThat(states(0, 130)).isEqualTo("ok 0-11, pending 11-100, critical 100-120, ok 120-130");
    }

    @Test
    void aChangeThatACrashTookBeforeALongPauseIsFoundAgain() {
        stands(OK, 0);
        tickEverySecondUntil(20);
        stands(WARNING, 20);
        tickEverySecondUntil(25);
        stands(CRITICAL, 23); // not stored when the process is killed
        at(100);
        store.put("states", "alive", Long.toString(ZERO.plusSeconds(25).toEpochMilli()));
        restart();
        book.stands(Statuses.of("c", CRITICAL, ZERO.plusSeconds(23), ZERO.plusSeconds(23)));
        at(110);
        assertThat(states(0, 110))
                .isEqualTo("ok 0-20, warning 20-23, critical 23-25, pending 25-100, critical 100-110");
    }

    @Test
    void aMachineThatSleptDidNotWatch() {
        stands(OK, 0);
        tickEverySecondUntil(10);
        at(500);
        book.tick();
        at(505);
        book.tick();
        stands(OK, 0);
        at(510);
        assertThat(states(0, 510)).isEqualTo("ok 0-10, pending 10-500, ok 500-510");
    }

    @Test
    void whatIsNotDeclaredIsPending() {
        stands(OK, 0);
        at(10);
        book.gone("c");
        assertThat(book.declared()).isEmpty();
        at(20);
        stands(OK, 0);
        at(30);
        assertThat(states(0, 30)).isEqualTo("ok 0-10, pending 10-20, ok 20-30");
    }

    @Test
    void thousandsOfChangesAreKeptInRows() {
        for (int i = 0; i < 2_000; i++) {
            at(i);
            stands(i % 2 == 0 ? OK : CRITICAL, i);
            if (i % 700 == 0) {
                book.tick();
            }
        }
        assertThat(book.states("c", ZERO, clock.instant())).hasSize(1_999);
        book.tick();
        assertThat(store.scan("states", "c\t", "", 100)).hasSize(4);
        assertThat(book.states("c", ZERO, clock.instant())).hasSize(1_999);
        restart();
        assertThat(book.states("c", ZERO, clock.instant())).hasSize(1_999);
        assertThat(states(700, 702)).isEqualTo("ok 700-701, critical 701-702");
    }

    @Test
    void fourHundredDaysAreKept() {
        for (int i = 0; i < 1_100; i++) {
            at(i);
            stands(i % 2 == 0 ? OK : CRITICAL, i);
        }
        book.tick();
        assertThat(store.scan("states", "c\t", "", 100)).hasSize(3);
        at(500 * 86_400L);
        book.tick();
        for (int i = 1; i < 1_100; i++) {
            stands(i % 2 == 0 ? OK : CRITICAL, 500 * 86_400L + i);
        }
        book.tick();
        List<String> keys = store.scan("states", "c\t", "", 100).stream()
                .map(Versioned::key)
                .toList();
        assertThat(keys)
                .as("of the old ones the newest says how it stood since")
                .hasSize(3);
    }

    @Test
    void whatTheStoreRefusesIsStoredLater() {
        var broken = new boolean[] {true};
        var failing = new MemoryStateStore() {
            @Override
            public synchronized long put(String bucket, String key, String value) {
                if (broken[0]) {
                    throw new StoreException(StoreException.Kind.UNAVAILABLE, "away");
                }
                return super.put(bucket, key, value);
            }
        };
        book = new HistoryBook(failing, clock);
        stands(OK, 0);
        book.tick();
        at(5);
        stands(CRITICAL, 5);
        book.tick();
        broken[0] = false;
        book.tick();
        book = new HistoryBook(failing, clock);
        at(6);
        assertThat(states(0, 6)).isEqualTo("ok 0-5, critical 5-6");
    }

    @Test
    void aDamagedRowIsLeftOut() {
        store.put("states", TrackText.key("c", ZERO.toEpochMilli()), "1O0C!");
        store.put("states", TrackText.key("d", ZERO.toEpochMilli()), "2O0");
        restart();
        at(1);
        assertThat(states(0, 1)).isEqualTo("pending 0-1");
    }

    /** Any states at any times, stored or not when the process is killed: what is told is what was, second by second. */
    @Property(tries = 300)
    void isWhatWasToldSecondBySecond(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 4) Integer> states,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = 1, max = 15) Integer> pauses,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = 0, max = 3) Integer> ends) {
        new HistoryBookTest().replay(states, pauses, ends);
    }

    private void replay(List<Integer> states, List<Integer> pauses, List<Integer> ends) {
        Map<Long, CheckState> told = new TreeMap<>();
        long second = 0;
        CheckState last = PENDING;
        long since = 0;
        for (int i = 0; i < states.size(); i++) {
            CheckState state = CheckState.values()[states.get(i)];
            since = state == last && i > 0 ? since : second;
            stands(state, since);
            last = state;
            if (ends.get(i) == 0) {
                restart(); // without a tick
                stands(state, since);
            }
            for (int s = 0; s < pauses.get(i); s++) {
                told.put(second++, state);
            }
            tickEverySecondUntil(second);
        }
        var found = new TreeMap<Long, CheckState>();
        for (Stretch stretch : book.states("c", ZERO, clock.instant())) {
            for (Instant at = stretch.from(); at.isBefore(stretch.until()); at = at.plusSeconds(1)) {
                found.put(Duration.between(ZERO, at).toSeconds(), stretch.state());
            }
        }
        assertThat(found).isEqualTo(told);
    }
}
