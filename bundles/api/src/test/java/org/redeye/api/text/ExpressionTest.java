package org.redeye.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExpressionTest {

    private static final long NEVER = System.nanoTime() + Long.MAX_VALUE / 2;

    @Test
    void findsAnywhereAndMatchesTheWhole() {
        Expression word = Expression.of("b+");
        assertThat(word.isFoundIn("abbc", NEVER)).isTrue();
        assertThat(word.isFoundIn("ac", NEVER)).isFalse();
        assertThat(word.matches("bb", NEVER)).isTrue();
        assertThat(word.matches("abb", NEVER)).isFalse();
        assertThat(word).hasToString("b+");
    }

    /** Without a deadline it would try every way to put 20 letters among 60. */
    @Test
    void anExpressionThatBacktracksForEverGivesUpAtItsDeadline() {
        Expression endless = Expression.of("(.*a){20}b");
        String text = "a".repeat(60);
        assertThatThrownBy(() -> endless.isFoundIn(text, System.nanoTime()))
                .isInstanceOf(Expression.TooHard.class)
                .hasMessage("The expression /(.*a){20}b/ takes too much time or stack on this text;"
                        + " write it without nested repetition.");
        assertThatThrownBy(() -> endless.matches(text, System.nanoTime())).isInstanceOf(Expression.TooHard.class);
    }

    @Test
    void anExpressionThatTakesAllTheStackIsTooHardAsWell() {
        Expression deep = Expression.of("(a|b)*");
        String text = "ab".repeat(1_000_000);
        assertThatThrownBy(() -> deep.matches(text, NEVER)).isInstanceOf(Expression.TooHard.class);
        assertThatThrownBy(() -> Expression.of("(a|b)*c").isFoundIn(text, NEVER))
                .isInstanceOf(Expression.TooHard.class);
    }

    @Test
    void whatIsNoExpressionIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Expression.of("a(b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no regular expression: Unclosed group near position 3 of 'a(b'.");
    }
}
