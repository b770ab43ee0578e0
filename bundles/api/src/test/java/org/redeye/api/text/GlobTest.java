package org.redeye.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void aStarIsAnyRunAndAQuestionMarkIsOneCharacter() {
        assertThat(matching("*")).contains("", "a", "lan/router");
        assertThat(matching("lan/*")).containsExactly("lan/", "lan/router");
        assertThat(matching("*a*n*")).containsExactly("lan/", "lan/router");
        assertThat(matching("?")).containsExactly("a", ".", "🙂");
        assertThat(matching("l?n/*r")).containsExactly("lan/router");
        assertThat(matching("")).containsExactly("");
    }

    private static List<String> matching(String pattern) {
        return List.of("", "a", ".", "🙂", "lan/", "lan/router").stream()
                .filter(new Glob(pattern)::matches)
                .toList();
    }

    @Test
    void allElseStandsForItself() {
        assertThat(new Glob("a.b[c]\\E(d|e)$").matches("a.b[c]\\E(d|e)$")).isTrue();
        assertThat(new Glob("a.b").matches("axb")).isFalse();
        assertThat(new Glob("Lan").matches("lan")).isFalse();
        assertThat(new Glob("*\n?").matches("a\nb")).isTrue();
    }

    @Property
    void itFindsWhatTheSameRegularExpressionFinds(
            @ForAll @Chars({'a', 'b', '*', '?', '.'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', '.'}) @StringLength(max = 12) String text) {
        String regex = pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
        assertThat(new Glob(pattern).matches(text)).isEqualTo(Pattern.matches(regex, text));
    }

    /** As a regular expression, this would go on for longer than the test's machine will live. */
    @Test
    void manyStarsDoNotMultiply() {
        assertThat(new Glob("*a".repeat(50) + "b").matches("a".repeat(10_000))).isFalse();
    }

    @Test
    void whatEveryMatchBeginsWithIsThePrefix() {
        assertThat(new Glob("lan/*").prefix()).isEqualTo("lan/");
        assertThat(new Glob("l?n").prefix()).isEqualTo("l");
        assertThat(new Glob("lan").prefix()).isEqualTo("lan");
        assertThat(List.of("lan", "", "l?n", "l*"))
                .filteredOn(pattern -> new Glob(pattern).isExact())
                .containsExactly("lan", "");
    }

    @Test
    void anyOfSeveralIsEnoughAndNoneMatchesNothing() {
        assertThat(Glob.any(List.of("a", "b*"), "bc")).isTrue();
        assertThat(Glob.any(List.of("a", "b"), "bc")).isFalse();
        assertThat(Glob.any(List.of(), "")).isFalse();
    }
}
