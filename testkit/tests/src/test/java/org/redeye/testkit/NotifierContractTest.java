package org.redeye.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** The suite passes a notifier that keeps its contract, and fails each one that does not. */
class NotifierContractTest {

    private static final Map<String, String> EXAMPLES = Map.of(
            "valid", "mode: fine",
            "invalid-missing", "# expect: 'mode' is missing: What the gateway does.\n{}");

    @TempDir
    Path folder;

    @Test
    void aNotifierThatKeepsItsContractPasses() throws IOException {
        assertThat(failures(new Good(), EXAMPLES)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantFails() {
        return Stream.of(
                mutant("holds its caller", new HoldsItsCaller(), "returnsBeforeTheGatewayAnswers"),
                mutant("ignores interrupts", new IgnoresInterrupts(), "endsAtTheDeadline"),
                mutant("takes silence for yes", new TakesSilenceForYes(), "endsAtTheDeadline"),
                mutant("says no too early", new GivesUp(), "saysThatItMayComeThroughLaterIfNobodyIsThere"),
                mutant("never gives up", new NeverGivesUp(), "saysThatItWillNotComeThroughIfTheGatewayRefuses"),
                mutant("tells no proof", new NoProof(), "sendsWhatItIsGiven"),
                mutant("tells too much", new LongProof(), "answersOddNotices"),
                mutant("tells the secret", new TellsSecret(), "tellsNoSecrets"),
                mutant("keeps state", new KeepsState(), "isThreadSafe"),
                mutant("throws on an odd address", new ThrowsOnAddress(), "answersOddAddresses"),
                mutant("repeats an address as it is", new RepeatsAddress(), "answersOddAddresses"),
                mutant("needs an alert", new NeedsAlert(), "sendsWhatItIsGiven"));
    }

    @Test
    void aFieldThatChannelsHaveThemselvesFails() {
        assertThat(Trials.failures(TakenTrial.class)).contains("leavesTheFieldsOfChannelsAlone");
    }

    private DynamicTest mutant(String name, Good notifier, String... failing) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(failures(notifier, EXAMPLES)).contains(failing));
    }

    private Set<String> failures(Good notifier, Map<String, String> examples) throws IOException {
        Trial.notifier = notifier;
        Path root = folder.resolve(notifier.getClass().getSimpleName());
        Trial.folder = Trials.folder(root, Good.class, "notifier", "trial", examples);
        return Trials.failures(Trial.class);
    }

    static final class Trial extends NotifierContract<Config> {
        private static Good notifier = new Good();
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
        protected Notifier<Config> notifier() {
            return notifier;
        }

        @Override
        protected String works() {
            return "{mode: fine, word: sesame}";
        }

        @Override
        protected String to() {
            return "ann";
        }

        @Override
        protected Optional<String> hangs() {
            return Optional.of("mode: silent");
        }

        @Override
        protected Optional<String> away() {
            return Optional.of("mode: away");
        }

        @Override
        protected Optional<String> refuses() {
            return Optional.of("mode: refuses");
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    record Taken(@Field(help = "Whom to ask", type = "word") String title) {}

    static final class TakenNotifier implements Notifier<Taken> {
        @Override
        public CompletionStage<Delivery> send(Taken config, Notification notification, NotifierContext context) {
            return CompletableFuture.completedFuture(Delivery.sent("ok"));
        }
    }

    static final class TakenTrial extends NotifierContract<Taken> {
        TakenTrial() {
            super(TakenNotifier.class, Taken.class);
        }

        @Override
        protected FakeBinder binder() {
            return new FakeBinder(Map.of("word", new Words()), Map.of());
        }

        @Override
        protected Notifier<Taken> notifier() {
            return new TakenNotifier();
        }

        @Override
        protected String works() {
            return "title: fine";
        }

        @Override
        protected String to() {
            return "";
        }
    }

    record Config(
            @Field(help = "What the gateway does", type = "word", required = true)
            String mode,

            @Field(help = "What opens it", type = "secret") @Nullable
            Secret word) {}

    /** A gateway that answers at once, or never. */
    private static class Good implements Notifier<Config> {
        @Override
        public CompletionStage<Delivery> send(Config config, Notification notification, NotifierContext context) {
            return context.blocking(() -> ask(config, notification));
        }

        Delivery ask(Config config, Notification notification) throws InterruptedException {
            String refusal = refuse(config, notification.to());
            if (!refusal.isEmpty()) {
                return Delivery.refused(refusal);
            }
            return switch (config.mode()) {
                case "silent" -> silence();
                case "away" -> away();
                case "refuses" -> refusal();
                default -> taken(config, notification);
            };
        }

        Delivery silence() throws InterruptedException {
            new CountDownLatch(1).await();
            return Delivery.sent("never reached");
        }

        Delivery away() {
            return Delivery.failed("Nobody is there.");
        }

        Delivery refusal() {
            return Delivery.refused("It says no.");
        }

        Delivery taken(Config config, Notification notification) throws InterruptedException {
            return Delivery.sent("taken over");
        }

        @Override
        public String refuse(Config config, String to) {
            return to.matches("[a-z]+") ? "" : "This is no address.";
        }
    }

    private static class HoldsItsCaller extends Good {
        @Override
        public CompletionStage<Delivery> send(Config config, Notification notification, NotifierContext context) {
            try {
                return CompletableFuture.completedFuture(ask(config, notification));
            } catch (InterruptedException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private static class IgnoresInterrupts extends Good {
        @Override
        Delivery silence() {
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    // goes on
                }
            }
            return Delivery.failed("at last");
        }
    }

    private static class TakesSilenceForYes extends Good {
        @Override
        Delivery silence() {
            return Delivery.sent("It does not object.");
        }
    }

    private static class GivesUp extends Good {
        @Override
        Delivery away() {
            return Delivery.refused("Nobody is there.");
        }
    }

    private static class NeverGivesUp extends Good {
        @Override
        Delivery refusal() {
            return Delivery.failed("It says no.");
        }
    }

    private static class NoProof extends Good {
        @Override
        Delivery taken(Config config, Notification notification) {
            return Delivery.sent("");
        }
    }

    private static class LongProof extends Good {
        @Override
        Delivery taken(Config config, Notification notification) {
            return Delivery.sent("taken over: " + notification.text() + "!");
        }
    }

    private static class TellsSecret extends Good {
        @Override
        Delivery taken(Config config, Notification notification) {
            return Delivery.sent("opened with "
                    + (config.word() == null ? "nothing" : config.word().reveal()));
        }
    }

    private static class KeepsState extends Good {
        private final AtomicInteger within = new AtomicInteger();

        @Override
        Delivery taken(Config config, Notification notification) throws InterruptedException {
            try {
                if (within.incrementAndGet() > 1) {
                    throw new IllegalStateException("I am busy");
                }
                Thread.sleep(5);
                return Delivery.sent("taken over");
            } finally {
                within.decrementAndGet();
            }
        }
    }

    private static class ThrowsOnAddress extends Good {
        @Override
        public String refuse(Config config, String to) {
            return to.charAt(0) == '<' ? "This is no address." : "";
        }
    }

    private static class RepeatsAddress extends Good {
        @Override
        public String refuse(Config config, String to) {
            return to.matches("[a-z]+") ? "" : "'" + to + "' is no address.";
        }
    }

    private static class NeedsAlert extends Good {
        @Override
        Delivery taken(Config config, Notification notification) {
            return Delivery.sent(
                    "taken over " + notification.alert().orElseThrow().id());
        }
    }
}
