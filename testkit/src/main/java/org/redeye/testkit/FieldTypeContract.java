package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;

/**
 * What every field type keeps to. The values come from the plugin's own examples (see {@link FieldExample}'s form in the
 * testkit's README) and from a thousand random changes of them.
 *
 * @param <T> the Java type of its values
 */
public abstract class FieldTypeContract<T> extends PluginContract {

    /** Random raw values that each suite tries. */
    private static final int TRIES = 1_000;

    private final FieldType<T> type;
    private final Map<String, FieldType<?>> all = new TreeMap<>();

    /** @param type the field type under test */
    protected FieldTypeContract(FieldType<T> type) {
        super(type.getClass());
        this.type = type;
    }

    /** The other field types there are, for the elements of lists and maps; by default those on the class path. */
    @SuppressWarnings("unchecked")
    protected Map<String, FieldType<?>> types() {
        return (Map<String, FieldType<?>>) (Map<String, ?>) ClassPath.plugins("field", FieldType.class);
    }

    @Test
    final void readsBackWhatItSaves() throws Exception {
        for (FieldExample example : examples(true)) {
            FakeFieldContext context = context(example);
            for (Object raw : example.values()) {
                law(raw, type.parse(raw, context), context);
            }
        }
    }

    @Test
    final void givesEqualValuesForEqualTexts() throws Exception {
        for (FieldExample example : examples(true)) {
            for (Object raw : example.values()) {
                T first = type.parse(raw, context(example));
                assertThat(type.parse(raw, context(example))).isEqualTo(first).hasSameHashCodeAs(first);
            }
        }
    }

    @Test
    final void refusesInvalidExamplesWordForWord() throws IOException {
        for (FieldExample example : examples(false)) {
            FakeBinder binder = new FakeBinder(all(), example.names());
            for (Object raw : example.values()) {
                var bound = binder.bind(
                        Schema.fields(example.spec()), Map.of(example.spec().name(), raw), false);
                assertThat(FakeBinder.words(bound.faults()))
                        .as(example.source().name() + " with " + raw)
                        .isEqualTo(example.source().expected());
            }
        }
    }

    /** Whatever an example says of a field must make a difference in one that is refused. */
    @Test
    final void heedsWhatTheFieldSays() throws IOException {
        var said = new TreeSet<String>();
        var bites = new TreeSet<String>();
        examples(true).forEach(example -> said.addAll(bounds(example.spec()).keySet()));
        for (FieldExample example : examples(false)) {
            FakeFieldContext context = context(example);
            bounds(example.spec()).forEach((bound, without) -> {
                boolean matters = example.values().stream()
                        .allMatch(raw ->
                                !accepts(raw, context) && accepts(raw, (FakeFieldContext) context.with(without)));
                if (matters) {
                    bites.add(bound);
                }
            });
        }
        assertThat(bites)
                .as("bounds that occur in valid examples need an invalid one that would be valid without them")
                .containsAll(said);
    }

    @Test
    final void answersAnythingWithAValueOrWithWords() throws IOException {
        var random = new Random(20_260_101); // always the same, so that a failure can be repeated
        List<FieldExample> examples = examples(true);
        for (int i = 0; i < TRIES; i++) {
            FieldExample example = examples.get(random.nextInt(examples.size()));
            Object seed = example.values().get(random.nextInt(example.values().size()));
            Object raw = RandomRaw.like(seed, random);
            try {
                answer(raw, context(example));
            } catch (RuntimeException | StackOverflowError e) {
                fail("parse(%s) threw %s instead of a FieldException", raw, e);
            }
        }
    }

    @Test
    final void refusesOtherKindsOfRawValuesWithWords() throws IOException {
        FieldExample example = examples(true).get(0);
        List<Object> odd =
                new ArrayList<>(List.of(5, true, new Object(), List.of(List.of(List.of())), Map.of("", Map.of())));
        odd.add(null);
        for (Object raw : odd) {
            try {
                answer(raw, context(example));
            } catch (RuntimeException e) {
                fail("parse(%s) threw %s instead of a FieldException", raw, e);
            }
        }
        assertThat(accepts(null, context(example))).as("accepts null").isFalse();
        assertThat(accepts(new Object(), context(example)))
                .as("accepts any object")
                .isFalse();
    }

    @Test
    final void suggestsOnlyWhatItAccepts() throws IOException {
        for (FieldExample example : examples(true)) {
            FakeFieldContext context = context(example);
            for (String typed : typed(example)) {
                List<String> suggestions = type.suggest(typed, context);
                assertThat(suggestions).as("suggestions for '" + typed + "'").hasSizeLessThanOrEqualTo(50);
                assertThat(suggestions)
                        .as("suggestions for '" + typed + "' that it does not refuse itself")
                        .allMatch(suggestion -> accepts(suggestion, context));
            }
        }
    }

    @Test
    final void namesItsEditor() {
        assertThat(type.editor()).as("the name of a custom element").matches("rem-[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    final void isThreadSafe() throws Exception {
        List<FieldExample> examples = examples(true);
        List<Object> alone = parseAll(examples);
        Parallel.times(16, () -> assertThat(parseAll(examples)).isEqualTo(alone));
    }

    private List<Object> parseAll(List<FieldExample> examples) throws FieldException, IOException {
        var values = new ArrayList<Object>();
        for (FieldExample example : examples) {
            for (Object raw : example.values()) {
                values.add(type.parse(raw, context(example)));
            }
        }
        return values;
    }

    /** A value keeps the law; a refusal has words and keeps secrets. */
    private void answer(Object raw, FakeFieldContext context) {
        try {
            law(raw, type.parse(raw, context), context);
        } catch (FieldException e) {
            assertThat(e.getMessage())
                    .as("the words for " + raw)
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(1_000)
                    .doesNotContainPattern("[\\r\\n]");
            if (raw instanceof String text && text.length() >= 4 && isSecret(context)) {
                assertThat(e.getMessage() + e.suggestion())
                        .as("a refused secret")
                        .doesNotContain(text);
            }
        }
    }

    private void law(Object raw, T value, FakeFieldContext context) {
        Object saved = type.save(value, context);
        assertThat(isRaw(saved)).as("save(%s) is text, list or map", raw).isTrue();
        try {
            assertThat(type.parse(saved, context))
                    .as("parse(save(parse(%s)))", raw)
                    .isEqualTo(value);
        } catch (FieldException e) {
            fail("parse refuses what save made of %s: %s", raw, e.getMessage());
        }
        String shown = type.format(value, context);
        assertThat(shown).as("format(%s) in one line", raw).doesNotContainPattern("[\\r\\n]");
        if (value instanceof Secret) {
            assertThat(shown).isEqualTo(Secret.MASK);
        }
    }

    private static boolean isRaw(Object value) {
        return value instanceof String
                || value instanceof List<?> list && list.stream().allMatch(FieldTypeContract::isRaw)
                || value instanceof Map<?, ?> map
                        && map.keySet().stream().allMatch(String.class::isInstance)
                        && map.values().stream().allMatch(FieldTypeContract::isRaw);
    }

    private boolean isSecret(FakeFieldContext context) {
        try {
            return type.parse("correct horse", context) instanceof Secret;
        } catch (FieldException e) {
            return false;
        }
    }

    private boolean accepts(Object raw, FakeFieldContext context) {
        try {
            type.parse(raw, context);
            return true;
        } catch (FieldException e) {
            return false;
        }
    }

    /** Nothing, and what somebody types on the way to each text. */
    private static List<String> typed(FieldExample example) {
        var typed = new ArrayList<String>(List.of(""));
        for (Object raw : example.values()) {
            if (raw instanceof String text) {
                for (int length = 1; length <= Math.min(text.length(), 20); length++) {
                    typed.add(text.substring(0, length));
                }
            }
        }
        return typed;
    }

    /** The bounds of a field by name, each with the field as it would be without. */
    private static Map<String, FieldSpec> bounds(FieldSpec spec) {
        var bounds = new TreeMap<String, FieldSpec>();
        if (!spec.min().isEmpty()) {
            bounds.put("min", copy(spec).range("", spec.max()).build());
        }
        if (!spec.max().isEmpty()) {
            bounds.put("max", copy(spec).range(spec.min(), "").build());
        }
        if (!spec.pattern().isEmpty()) {
            bounds.put("pattern", copy(spec).pattern("").build());
        }
        return bounds;
    }

    private static FieldSpec.Builder copy(FieldSpec spec) {
        FieldSpec.Builder copy = FieldSpec.of(spec.name(), spec.type())
                .range(spec.min(), spec.max())
                .pattern(spec.pattern())
                .unit(spec.unit())
                .choices(spec.choices())
                .target(spec.target());
        spec.element().forEach(copy::element);
        return copy;
    }

    private List<FieldExample> examples(boolean valid) throws IOException {
        String id = id().id();
        return folder().examples().stream()
                .filter(example -> example.valid() == valid)
                .map(example -> FieldExample.of(example, id))
                .toList();
    }

    private FakeFieldContext context(FieldExample example) throws IOException {
        return new FakeFieldContext(example.spec(), all(), example.names());
    }

    private synchronized Map<String, FieldType<?>> all() throws IOException {
        if (all.isEmpty()) {
            all.putAll(types());
            all.put(id().id(), type);
        }
        return all;
    }
}
