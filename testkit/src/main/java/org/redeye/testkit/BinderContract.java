package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Binder.Bound;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Schema;

/** What every {@link Binder} does, word for word. */
public abstract class BinderContract {

    private static final Schema SCHEMA = Schema.fields(
            FieldSpec.of("word", "word").help("What to say").required(true).build(),
            FieldSpec.of("tone", "word").def("calm").build());

    /** A binder with the field type {@code word} ({@link Word}) and no other. */
    protected abstract Binder binder(FieldType<?> word);

    @Test
    final void bindsWhatIsGivenAndFillsInDefaults() {
        Bound bound = bind(Map.of("word", "hello"), false);
        assertThat(bound.faults()).isEmpty();
        assertThat(bound.values()).containsOnly(Map.entry("word", "hello"), Map.entry("tone", "calm"));
    }

    @Test
    final void namesWhatIsMissing() {
        assertThat(words(Map.of())).containsExactly("'word' is missing: What to say.");
    }

    @Test
    final void namesWhatIsUnknownAndWhatWasMeant() {
        Map<String, Object> raw = Map.of("word", "hello", "tonne", "loud");
        assertThat(words(raw))
                .containsExactly("'tonne' is not known here; possible are word, tone. Did you mean 'tone'?");
        assertThat(bind(raw, true).faults()).isEmpty();
    }

    @Test
    final void aRequiredFieldThatWasMisspelledIsOneFault() {
        assertThat(words(Map.of("wrod", "hello")))
                .containsExactly("'wrod' is not known here; possible are word, tone. Did you mean 'word'?");
    }

    @Test
    final void aRequiredFieldIsMissedWhateverElseIsUnknown() {
        assertThat(words(Map.of("tonne", "loud")))
                .containsExactly(
                        "'word' is missing: What to say.",
                        "'tonne' is not known here; possible are word, tone. Did you mean 'tone'?");
        assertThat(words(Map.of("volume", "high")))
                .containsExactly(
                        "'word' is missing: What to say.", "'volume' is not known here; possible are word, tone.");
        assertThat(FakeBinder.words(bind(Map.of("wrod", "hello"), true).faults()))
                .as("who may write anything is not taken to have meant something else")
                .containsExactly("'word' is missing: What to say.");
    }

    @Test
    final void saysWhichFieldIsRefusedAndWhereInIt() {
        Bound bound = bind(Map.of("word", "bad"), false);
        assertThat(bound.values()).containsOnlyKeys("tone");
        assertThat(FakeBinder.words(bound.faults()))
                .containsExactly("'word' must be a good word. Did you mean 'good'?");
        assertThat(bound.faults().get(0).field()).isEqualTo("word");
        assertThat(bound.faults().get(0).path()).isEqualTo(List.of(3));
    }

    @Test
    final void saysWhichFieldTypeIsNotThere() {
        Schema schema = Schema.fields(FieldSpec.of("size", "cubit").build());
        Bound bound = binder(new Word()).bind(schema, Map.of("size", "3"), false);
        assertThat(FakeBinder.words(bound.faults())).containsExactly("'size' needs field:cubit");
    }

    private Bound bind(Map<String, Object> raw, boolean allowUnknown) {
        return binder(new Word()).bind(SCHEMA, raw, allowUnknown);
    }

    private List<String> words(Map<String, Object> raw) {
        return FakeBinder.words(bind(raw, false).faults());
    }

    /** Takes every text but {@code bad}, which it refuses at its element 3. */
    public static final class Word implements FieldType<String> {
        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            if (raw.equals("bad")) {
                throw new FieldException("must be a good word.", "good").in(3);
            }
            return raw.toString();
        }

        @Override
        public String format(String value, FieldContext context) {
            return value;
        }

        @Override
        public Object save(String value, FieldContext context) {
            return value;
        }

        @Override
        public String editor() {
            return "rem-word-field";
        }
    }
}
