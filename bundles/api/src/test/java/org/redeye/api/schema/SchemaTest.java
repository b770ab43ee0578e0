package org.redeye.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.redeye.api.schema.Binder.Fault;

class SchemaTest {

    enum Method {
        AUTO,
        RAW_SOCKET
    }

    private record Config(
            @Field(help = "How many", def = "3", min = "1", max = "100", unit = "packets")
            int count,

            @Field(help = "How", def = "auto") Method method,
            @Field(help = "How long", required = true) Duration timeout,
            @Field(help = "Where") URI url,
            @Field(help = "Bytes", type = "bytes") long maxBody,
            @Field(help = "Words") List<String> words,
            @Field(help = "Methods") List<Method> methods,
            @Field(help = "Headers") Map<String, Secret> headers,
            @Field(help = "Ratio") double ratio) {
        Config {
            if (count == 13) {
                throw new IllegalArgumentException("thirteen brings no luck");
            }
            if (count == 14) {
                throw new IllegalStateException("nor does fourteen");
            }
        }
    }

    /** A class as plugins are written: the record stands in the type arguments of an interface. */
    private static final class Plugin implements Supplier<Config> {
        @Override
        public Config get() {
            throw new AssertionError("not called");
        }
    }

    @Test
    void readsARecordsFieldsOnce() {
        Schema schema = Schema.of(Config.class);
        assertThat(schema.fields().keySet())
                .containsExactly(
                        "count", "method", "timeout", "url", "max body", "words", "methods", "headers", "ratio");
        FieldSpec count = schema.fields().get("count");
        assertThat(count.type()).isEqualTo("number");
        assertThat(List.of(count.def(), count.min(), count.max(), count.unit()))
                .containsExactly("3", "1", "100", "packets");
        assertThat(count.title()).isEqualTo("Count");
        assertThat(schema.fields().get("method").choices()).containsExactly("auto", "raw-socket");
        assertThat(schema.fields().get("max body").type()).isEqualTo("bytes");
        assertThat(schema.fields().get("timeout").required()).isTrue();
        assertThat(schema.fields().get("words").elementOrText().type()).isEqualTo("text");
        assertThat(schema.fields().get("methods").elementOrText().choices()).containsExactly("auto", "raw-socket");
        assertThat(schema.fields().get("headers").elementOrText().type()).isEqualTo("secret");
        assertThat(Schema.of(Config.class)).isSameAs(schema);
    }

    @Test
    void bindsTypedValues() {
        Config config = Schema.bind(
                Config.class,
                Map.of(
                        "count",
                        new BigDecimal("5"),
                        "method",
                        "raw-socket",
                        "timeout",
                        Duration.ofSeconds(2),
                        "max body",
                        1024L,
                        "ratio",
                        new BigDecimal("0.5")));
        assertThat(config)
                .isEqualTo(new Config(
                        5,
                        Method.RAW_SOCKET,
                        Duration.ofSeconds(2),
                        config.url(),
                        1024,
                        List.of(),
                        List.of(),
                        Map.of(),
                        0.5));
    }

    @Test
    void refusesAFractionWhereAWholeNumberIsWanted() {
        assertThatThrownBy(() -> Schema.bind(Config.class, Map.of("count", new BigDecimal("1.5"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'count' must be a whole number, not 1.5");
    }

    @Test
    void passesOnWhyTheRecordRefuses() {
        assertThatThrownBy(() -> Schema.bind(Config.class, Map.of("count", new BigDecimal("13"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("thirteen brings no luck");
        assertThatThrownBy(() -> Schema.bind(Config.class, Map.of("count", new BigDecimal("14"))))
                .as("a record that breaks has no words for people")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Config broke: java.lang.IllegalStateException: nor does fourteen");
    }

    @Test
    void aRefusalIsAboutTheFieldThatItNamesFirst() {
        Schema schema = Schema.of(Config.class);
        Fault named = Fault.refused(schema, new IllegalArgumentException("'max body' must be even."));
        assertThat(named).isEqualTo(new Fault("max body", List.of(), "'max body' must be even.", ""));
        assertThat(Fault.refused(schema, new IllegalArgumentException("thirteen brings no luck"))
                        .field())
                .isEmpty();
        assertThat(Fault.refused(schema, new IllegalArgumentException("'max' is no field"))
                        .field())
                .isEmpty();
    }

    @Test
    void findsTheRecordThatAPluginTakes() {
        assertThat(Schema.configOf(Plugin.class)).contains(Config.class);
        assertThat(Schema.configOf(String.class)).isEmpty();
    }

    @Test
    void everyComponentNeedsItsHelp() {
        record Bare(String text) {}
        assertThatThrownBy(() -> Schema.of(Bare.class)).hasMessageContaining("text has no @Field");
    }

    @Test
    void mergesFieldsWithTheOwnOnesFirst() {
        Schema own = Schema.fields(FieldSpec.of("a", "text").help("mine").build());
        Schema other = Schema.fields(
                FieldSpec.of("a", "number").build(), FieldSpec.of("b", "text").build());
        assertThat(own.merge(other).fields().values())
                .extracting(FieldSpec::type)
                .containsExactly("text", "text");
    }

    @Test
    void aSecretNeverPrints() {
        assertThat(new Secret("hunter2")).hasToString("•••").isEqualTo(new Secret("hunter2"));
        assertThat(new Secret("hunter2").reveal()).isEqualTo("hunter2");
    }

    @Test
    void aProblemReadsLikeACompilersMessage() {
        assertThat(new Problem(new Position("a.yaml", 3, 5), "'evry' is not known here.", "every"))
                .hasToString("a.yaml:3:5: 'evry' is not known here. Did you mean 'every'?");
        assertThat(new Problem(Position.NONE, "No.", "")).hasToString("No.");
    }
}
