package org.redeye.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.redeye.api.plugin.PluginId;

class NamesTest {

    @Property(tries = 300)
    void everyTextBecomesAPluginIdentity(@ForAll String text) {
        assertThatCode(() -> new PluginId("file", Names.word(text))).doesNotThrowAnyException();
    }

    @Test
    void wordsKeepWhatTheyCan() {
        assertThat(Names.word("My Probe_2")).isEqualTo("my-probe-2");
        assertThat(Names.word("2nd")).isEqualTo("x-2nd");
        assertThat(Names.word("ä")).isEqualTo("x");
        assertThat(Names.word(null)).isEqualTo("x");
    }

    @Test
    void innermostCauseIsNamed() {
        assertThat(Components.cause("java.lang.reflect.InvocationTargetException\n\tat a.B.c(B.java:1)\n"
                        + "Caused by: java.io.IOException: no such file\n\tat x.Y.z(Y.java:2)\n\t... 3 more\n"))
                .isEqualTo("IOException: no such file");
        assertThat(Components.cause("a.b.OddException")).isEqualTo("OddException");
        assertThat(Components.cause("")).isEmpty();
        assertThat(Components.cause(null)).isEmpty();
    }
}
