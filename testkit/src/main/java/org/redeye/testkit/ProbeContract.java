package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;

/**
 * What every probe keeps to. A test gives the probe, settings with which it works against a target of the test's own, and
 * settings with which the target never answers.
 *
 * @param <C> the probe's configuration
 */
public abstract class ProbeContract<C extends Record> extends PluginContract {

    /** What {@code section:checks} itself takes. */
    private static final Set<String> FIELDS_OF_CHECKS =
            Set.of("name", "title", "group", "probe", "hosts", "every", "timeout", "enabled");

    private final Class<C> config;

    /**
     * @param plugin the class of the probe
     * @param config its configuration record
     */
    protected ProbeContract(Class<? extends Probe<C>> plugin, Class<C> config) {
        super(plugin);
        this.config = config;
    }

    /** The probe under test; the same at every call within one test. */
    protected abstract Probe<C> probe();

    /** Settings, as a package has them in YAML, with which {@link #context} gives OK. */
    protected abstract String works();

    /**
     * Settings with which the target of {@link #context} takes the question and never answers; empty for a probe that waits
     * for nobody.
     */
    protected Optional<String> hangs() {
        return Optional.empty();
    }

    /** How long to wait for what should come: far beyond what any run needs, reached only by a probe that hangs. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** A run against the test's own target; by default one without a host. */
    protected FakeProbeContext context() {
        return FakeProbeContext.local();
    }

    /** Binds settings as the platform does. */
    protected final C settings(String yaml) {
        return binder().bind(config, RawYaml.map(yaml));
    }

    /** Runs the probe and waits for what it finds. */
    protected final Outcome run(String yaml, FakeProbeContext context) throws Exception {
        return await(start(settings(yaml), context));
    }

    @Test
    final void declaresTheRecordItIsTestedWith() {
        assertThat(schema()).as("the record in Probe<…>").contains(Schema.of(config));
        assertThat(Schema.of(config).fields())
                .as("components of " + config.getSimpleName() + ", each under a name of its own")
                .hasSameSizeAs(config.getRecordComponents());
    }

    /** The fields stand beside those of the section that names the probe. */
    @Test
    final void leavesTheFieldsOfChecksAlone() {
        assertThat(Schema.of(config).fields().keySet()).as("fields").doesNotContainAnyElementsOf(FIELDS_OF_CHECKS);
    }

    /** The platform asks this before it blames anybody: an address in the settings counts more than that of the host. */
    @Test
    final void saysToWhomItGoes() {
        String target = probe().target(settings(works()), "192.0.2.9");
        if (works().matches("(?s).*\\b(address|server|url): [^,]*127\\.0\\.0\\.1.*")) {
            assertThat(target).as("the address in %s", works()).isEqualTo("127.0.0.1");
        } else {
            assertThat(target).as("the host's address, or nobody").isIn("192.0.2.9", "");
        }
    }

    @Test
    final void bindsValidExamples() {
        for (Example example : folder().examples()) {
            if (example.valid()) {
                assertThatCode(() -> binder().bind(config, filled(example)))
                        .as(example.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    final void refusesInvalidExamplesWordForWord() {
        for (Example example : folder().examples()) {
            if (!example.valid()) {
                assertThat(refusal(example)).as(example.name()).isEqualTo(example.expected());
            }
        }
    }

    @Test
    final void findsThatItWorks() throws Exception {
        FakeProbeContext context = context();
        Outcome outcome = run(works(), context);
        assertThat(outcome.status()).as(outcome + " " + context.lines()).isEqualTo(Status.OK);
        assertThat(proper(outcome)).isEmpty();
    }

    @Test
    final void measuresUnderTheSameNamesEachTime() throws Exception {
        assertThat(names(run(works(), context()))).isEqualTo(names(run(works(), context())));
    }

    @Test
    final void isThreadSafe() throws Exception {
        C settings = settings(works());
        Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        Parallel.times(16, () -> outcomes.add(await(start(settings, context()))));
        assertThat(outcomes).hasSize(16).allMatch(outcome -> outcome.status() == Status.OK);
        assertThat(outcomes.stream().map(ProbeContract::names).collect(Collectors.toSet()))
                .as("the names of the metrics of 16 runs at once")
                .hasSize(1);
    }

    @Test
    final void tellsNoSecrets() throws Exception {
        C settings = settings(works());
        FakeProbeContext context = context();
        Outcome outcome = await(start(settings, context));
        String said = outcome + String.join("\n", context.lines());
        for (String secret : Secrets.in(settings)) {
            assertThat(said).as("outcome and log").doesNotContain(secret);
        }
    }

    /** Neither a missing address nor a deadline that is over or far away is an excuse to throw. */
    @Test
    final void answersOddRuns() throws Exception {
        C settings = settings(works());
        for (String address : List.of("", "::1", "127.0.0.1", "x".repeat(300))) {
            for (Duration left : List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(1_000))) {
                FakeProbeContext odd = FakeProbeContext.to(address).within(left);
                Outcome outcome = awaitOrExpire(settings, odd);
                assertThat(proper(outcome))
                        .as("address '" + address + "', " + left)
                        .isEmpty();
            }
        }
    }

    /** The engine has few threads and many probes: who waits does it elsewhere. */
    @Test
    final void returnsBeforeTheTargetAnswers() throws Exception {
        if (hangs().isEmpty()) {
            return;
        }
        FakeProbeContext context = context();
        start(settings(hangs().get()), context).toCompletableFuture().cancel(true);
        context.expire();
    }

    @Test
    final void endsAtTheDeadline() throws Exception {
        if (hangs().isEmpty()) {
            return;
        }
        FakeProbeContext context = context().within(Duration.ofMillis(500));
        Outcome outcome = awaitOrExpire(settings(hangs().get()), context);
        assertThat(outcome.status())
                .as("a target that never answers is not OK: " + outcome)
                .isNotEqualTo(Status.OK);
        assertThat(proper(outcome)).isEmpty();
        noMoreWork(context);
    }

    @Test
    final void givesUpWhenItIsCancelled() throws Exception {
        if (hangs().isEmpty()) {
            return;
        }
        FakeProbeContext context = context();
        CompletableFuture<Outcome> stage =
                start(settings(hangs().get()), context).toCompletableFuture();
        stage.cancel(true);
        context.expire();
        noMoreWork(context);
        assertThat(await(start(settings(works()), context())).status())
                .as("the next run")
                .isEqualTo(Status.OK);
    }

    /** Calls the probe on a thread that it may hold in vain, so that no suite hangs. */
    private CompletionStage<Outcome> start(C settings, FakeProbeContext context) throws Exception {
        Probe<C> probe = probe();
        var returned = new CompletableFuture<CompletionStage<Outcome>>();
        var caller = new Thread(
                () -> {
                    try {
                        returned.complete(probe.probe(settings, context));
                    } catch (Throwable e) { // whatever it is, the test shall see it
                        returned.completeExceptionally(e);
                    }
                },
                "probe-caller");
        caller.setDaemon(true);
        caller.start();
        try {
            return returned.get(patience().toMillis() / 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            context.expire();
            throw new AssertionError(
                    "probe() holds its caller while the target does not answer; use ProbeContext.blocking", e);
        }
    }

    private void noMoreWork(FakeProbeContext context) throws InterruptedException {
        for (int i = 0; i < patience().toMillis() / 10 && context.running() > 0; i++) {
            Thread.sleep(10); // a thread ends when it ends; there is nothing to wait on
        }
        assertThat(context.running())
                .as("work that still blocks a thread of the platform after it was interrupted")
                .isZero();
    }

    /** What the platform makes of a run: a stage that is not complete by the deadline is UNKNOWN with TIMEOUT. */
    private Outcome awaitOrExpire(C settings, FakeProbeContext context) throws Exception {
        CompletableFuture<Outcome> stage = start(settings, context).toCompletableFuture();
        long grace = 1_000;
        long left = Math.min(context.remaining().toMillis() + grace, patience().toMillis());
        try {
            return stage.get(left, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stage.cancel(true);
            context.expire();
            return Outcome.unknown(Reason.TIMEOUT, "no answer before the deadline");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Outcome.unknown(Reason.TIMEOUT, "interrupted at the deadline");
            }
            throw e;
        }
    }

    private Outcome await(CompletionStage<Outcome> stage) throws Exception {
        return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<String> refusal(Example example) {
        try {
            binder().bind(config, filled(example));
            return List.of("(nothing is wrong)");
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }

    /** The settings with something in place of {@code %(address)s}, as a section fills them in before it binds. */
    private static Map<String, Object> filled(Example example) {
        return RawYaml.map(example.text().replaceAll("%\\([^()]{1,100}\\)s", "127.0.0.1"));
    }

    private static Set<String> names(Outcome outcome) {
        return outcome.metrics().stream().map(Metric::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong with the form of an outcome. */
    private static List<String> proper(Outcome outcome) {
        var problems = new ArrayList<>(MetricRules.problems(outcome.metrics()));
        if (outcome.message().isBlank() && outcome.status() != Status.OK) {
            problems.add(outcome.status() + " without a message");
        }
        if (outcome.message().length() > 1_000 || outcome.message().lines().count() > 1) {
            problems.add("a message is one line of at most 1,000 characters: " + outcome.message());
        }
        if (outcome.evidence().length() > 64 * 1024) {
            problems.add("evidence of " + outcome.evidence().length() + " characters");
        }
        return problems;
    }

    /** Finds the secrets in a record. */
    private static final class Secrets {

        static Set<String> in(Record settings) throws ReflectiveOperationException {
            var found = new HashSet<String>();
            for (var component : settings.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                collect(component.getAccessor().invoke(settings), found);
            }
            return found;
        }

        private static void collect(Object value, Set<String> found) {
            if (value instanceof Secret secret && !secret.reveal().isEmpty()) {
                found.add(secret.reveal());
            } else if (value instanceof Iterable<?> list) {
                list.forEach(element -> collect(element, found));
            } else if (value instanceof Map<?, ?> map) {
                map.values().forEach(element -> collect(element, found));
            }
        }
    }
}
