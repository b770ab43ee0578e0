package org.redeye.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private static Bounds range(String min, String max) {
        return new Bounds(FieldSpec.of("field", "word").range(min, max).build());
    }

    private static Bounds pattern(String pattern) {
        return new Bounds(FieldSpec.of("field", "word").pattern(pattern).build());
    }

    private static void refuses(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(FieldException.class).hasMessage(message);
    }

    @Test
    void countsBetweenTheBoundsBothIncluded() throws FieldException {
        Bounds bounds = range("2", "3");
        bounds.count(2, "characters");
        bounds.count(3, "characters");
        refuses(() -> bounds.count(1, "characters"), "must have at least 2 characters, not 1.");
        refuses(() -> bounds.count(4, "entries"), "must have at most 3 entries, not 4.");
    }

    @Test
    void withoutBoundsEveryCountIsRight() throws FieldException {
        range("", "").count(0, "characters");
        range("", "").count(Integer.MAX_VALUE, "characters");
        refuses(() -> range("two", "").count(2, "x"), "cannot be checked: its bound 'two' is no whole number.");
    }

    @Test
    void valuesAreComparedInTheNotationOfTheirType() throws FieldException {
        Bounds bounds = range("0x0f", "0x10");
        bounds.value(15, "15", BoundsTest::hexadecimal);
        bounds.value(16, "16", BoundsTest::hexadecimal);
        range("", "").value(17, "17", BoundsTest::hexadecimal);
        refuses(() -> bounds.value(14, "fourteen", BoundsTest::hexadecimal), "must be at least 0x0f, not fourteen.");
        refuses(() -> bounds.value(17, "17", BoundsTest::hexadecimal), "must be at most 0x10, not 17.");
        refuses(
                () -> range("", "5").value(5, "5", BoundsTest::hexadecimal),
                "cannot be checked: its bound must begin with 0x, not '5'.");
    }

    private static Integer hexadecimal(String text) throws FieldException {
        if (!text.startsWith("0x")) {
            throw FieldException.unexpected("must begin with 0x", text);
        }
        return Integer.decode(text);
    }

    @Test
    void aPatternIsForTheWholeText() throws FieldException {
        assertThat(pattern("[a-z]+").matchesPattern("abc")).isTrue();
        assertThat(pattern("[a-z]+").matchesPattern("abc1")).isFalse();
        assertThat(pattern("").matchesPattern("anything")).isTrue();
    }

    @Test
    void aPatternThatIsNoneOrGoesOnForEverIsNamed() {
        refuses(
                () -> pattern("a(").matchesPattern("a"),
                "cannot be checked: its pattern is no regular expression: Unclosed group near position 2 of 'a('.");
        refuses(
                () -> pattern("(.*a){20}b").matchesPattern("a".repeat(60)),
                "cannot be checked: its pattern (.*a){20}b takes too much time or stack on this value;"
                        + " write it without nested repetition.");
    }
}
