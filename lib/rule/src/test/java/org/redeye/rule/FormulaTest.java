package org.redeye.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    private static boolean is(String text, Map<String, Object> values) {
        return Formula.of(text).test(values).orElseThrow();
    }

    @Test
    void reckonsAndCompares() {
        assertThat(is("value > 2 * avg && state == 'ok'", Map.of("value", 5.0, "avg", 2.0, "state", "ok")))
                .isTrue();
        assertThat(is("value > 2 * avg && state == 'ok'", Map.of("value", 5.0, "avg", 3.0, "state", "ok")))
                .isFalse();
        assertThat(is("host =~ 'db.*' and state =~ ['ok', 'warning']", Map.of("host", "db1", "state", "ok")))
                .isTrue();
    }

    @Test
    void takesLabelsAndOtherMetricsOfTheCheck() {
        Formula formula = Formula.of("value / total_bytes > 0.9 and labels.team == 'db'");
        assertThat(formula.metrics()).containsExactly("total_bytes");
        assertThat(formula.test(Map.of("value", 95.0, "labels.team", "db")))
                .as("total_bytes is not known yet")
                .isEqualTo(Optional.empty());
        assertThat(formula.test(Map.of("value", 95.0, "total_bytes", 100.0, "labels.team", "db")))
                .contains(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (i : 1..10) { }",
                "x = 1",
                "new('java.io.File', '/')",
                "''.class.forName('java.lang.Runtime')",
                "value.getClass()",
                "labels.put('a', 1)",
                "(x) -> { x }",
                "value >",
                "a; b",
                "#pragma x 1",
                "var x = 1",
                "value + 1",
                "'text'",
                "value.class.classLoader == 'x'",
                "size(1..1000000000) > 5",
                "[1, 2]",
                "java.lang.Runtime.runtime.availableProcessors > 1",
            })
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> Formula.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Formula.of("value + 1"))
                .hasMessage("must say true or false, such as 'value > 5', and not a number.");
        assertThatThrownBy(() -> Formula.of("size(1..1000000000) > 5"))
                .hasMessage("cannot be answered: ranges (from .. to) are no part of this language.");
        assertThatThrownBy(() -> Formula.of("value > ")).hasMessageStartingWith("is no expression: ");
        assertThatThrownBy(() -> Formula.of(" ".repeat(1001)))
                .hasMessage("has 1001 characters; an expression has at most 1000.");
    }

    @Test
    void endsWhereAPatternOrNestingWouldNot() {
        var formula = Formula.of("host =~ '(.*?,){20}P'");
        assertThatThrownBy(() -> formula.test(Map.of("host", "1,2,3,4,5,6,7,8,9,".repeat(6))))
                .hasMessageContaining("too much time");
        String deep = "(".repeat(499) + "value" + ")".repeat(490);
        assertThatThrownBy(() -> Formula.of(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void divisionByZeroIsNoWonder() {
        assertThatThrownBy(() -> is("value / (count - count) > 1", Map.of("value", 1.0, "count", 1.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
