package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoundsTest {

    @Property
    void neverExceedsTheBound(@ForAll String text, @ForAll @IntRange(min = 3, max = 40) int most) {
        assertThat(Bounds.characters(text, most)).hasSizeLessThanOrEqualTo(most);
        assertThat(Bounds.bytes(text, most).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void keepsCharactersWhole() {
        assertThat(Bounds.characters("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Bounds.bytes("ab😀cd", 7)).isEqualTo("ab…");
        assertThat(Bounds.characters("abcd", 4)).isEqualTo("abcd");
        assertThat(Bounds.bytes("ab😀", 6)).isEqualTo("ab😀");
    }
}
