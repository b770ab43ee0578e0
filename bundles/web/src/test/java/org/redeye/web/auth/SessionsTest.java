package org.redeye.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.testkit.ManualClock;
import org.redeye.web.Engines;
import org.redeye.web.TestEngines;
import org.redeye.web.fakes.FakeStateStore;
import org.redeye.web.fakes.FakeUsers;

class SessionsTest {

    private static final User ANN = new User("ann", Role.EDITOR);

    private final ManualClock clock = new ManualClock();
    private final FakeUsers users = new FakeUsers();
    private final FakeStateStore store = new FakeStateStore();
    private final Engines engines = TestEngines.of(users, store);
    private final Sessions sessions = new Sessions(engines, clock);

    @BeforeEach
    void ann() {
        users.put("ann", Role.EDITOR, "password".toCharArray());
    }

    @Test
    void endsAfterTwelveHoursWithoutARequest() {
        String id = sessions.open(ANN, false).id();
        clock.advance(Sessions.IDLE.minusMillis(1));
        assertThat(sessions.find(id)).isPresent();
        clock.advance(Sessions.IDLE.minusMinutes(5));
        assertThat(sessions.find(id)).isPresent();
        clock.advance(Sessions.IDLE);
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void endsAfterSevenDaysWhateverHappens() {
        String id = sessions.open(ANN, false).id();
        for (int hours = 0; hours < 7 * 24 - 6; hours += 6) {
            clock.advance(Duration.ofHours(6));
            assertThat(sessions.find(id)).isPresent();
        }
        clock.advance(Duration.ofHours(6));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void outlivesARestart() {
        Sessions.Opened opened = sessions.open(ANN, false);

        assertThat(new Sessions(engines, clock).find(opened.id())).hasValue(opened.identity());
    }

    @Test
    void followsTheRoleOfItsUser() {
        String id = sessions.open(ANN, false).id();
        users.put("ann", Role.VIEWER, "password".toCharArray());
        assertThat(sessions.find(id).orElseThrow().role()).isEqualTo(Role.VIEWER);
        users.remove("ann");
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void theOneNotUsedForTheLongestTimeMakesRoom() {
        String first = sessions.open(ANN, false).id();
        String second = sessions.open(ANN, false).id();
        clock.advance(Duration.ofMinutes(10));
        assertThat(sessions.find(first)).isPresent();
        for (int i = 0; i < Sessions.MOST - 1; i++) {
            sessions.open(ANN, false);
        }
        assertThat(sessions.count()).isEqualTo(Sessions.MOST);
        assertThat(sessions.find(second)).isEmpty();
        assertThat(sessions.find(first)).isPresent();
    }

    @Test
    void whatHasEndedIsRemovedFromTheStore() {
        sessions.open(ANN, false);
        clock.advance(Sessions.LONGEST);
        sessions.open(ANN, false);

        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void tellsWhoListensThatSomebodyIsOut() {
        var told = new AtomicInteger();
        Runnable forget = sessions.onEnd(told::incrementAndGet);
        Sessions.Opened opened = sessions.open(ANN, false);
        sessions.end(opened.identity().key());
        assertThat(told).hasValue(1);
        assertThat(sessions.isAlive(opened.identity().key())).isFalse();
        forget.run();
        sessions.endAll("ann", "");
        assertThat(told).hasValue(1);
    }

    @Test
    void theFirstSignInIsWorthAnAdminOnlyWhileThereIsNoUser() {
        users.clear();
        Sessions.Opened opened = sessions.open(new User("admin", Role.ADMIN), true);
        assertThat(sessions.find(opened.id()).orElseThrow().role()).isEqualTo(Role.ADMIN);

        users.put("ann", Role.VIEWER, "password".toCharArray());
        assertThat(sessions.find(opened.id())).isEmpty();
        users.put("admin", Role.ADMIN, "password".toCharArray());
        assertThat(sessions.find(opened.id())).isPresent();
        sessions.settle(opened.identity().key());
        users.clear();
        assertThat(sessions.find(opened.id())).isEmpty();
    }

    @Test
    void aSessionOfAnotherShapeIsNone() {
        store.put("sessions", Secrets.fingerprint("abc"), "{\"shape\":2}");

        assertThat(sessions.find("abc")).isEmpty();
    }

    @Test
    void printsNoSecret() {
        Sessions.Opened opened = sessions.open(ANN, false);

        assertThat(opened.toString() + opened.identity())
                .doesNotContain(opened.id())
                .doesNotContain(opened.identity().csrf());
    }
}
