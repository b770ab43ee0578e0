package org.redeye.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;
import org.redeye.testkit.ManualClock;
import org.redeye.web.Engines;
import org.redeye.web.TestEngines;
import org.redeye.web.fakes.FakeStateStore;
import org.redeye.web.fakes.FakeUsers;
import org.redeye.web.http.HttpProblem;

class TokensTest {

    private final ManualClock clock = new ManualClock();
    private final FakeUsers users = new FakeUsers();
    private final Engines engines = TestEngines.of(users, new FakeStateStore());
    private final Tokens tokens = new Tokens(engines, new Sessions(engines, clock), clock);

    TokensTest() {
        users.put("ann", Role.EDITOR, "password".toCharArray());
    }

    @Test
    void endsWhenItIsTime() {
        long expires = clock.millis() + 60_000;
        Tokens.Made made = tokens.make("ann", "ci", Role.VIEWER, expires);
        clock.advance(Duration.ofMillis(59_999));
        assertThat(tokens.find(made.text())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.find(made.text())).isEmpty();
        assertThat(tokens.isAlive(made.known().id())).isFalse();
    }

    @Test
    void aUserHasAHundredAtMost() {
        for (int i = 0; i < Tokens.MOST; i++) {
            tokens.make("ann", "ci", Role.VIEWER, null);
        }
        assertThatThrownBy(() -> tokens.make("ann", "ci", Role.VIEWER, null))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("delete one first");
        tokens.removeAll("ann");
        assertThat(tokens.list()).isEmpty();
    }

    /** What is remembered of a token must not outlive it, nor what its user may. */
    @Test
    void whatChangesCountsAtOnce() {
        Tokens.Made made = tokens.make("ann", "ci", Role.EDITOR, null);
        assertThat(tokens.find(made.text()))
                .hasValueSatisfying(who -> assertThat(who.role()).isEqualTo(Role.EDITOR));

        users.put("ann", Role.VIEWER, "password".toCharArray());
        assertThat(tokens.find(made.text()))
                .hasValueSatisfying(who -> assertThat(who.role()).isEqualTo(Role.VIEWER));
        users.remove("ann");
        assertThat(tokens.find(made.text())).isEmpty();

        users.put("ann", Role.VIEWER, "password".toCharArray());
        assertThat(tokens.find(made.text())).isPresent();
        tokens.remove(made.known().id());
        assertThat(tokens.find(made.text())).isEmpty();
        assertThat(tokens.find("rem_" + made.known().id() + "_" + "A".repeat(43)))
                .isEmpty();
    }

    @Test
    void aWrongSecretOfAKnownTokenIsNobody() {
        Tokens.Made made = tokens.make("ann", "ci", Role.EDITOR, null);
        assertThat(tokens.find(made.text())).isPresent();

        assertThat(tokens.find("rem_" + made.known().id() + "_" + "A".repeat(43)))
                .isEmpty();
    }

    @Test
    void printsNoSecret() {
        Tokens.Made made = tokens.make("ann", "ci", Role.VIEWER, null);

        assertThat(made.toString())
                .doesNotContain(made.text())
                .doesNotContain(made.known().token().hash());
    }
}
