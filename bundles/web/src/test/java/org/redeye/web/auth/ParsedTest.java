package org.redeye.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.redeye.api.state.Versioned;

class ParsedTest {

    record Value(int a) {}

    private final Parsed<Value> parsed = new Parsed<>(Value.class);

    @Test
    void readsATextOnce() {
        var first = parsed.of(new Versioned("k", "{\"a\":1}", 1));

        assertThat(first).contains(new Value(1));
        assertThat(parsed.of(new Versioned("k", "{\"a\":1}", 1)).get()).isSameAs(first.get());
    }

    @Test
    void aNewVersionIsReadAnew() {
        parsed.of(new Versioned("k", "{\"a\":1}", 1));

        assertThat(parsed.of(new Versioned("k", "{\"a\":2}", 2))).contains(new Value(2));
    }

    /** Another store counts anew. */
    @Test
    void anotherTextOfTheSameVersionIsReadAnew() {
        parsed.of(new Versioned("k", "{\"a\":1}", 1));

        assertThat(parsed.of(new Versioned("k", "{\"a\":2}", 1))).contains(new Value(2));
    }

    @Test
    void aShapeOfAnotherReleaseIsNothing() {
        assertThat(parsed.of(new Versioned("k", "{\"b\":1}", 1))).isEmpty();
        assertThat(parsed.of(new Versioned("k", "{\"b\":1}", 1))).isEmpty();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 2 * Parsed.MOST; i++) {
            parsed.of(new Versioned("k" + i, "{\"a\":1}", 1));
        }

        assertThat(parsed.size()).isLessThanOrEqualTo(Parsed.MOST);
    }
}
