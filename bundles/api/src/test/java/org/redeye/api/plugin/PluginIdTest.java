package org.redeye.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginIdTest {

    @Test
    void readsAndWritesKindAndId() {
        assertThat(PluginId.parse("probe:ping"))
                .isEqualTo(new PluginId("probe", "ping"))
                .hasToString("probe:ping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "probe", "probe:", ":ping", "Probe:ping", "probe:pi ng", "probe:../x", "probe:a:b"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> PluginId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected kind:id");
    }
}
