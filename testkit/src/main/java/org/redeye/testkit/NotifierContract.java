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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;

/**
 * What every notifier keeps to. A test gives the notifier, settings with which a gateway of the test's own takes notices, and
 * settings with which a gateway never answers or says no.
 *
 * @param <C> the notifier's configuration
 */
public abstract class NotifierContract<C extends Record> extends PluginContract {

    /** What {@code section:channels} itself takes. */
    private static final Set<String> FIELDS_OF_CHANNELS = Set.of("name", "title", "notifier");

    private final Class<C> config;

    /**
     * @param plugin the class of the notifier
     * @param config its configuration record
     */
    protected NotifierContract(Class<? extends Notifier<C>> plugin, Class<C> config) {
        super(plugin);
        this.config = config;
    }

    /** The notifier under test; the same at every call within one test. */
    protected abstract Notifier<C> notifier();

    /** Settings, as a package has them in YAML, with which the gateway takes every notice; with a secret where there is a field for one. */
    protected abstract String works();

    /** An address that the gateway of {@link #works} knows. */
    protected abstract String to();

    /** Settings with which the gateway takes the connection and never answers; empty for a notifier that waits for nobody. */
    protected Optional<String> hangs() {
        return Optional.empty();
    }

    /** Settings with which nobody is there; the notice may come through later. */
    protected Optional<String> away() {
        return Optional.empty();
    }

    /** Settings with which the gateway says no for good. */
    protected Optional<String> refuses() {
        return Optional.empty();
    }

    /** How long to wait for what should come: far beyond what any try needs. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Binds settings as the platform does. */
    protected final C settings(String yaml) {
        return binder().bind(config, RawYaml.map(yaml));
    }

    /** Sends and waits for what becomes of it. */
    protected final Delivery send(String yaml, Notification notification) throws Exception {
        return await(start(settings(yaml), notification, new FakeNotifierContext()));
    }

    @Test
    final void declaresTheRecordItIsTestedWith() {
        assertThat(schema()).as("the record in Notifier<…>").contains(Schema.of(config));
        assertThat(Schema.of(config).fields()).hasSameSizeAs(config.getRecordComponents());
    }

    /** The fields stand beside those of the section that names the notifier. */
    @Test
    final void leavesTheFieldsOfChannelsAlone() {
        assertThat(Schema.of(config).fields().keySet()).as("fields").doesNotContainAnyElementsOf(FIELDS_OF_CHANNELS);
    }

    @Test
    final void bindsValidExamples() {
        for (Example example : folder().examples()) {
            if (example.valid()) {
                assertThatCode(() -> settings(example.text()))
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
    final void sendsWhatItIsGiven() throws Exception {
        for (Notification notice : List.of(
                SampleNotices.opened(to()),
                SampleNotices.reminder(to()),
                SampleNotices.resolved(to()),
                SampleNotices.test(to()))) {
            Delivery delivery = send(works(), notice);
            assertThat(delivery.result()).as(notice.key() + " " + delivery).isEqualTo(Result.SENT);
            assertThat(proper(delivery)).isEmpty();
        }
    }

    /** Whatever stands in a notice: it is sent, or there is a sentence. */
    @Test
    final void answersOddNotices() throws Exception {
        for (Notification notice : SampleNotices.odd(to())) {
            assertThat(proper(send(works(), notice))).as(notice.key()).isEmpty();
        }
    }

    /** An address comes from a package, which anybody may have written. */
    @Test
    final void answersOddAddresses() throws Exception {
        C settings = settings(works());
        for (String to :
                List.of("", " ", "a\r\nRCPT TO:<evil@example.org>", "x".repeat(5_000), "-rf", "ü", "\u0000", "<>")) {
            String refusal = notifier().refuse(settings, to);
            assertThat(refusal).as("refusal of '" + to + "'").isNotNull();
            assertThat(refusal.lines().count()).as(refusal).isLessThanOrEqualTo(1);
            assertThat(proper(send(works(), SampleNotices.opened(to))))
                    .as("to '" + to + "'")
                    .isEmpty();
        }
        assertThat(notifier().refuse(settings, to()))
                .as("refusal of '" + to() + "'")
                .isEmpty();
    }

    @Test
    final void isThreadSafe() throws Exception {
        C settings = settings(works());
        Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
        Parallel.times(
                8, () -> deliveries.add(await(start(settings, SampleNotices.opened(to()), new FakeNotifierContext()))));
        assertThat(deliveries).hasSize(8).allMatch(delivery -> delivery.result() == Result.SENT);
    }

    @Test
    final void tellsNoSecrets() throws Exception {
        var all = new ArrayList<>(List.of(works()));
        refuses().ifPresent(all::add);
        for (String yaml : all) {
            Set<String> secrets = secrets(settings(yaml));
            String proof = send(yaml, SampleNotices.opened(to())).proof();
            assertThat(secrets).as("secrets in " + proof).noneMatch(proof::contains);
        }
    }

    @Test
    final void saysThatItMayComeThroughLaterIfNobodyIsThere() throws Exception {
        if (away().isPresent()) {
            Delivery delivery = send(away().get(), SampleNotices.opened(to()));
            assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.FAILED);
            assertThat(proper(delivery)).isEmpty();
        }
    }

    @Test
    final void saysThatItWillNotComeThroughIfTheGatewayRefuses() throws Exception {
        if (refuses().isPresent()) {
            Delivery delivery = send(refuses().get(), SampleNotices.opened(to()));
            assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.REFUSED);
            assertThat(proper(delivery)).isEmpty();
        }
    }

    /** The platform has few threads for calls: who waits does it elsewhere. */
    @Test
    final void returnsBeforeTheGatewayAnswers() throws Exception {
        if (hangs().isPresent()) {
            var context = new FakeNotifierContext().within(Duration.ofSeconds(2));
            start(settings(hangs().get()), SampleNotices.opened(to()), context);
            context.expire();
        }
    }

    @Test
    final void endsAtTheDeadline() throws Exception {
        if (hangs().isEmpty()) {
            return;
        }
        var context = new FakeNotifierContext().within(Duration.ofMillis(700));
        CompletableFuture<Delivery> stage = start(settings(hangs().get()), SampleNotices.opened(to()), context)
                .toCompletableFuture();
        try {
            Delivery delivery = stage.get(1_700, TimeUnit.MILLISECONDS);
            assertThat(delivery.result()).as("a gateway that never answers").isEqualTo(Result.FAILED);
            assertThat(proper(delivery)).isEmpty();
        } catch (TimeoutException | ExecutionException e) {
            stage.cancel(true); // as the platform, for which this counts as FAILED
            context.expire();
        }
        for (int i = 0; i < patience().toMillis() / 10 && context.running() > 0; i++) {
            Thread.sleep(10); // a thread ends when it ends; there is nothing to wait on
        }
        assertThat(context.running())
                .as("work that still blocks a thread of the platform after the deadline")
                .isZero();
    }

    /** Calls the notifier on a thread that it may hold in vain, so that no suite hangs. */
    private CompletionStage<Delivery> start(C settings, Notification notification, FakeNotifierContext context)
            throws Exception {
        Notifier<C> notifier = notifier();
        var returned = new CompletableFuture<CompletionStage<Delivery>>();
        var caller = new Thread(
                () -> {
                    try {
                        returned.complete(notifier.send(settings, notification, context));
                    } catch (Throwable e) { // whatever it is, the test shall see it
                        returned.completeExceptionally(e);
                    }
                },
                "notifier-caller");
        caller.setDaemon(true);
        caller.start();
        try {
            return returned.get(patience().toMillis() / 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            caller.interrupt();
            context.expire();
            throw new AssertionError(
                    "send() holds its caller while the gateway does not answer; use NotifierContext.blocking", e);
        }
    }

    private Delivery await(CompletionStage<Delivery> stage) throws Exception {
        return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<String> refusal(Example example) {
        try {
            settings(example.text());
            return List.of("(nothing is wrong)");
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }

    /** What is wrong with the form of a delivery. */
    private static List<String> proper(Delivery delivery) {
        var problems = new ArrayList<String>();
        if (delivery.proof().isBlank()) {
            problems.add(delivery.result() + " without a proof");
        }
        if (delivery.proof().length() > 500 || delivery.proof().lines().count() > 1) {
            problems.add("a proof is one line of at most 500 characters: " + delivery.proof());
        }
        return problems;
    }

    private static Set<String> secrets(Record settings) throws ReflectiveOperationException {
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
