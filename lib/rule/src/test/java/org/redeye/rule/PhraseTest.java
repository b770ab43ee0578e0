package org.redeye.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhraseTest {

    @Test
    void fillsItsPlaces() {
        Phrase phrase = Phrase.of("%(host)s: %(value)s, team %(label.team)s, 100 %", Set.of("team"));
        assertThat(phrase.fill(Map.of("host", "db$1", "value", "5", "label.team", "ops")))
                .isEqualTo("db$1: 5, team ops, 100 %");
    }

    @Test
    void refusesWhatStandsForNothing() {
        assertThatThrownBy(() -> Phrase.of("%(valeu)s", Set.of()))
                .hasMessageStartingWith("'%(valeu)s' stands for nothing here; possible are check, for, host")
                .extracting(e -> ((Phrase.Unknown) e).suggestion())
                .isEqualTo("value");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Phrase.of("%(unit)s", Set.of()).fill(Map.of()))
                .hasMessage("There is nothing for '%(unit)s'.");
    }
}
