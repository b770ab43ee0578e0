package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Secret;

/** The suite passes a field type that keeps its contract, and fails each one that does not. */
class FieldTypeContractTest {

    private static final Map<String, String> EXAMPLES = Map.of(
            "valid", "field: {min: 2, max: 5}\nvalues: [ab, world]",
            "invalid-short", "# expect: 'value' must have at least 2 letters.\nfield: {min: 2}\nvalue: a",
            "invalid-long", "# expect: 'value' must have at most 5 letters.\nfield: {max: 5}\nvalue: abcdef",
            "invalid-case", "# expect: 'value' must be a word.\nvalue: Word");
    private static final Map<String, String> SECRET_EXAMPLES = Map.of(
            "valid", "values: [correct horse]",
            "invalid-short", "# expect: 'value' is too short.\nvalue: abc");

    @TempDir
    Path folder;

    @Test
    void aFieldTypeThatKeepsItsContractPasses() throws IOException {
        assertThat(failures(new Words(), EXAMPLES)).isEmpty();
        assertThat(failures(new SecretWords(), SECRET_EXAMPLES)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantFails() {
        return Stream.of(
                mutant(
                        "forgets a bound",
                        new ForgetsMax(),
                        "refusesInvalidExamplesWordForWord",
                        "heedsWhatTheFieldSays"),
                mutant("says other words", new SaysOtherWords(), "refusesInvalidExamplesWordForWord"),
                mutant("saves something else", new SavesSomethingElse(), "readsBackWhatItSaves"),
                mutant("saves what is not raw", new SavesNumbers(), "readsBackWhatItSaves"),
                mutant("formats in two lines", new FormatsTwoLines(), "readsBackWhatItSaves"),
                mutant("casts", new Casts(), "refusesOtherKindsOfRawValuesWithWords"),
                mutant("throws other exceptions", new ThrowsOthers(), "answersAnythingWithAValueOrWithWords"),
                mutant("refuses without words", new HasNoWords(), "answersAnythingWithAValueOrWithWords"),
                mutant("counts", new Counts(), "givesEqualValuesForEqualTexts"),
                mutant("keeps state", new KeepsState(), "isThreadSafe"),
                mutant("suggests what it refuses", new SuggestsNonsense(), "suggestsOnlyWhatItAccepts"),
                mutant("names no element", new NamesNoElement(), "namesItsEditor"),
                mutant("shows the secret", new ShowsSecret(), "readsBackWhatItSaves"),
                mutant("repeats the secret", new RepeatsSecret(), "answersAnythingWithAValueOrWithWords"));
    }

    private DynamicTest mutant(String name, FieldType<?> type, String... failing) {
        return DynamicTest.dynamicTest(name, () -> {
            boolean secret = type instanceof SecretWords;
            assertThat(failures(type, secret ? SECRET_EXAMPLES : EXAMPLES)).contains(failing);
        });
    }

    private Set<String> failures(FieldType<?> type, Map<String, String> examples) throws IOException {
        Trial.type = type;
        Trial.folder = Trials.folder(
                folder.resolve(type.getClass().getSimpleName()), type.getClass(), "field", "trial", examples);
        return Trials.failures(Trial.class);
    }

    static final class Trial extends FieldTypeContract<Object> {
        private static FieldType<?> type = new Words();
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        @SuppressWarnings("unchecked")
        Trial() {
            super((FieldType<Object>) type);
        }

        @Override
        protected PluginFolder folder() {
            return folder;
        }

        @Override
        protected Map<String, FieldType<?>> types() {
            return new TreeMap<>();
        }
    }

    private static class ForgetsMax extends Words {
        @Override
        void check(String text, FieldContext context) throws FieldException {
            if (!context.spec().min().isEmpty() && text.length() < 2) {
                throw new FieldException("must have at least 2 letters.");
            }
        }
    }

    private static class SaysOtherWords extends Words {
        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            try {
                return super.parse(raw, context);
            } catch (FieldException e) {
                throw new FieldException("is wrong.");
            }
        }
    }

    private static class SavesSomethingElse extends Words {
        @Override
        public Object save(String value, FieldContext context) {
            return value.substring(1) + value.charAt(0);
        }
    }

    private static class SavesNumbers extends Words {
        @Override
        public Object save(String value, FieldContext context) {
            return 5;
        }
    }

    private static class FormatsTwoLines extends Words {
        @Override
        public String format(String value, FieldContext context) {
            return value + "\n" + value;
        }
    }

    private static class Casts extends Words {
        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            return super.parse((String) raw, context);
        }
    }

    private static class ThrowsOthers extends Words {
        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            if (raw instanceof String text && text.length() > 20) {
                throw new IllegalArgumentException("too long for me");
            }
            return super.parse(raw, context);
        }
    }

    private static class HasNoWords extends Words {
        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            if (raw instanceof String text && text.isEmpty()) {
                throw new FieldException("");
            }
            return super.parse(raw, context);
        }
    }

    private static class Counts extends Words {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            return super.parse(raw, context) + "a".repeat(calls.incrementAndGet() % 2);
        }
    }

    private static class KeepsState extends Words {
        private final AtomicInteger within = new AtomicInteger();

        @Override
        public String parse(Object raw, FieldContext context) throws FieldException {
            try {
                boolean alone = within.incrementAndGet() == 1;
                pause();
                return super.parse(raw, context) + (alone ? "" : "x");
            } finally {
                within.decrementAndGet();
            }
        }

        /** Long enough for the other threads to come in. */
        private static void pause() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static class SuggestsNonsense extends Words {
        @Override
        public List<String> suggest(String typed, FieldContext context) {
            return List.of("much too long");
        }
    }

    private static class NamesNoElement extends Words {
        @Override
        public String editor() {
            return "Words Field";
        }
    }

    private static class ShowsSecret extends SecretWords {
        @Override
        public String format(Secret value, FieldContext context) {
            return value.reveal().substring(0, 3) + Secret.MASK;
        }
    }

    private static class RepeatsSecret extends SecretWords {
        @Override
        String tooShort(String text) {
            return text.length() < 4 ? "is too short." : "is too short: " + text.strip();
        }
    }
}
