package org.redeye.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.platform.Meter;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.api.section.Changes;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakePluginRegistry;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.SampleNotices;

@Timeout(30)
class ChannelsEngineTest {

    private final FakePluginRegistry plugins = new FakePluginRegistry();
    private final ManualTimer timer = new ManualTimer();
    private final ManualClock clock = new ManualClock();
    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private final Workers workers = new Workers(pool);
    private ChannelsEngine engine;

    @BeforeEach
    void open() {
        engine = new ChannelsEngine(plugins, FakeBinder.ofClassPath(), workers, timer, clock, () -> {});
        declare(channel("shop", "mail", Map.of("server", "mx", "password", "sesame")));
    }

    @AfterEach
    void close() {
        engine.stop();
        pool.shutdownNow();
    }

    record Config(
            @Field(help = "Whom to ask", required = true) String server,
            @Field(help = "What opens it") @Nullable Secret password) {

        Config {
            if (server.equals("odd")) {
                throw new IllegalArgumentException("'server' must not be odd.");
            }
        }
    }

    /** One that does what a test says. */
    private record Scripted(Talk talk) implements Notifier<Config> {
        interface Talk {
            @Nullable
            CompletionStage<Delivery> send(Config config, Notification notification, NotifierContext context);
        }

        @Override
        @SuppressWarnings("NullAway") // it is hostile
        public CompletionStage<Delivery> send(Config config, Notification notification, NotifierContext context) {
            return talk.send(config, notification, context);
        }

        @Override
        public String refuse(Config config, String to) {
            if (to.equals("bang")) {
                throw new IllegalStateException("bang " + config.password());
            }
            return to.equals("nobody") ? "There is no nobody." : "";
        }
    }

    private void notifier(Scripted.Talk talk) {
        plugins.with("notifier", "fake", new Scripted(talk));
    }

    @Test
    void sendsWithTheSettingsAsTheNotifierHasThem() throws Exception {
        notifier((config, notice, context) -> CompletableFuture.completedStage(Delivery.sent(config.server()
                + " " + notice.key() + " " + context.packageName() + " "
                + Duration.between(clock.instant(), context.deadline()))));

        assertThat(send("mail")).isEqualTo(Delivery.sent("mx A-7.1.1 shop PT30S"));
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void findsByNameAndByPackageAndName() {
        declare(channel("aaa", "mail", Map.of("server", "first")), channel("shop", "hook", Map.of("server", "x")));

        assertThat(engine.list())
                .extracting(ChannelDeclaration::id)
                .containsExactly("shop/channels/hook", "aaa/channels/mail", "shop/channels/mail");
        assertThat(engine.find("mail"))
                .get()
                .extracting(ChannelDeclaration::packageName)
                .isEqualTo("aaa");
        assertThat(engine.find("shop/mail"))
                .get()
                .extracting(ChannelDeclaration::packageName)
                .isEqualTo("shop");
        assertThat(engine.find("shop/nail")).isEmpty();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(send("nail")).isEqualTo(Delivery.refused("There is no channel 'nail'. Did you mean 'mail'?"));
        assertThat(send("mail")).isEqualTo(Delivery.failed("needs notifier:fake"));
        assertThat(engine.refuse("mail", "x")).isEqualTo("needs notifier:fake");
        plugins.broken("notifier", "fake", PluginState.PENDING, "it waits for a library");
        assertThat(engine.refuse("mail"))
                .isEqualTo("needs notifier:fake, which is there but does not work: it waits for a library");
        notifier((config, notice, context) -> CompletableFuture.completedStage(Delivery.sent("ok")));
        assertThat(engine.refuse("mail")).isEmpty();
        assertThat(engine.refuse("mail", "ann")).isEmpty();
        assertThat(engine.refuse("mail", "nobody")).isEqualTo("There is no nobody.");
        assertThat(engine.refuse("mail", "bang")).isEqualTo("notifier:fake broke: IllegalStateException: bang •••");
        declare(channel("shop", "mail", Map.of("sever", "mx")));
        assertThat(engine.refuse("mail")).contains("'sever' is not known here").contains("Did you mean 'server'?");
        declare(channel("shop", "mail", Map.of("server", "odd")));
        assertThat(engine.refuse("mail")).isEqualTo("'server' must not be odd.");
        assertThat(send("mail").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void refusesAnAddressThatIsNoneWithoutAsking() throws Exception {
        notifier((config, notice, context) -> {
            throw new AssertionError("asked");
        });
        assertThat(engine.send("mail", SampleNotices.opened("nobody"), Optional::empty)
                        .toCompletableFuture()
                        .get())
                .isEqualTo(Delivery.refused("There is no nobody."));
    }

    /** Whatever a notifier does is a sentence, in one line, without the secret. */
    @Test
    void makesASentenceOfWhateverItDoes() throws Exception {
        notifier((config, notice, context) -> {
            throw new IllegalStateException("no\r\nfor sesame");
        });
        assertThat(send("mail")).isEqualTo(Delivery.failed("notifier:fake broke: IllegalStateException: no for •••"));
        notifier((config, notice, context) -> {
            throw new NoClassDefFoundError("org/x/Y");
        });
        assertThat(send("mail").proof()).isEqualTo("notifier:fake broke: NoClassDefFoundError: org/x/Y");
        notifier((config, notice, context) -> null);
        assertThat(send("mail")).isEqualTo(Delivery.failed("notifier:fake broke: it answered no stage."));
        notifier((config, notice, context) -> CompletableFuture.completedStage(null));
        assertThat(send("mail")).isEqualTo(Delivery.failed("notifier:fake broke: it answered nothing."));
        notifier((config, notice, context) -> CompletableFuture.failedStage(new Nasty()));
        assertThat(send("mail")).isEqualTo(Delivery.failed("notifier:fake broke: an error that cannot be told"));
        notifier((config, notice, context) ->
                CompletableFuture.completedStage(Delivery.sent("with sesame\n" + "x".repeat(1_000))));
        assertThat(send("mail").proof()).startsWith("with •••").hasSize(500).doesNotContain("\n");
    }

    private static final class Nasty extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("and again");
        }
    }

    @Test
    void endsATryAtItsDeadlineAndInterruptsWhatBlocks() throws Exception {
        var interrupted = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        notifier((config, notice, context) -> context.blocking(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Delivery.sent("too late");
        }));
        CompletableFuture<Delivery> answer = start("mail");
        begun.await();
        timer.expireAll();

        assertThat(answer.get()).isEqualTo(Delivery.failed("notifier:fake did not answer within 30 s."));
        interrupted.await();
    }

    /** A notifier that never comes back takes neither the threads nor the turns of the others. */
    @Test
    void goesOnBesideAChannelThatHangsForGood() throws Exception {
        declare(channel("shop", "good", Map.of("server", "fine")));
        var release = new Semaphore(0);
        var calls = new AtomicInteger();
        notifier((config, notice, context) -> {
            if (config.server().equals("mx")) {
                calls.incrementAndGet();
                release.acquireUninterruptibly();
            }
            return CompletableFuture.completedStage(Delivery.sent("ok"));
        });
        var all = new ArrayList<CompletableFuture<Delivery>>();
        for (int i = 0; i < 12; i++) {
            all.add(start("mail"));
        }
        for (int round = 0; round < 3; round++) {
            await(Math.min(8, 4 * (round + 1)), calls);
            assertThat(send("good").result()).isEqualTo(Result.SENT);
            timer.expireAll();
        }
        for (CompletableFuture<Delivery> each : all) {
            assertThat(each.get(10, TimeUnit.SECONDS).result()).isEqualTo(Result.FAILED);
        }
        // up to three more were going on when the eighth was found to be stuck
        int stuck = calls.get();
        assertThat(stuck).as("calls that hang").isBetween(Workers.MOST_STUCK, Workers.MOST_STUCK + Turns.MOST_EACH - 1);
        assertThat(all.get(11).get().proof()).startsWith("No thread is free for notifier:fake: ");
        assertThat(engine.refuse("mail", "x")).isEqualTo("No thread is free for notifier:fake.");
        assertThat(meter("channel_threads_stuck")).isEqualTo(stuck);
        assertThat(send("good").result()).isEqualTo(Result.SENT);
        release.release(100);
    }

    private static void await(int wanted, AtomicInteger calls) {
        while (calls.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    @Test
    void triesFourAtOnceByOneChannel() throws Exception {
        var stages = new LinkedBlockingQueue<CompletableFuture<Delivery>>();
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        notifier((config, notice, context) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            var stage = new CompletableFuture<Delivery>();
            stages.add(stage);
            return stage;
        });
        var all = new ArrayList<CompletableFuture<Delivery>>();
        for (int i = 0; i < 20; i++) {
            all.add(start("mail"));
        }
        assertThat(meter("channel_tries")).isEqualTo(4);
        assertThat(meter("channel_tries_waiting")).isEqualTo(16);
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Delivery> stage = stages.take();
            open.decrementAndGet();
            stage.complete(Delivery.sent("ok"));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        assertThat(most).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void givesTurnsInOrderAndToEachChannel() {
        var turns = new Turns();
        var begun = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            String name = "a" + i;
            turns.take("a", () -> begun.add(name));
        }
        turns.take("b", () -> begun.add("b0"));
        assertThat(begun).containsExactly("a0", "a1", "a2", "a3", "b0");
        turns.done("a");
        assertThat(begun).endsWith("a4");
        for (int channel = 0; channel < 40; channel++) {
            String name = "c" + channel;
            turns.take(name, () -> begun.add(name));
        }
        assertThat(turns.going()).isEqualTo(Turns.MOST);
        turns.done("b");
        assertThat(turns.going()).isEqualTo(Turns.MOST);
        assertThat(turns.waiting()).isEqualTo(35 + 40 - 27 - 1);
    }

    @Test
    void turnsAwayWhatIsTooMuchAndCountsIt() throws Exception {
        notifier((config, notice, context) -> new CompletableFuture<>());
        for (int i = 0; i < Turns.MOST_EACH + Turns.MOST_WAITING; i++) {
            start("mail");
        }
        assertThat(send("mail")).isEqualTo(Delivery.failed("Too many notices wait already: 10000."));
        assertThat(meter("channel_turned_away_total")).isEqualTo(1);
    }

    @Test
    void givesNoPictureIfItCannotBeDrawn() throws Exception {
        notifier((config, notice, context) -> CompletableFuture.completedStage(
                Delivery.sent("picture " + context.picture().isPresent())));
        Delivery delivery = engine.send("mail", SampleNotices.opened("x"), () -> {
                    throw new IllegalStateException("no font");
                })
                .toCompletableFuture()
                .get();
        assertThat(delivery).isEqualTo(Delivery.sent("picture false"));
    }

    @Test
    void forgetsAChannelThatIsGone() throws Exception {
        engine.apply(new Changes<>(List.of(), List.of(), engine.list()));
        assertThat(engine.list()).isEmpty();
        assertThat(send("mail")).isEqualTo(Delivery.refused("There is no channel 'mail'."));
    }

    private double meter(String name) {
        return engine.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .sum();
    }

    private Delivery send(String channel) throws Exception {
        return start(channel).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<Delivery> start(String channel) {
        return engine.send(channel, SampleNotices.opened("ann"), Optional::empty)
                .toCompletableFuture();
    }

    private void declare(ChannelDeclaration... channels) {
        engine.apply(new Changes<>(List.of(channels), List.of(), List.of()));
    }

    private static ChannelDeclaration channel(String owner, String name, Map<String, Object> settings) {
        return new ChannelDeclaration(owner + "/channels/" + name, owner, name, name, "fake", settings);
    }
}
