package org.redeye.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldExceptionTest {

    @Test
    void saysWhatWasExpectedAndWhatWasFound() {
        FieldException refused = FieldException.unexpected("must be yes or no", "yse", "yes");
        assertThat(refused).hasMessage("must be yes or no, not 'yse'.");
        assertThat(refused.suggestion()).isEqualTo("yes");
        assertThat(FieldException.unexpected("must be a text", List.of("a")))
                .hasMessage("must be a text, not a list.")
                .satisfies(e -> assertThat(e.suggestion()).isEmpty());
    }

    @Test
    void aListOrMapIsNotRepeated() {
        assertThat(FieldException.shown(List.of("hunter2"))).isEqualTo("a list");
        assertThat(FieldException.shown(Map.of("password", "hunter2"))).isEqualTo("a map");
        assertThat(FieldException.shown(new Object())).isEqualTo("nothing");
    }

    @Test
    void aTextIsShownInOneLineAndNotWithoutEnd() {
        assertThat(FieldException.shown("a\r\nb\u0007")).isEqualTo("'a  b '");
        assertThat(FieldException.shown("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(FieldException.shown("🙂".repeat(81)))
                .as("no character is cut in two")
                .isEqualTo("'" + "🙂".repeat(80) + "…'");
    }

    @Test
    void whatIsWrongWithAnElementIsSaidOfItsPlace() {
        FieldException inner =
                FieldException.unexpected("must be a number", "x").in("speed");
        assertThat(inner.in(2).path()).containsExactly(2, "speed");
        assertThat(inner.in(2)).hasMessage("must be a number, not 'x'.");
    }
}
