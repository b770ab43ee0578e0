package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** The suite passes a probe that keeps its contract, and fails each one that does not. */
class ProbeContractTest {

    private static final Map<String, String> EXAMPLES = Map.of(
            "valid", "mode: fine",
            "invalid-missing", "# expect: 'mode' is missing: What the target does.\n{}",
            "invalid-key",
                    "# expect: 'mod' is not known here; possible are mode, word. Did you mean 'mode'?\nmode: fine\nmod: bad");

    @TempDir
    Path folder;

    @Test
    void aProbeThatKeepsItsContractPasses() throws IOException {
        assertThat(failures(new Good(), EXAMPLES)).isEmpty();
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> everyMutantFails() {
        return Stream.of(
                mutant("holds its caller", new HoldsItsCaller(), "returnsBeforeTheTargetAnswers"),
                mutant("ignores interrupts", new IgnoresInterrupts(), "givesUpWhenItIsCancelled", "endsAtTheDeadline"),
                mutant("takes silence for yes", new TakesSilenceForYes(), "endsAtTheDeadline"),
                mutant("measures in milliseconds", new MeasuresInMilliseconds(), "findsThatItWorks"),
                mutant("measures under other names", new OtherNames(), "measuresUnderTheSameNamesEachTime"),
                mutant("keeps state", new KeepsState(), "isThreadSafe"),
                mutant("throws without an address", new NeedsAddress(), "answersOddRuns"),
                mutant("says nothing", new SaysNothing(), "answersOddRuns"),
                mutant("tells the secret", new TellsSecret(), "tellsNoSecrets"),
                mutant("logs the secret", new LogsSecret(), "tellsNoSecrets"),
                mutant("does not work", new NeverWorks(), "findsThatItWorks"));
    }

    @Test
    void anExampleThatLiesFails() throws IOException {
        assertThat(failures(new Good(), Map.of("valid", "mood: fine", "invalid", "# expect: no\nmode: fine")))
                .contains("bindsValidExamples", "refusesInvalidExamplesWordForWord");
    }

    @Test
    void aFieldThatChecksHaveThemselvesFails() {
        assertThat(Trials.failures(TakenTrial.class)).contains("leavesTheFieldsOfChecksAlone");
    }

    private DynamicTest mutant(String name, Good probe, String... failing) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(failures(probe, EXAMPLES)).contains(failing));
    }

    private Set<String> failures(Good probe, Map<String, String> examples) throws IOException {
        Trial.probe = probe;
        Path root = folder.resolve(probe.getClass().getSimpleName());
        Trial.folder = Trials.folder(root, Good.class, "probe", "trial", examples);
        return Trials.failures(Trial.class);
    }

    static final class Trial extends ProbeContract<Config> {
        private static Good probe = new Good();
        private static PluginFolder folder = new PluginFolder(Path.of(""), Path.of(""));

        Trial() {
            super(Good.class, Config.class);
        }

        @Override
        protected PluginFolder folder() {
            return folder;
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words(), "secret", new SecretWords()), Map.of());
        }

        @Override
        protected Probe<Config> probe() {
            return probe;
        }

        @Override
        protected String works() {
            return "{mode: fine, word: sesame}";
        }

        @Override
        protected Optional<String> hangs() {
            return Optional.of("mode: silent");
        }

        @Override
        protected FakeProbeContext context() {
            return FakeProbeContext.to("127.0.0.1");
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    record Taken(@Field(help = "Whom to ask", type = "word") String name) {}

    static final class TakenProbe implements Probe<Taken> {
        @Override
        public CompletionStage<Outcome> probe(Taken config, ProbeContext context) {
            return CompletableFuture.completedFuture(Outcome.ok("", List.of()));
        }
    }

    static final class TakenTrial extends ProbeContract<Taken> {
        TakenTrial() {
            super(TakenProbe.class, Taken.class);
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words()), Map.of());
        }

        @Override
        protected Probe<Taken> probe() {
            return new TakenProbe();
        }

        @Override
        protected String works() {
            return "name: fine";
        }
    }

    record Config(
            @Field(help = "What the target does", type = "word", required = true)
            String mode,

            @Field(help = "What opens it", type = "secret") @Nullable
            Secret word) {}

    /** Asks a target that answers at once, or never. */
    private static class Good implements Probe<Config> {
        @Override
        public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
            return context.blocking(() -> ask(config, context));
        }

        Outcome ask(Config config, ProbeContext context) throws InterruptedException {
            if (config.mode().equals("silent")) {
                return silence();
            }
            return answer(config, context);
        }

        Outcome silence() throws InterruptedException {
            new CountDownLatch(1).await();
            return Outcome.unknown(Reason.TIMEOUT, "never reached");
        }

        Outcome answer(Config config, ProbeContext context) {
            return context.address().isEmpty()
                    ? Outcome.unknown(Reason.SETTINGS, "There is no address.")
                    : Outcome.ok("It answers.", List.of(Metric.of("total_seconds", "s", 0.1)));
        }
    }

    private static class HoldsItsCaller extends Good {
        @Override
        public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
            try {
                return CompletableFuture.completedFuture(ask(config, context));
            } catch (InterruptedException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private static class IgnoresInterrupts extends Good {
        @Override
        Outcome silence() {
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    // goes on
                }
            }
            return Outcome.unknown(Reason.TIMEOUT, "at last");
        }
    }

    private static class TakesSilenceForYes extends Good {
        @Override
        Outcome silence() {
            return Outcome.ok("It does not object.", List.of());
        }
    }

    private static class MeasuresInMilliseconds extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            return Outcome.ok("It answers.", List.of(Metric.of("total_ms", "ms", 100)));
        }
    }

    private static class OtherNames extends Good {
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        Outcome answer(Config config, ProbeContext context) {
            return Outcome.ok("It answers.", List.of(Metric.of("run_" + runs.incrementAndGet(), "", 1)));
        }
    }

    private static class KeepsState extends Good {
        private final AtomicInteger within = new AtomicInteger();

        @Override
        Outcome ask(Config config, ProbeContext context) throws InterruptedException {
            try {
                if (within.incrementAndGet() > 1) {
                    throw new IllegalStateException("I am busy");
                }
                Thread.sleep(5);
                return super.ask(config, context);
            } finally {
                within.decrementAndGet();
            }
        }
    }

    private static class NeedsAddress extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            return Outcome.ok("It answers to " + context.address().charAt(0) + ".", List.of());
        }
    }

    private static class SaysNothing extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            return context.address().isEmpty() ? Outcome.unknown(Reason.SETTINGS, "") : super.answer(config, context);
        }
    }

    private static class TellsSecret extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            String word = config.word() == null ? "" : config.word().reveal();
            return super.answer(config, context).withEvidence("answered to " + word);
        }
    }

    private static class LogsSecret extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            context.log("tries "
                    + (config.word() == null ? "nothing" : config.word().reveal()));
            return super.answer(config, context);
        }
    }

    private static class NeverWorks extends Good {
        @Override
        Outcome answer(Config config, ProbeContext context) {
            return Outcome.critical(Reason.REFUSED, "It says no.", List.of());
        }
    }
}
