package org.redeye.channels;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels as a service. */
@Component(
        immediate = true,
        service = {Channels.class, Reconciler.class, Meters.class})
public final class ChannelsEngine implements Channels, Reconciler<ChannelDeclaration>, Meters {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelsEngine.class);

    private final ChannelTable table = new ChannelTable();
    private final Turns turns = new Turns();
    private final Attempt.Parts parts;
    private final Runnable end;
    private final Map<Delivery.Result, LongAdder> results = new ConcurrentHashMap<>();
    private final LongAdder turnedAway = new LongAdder();

    /** Begins without channels. */
    @Activate
    public ChannelsEngine(@Reference PluginRegistry plugins, @Reference Binder binder) {
        this(plugins, binder, Threads.pool(), Threads.timer());
    }

    private ChannelsEngine(
            PluginRegistry plugins, Binder binder, ExecutorService pool, ScheduledExecutorService scheduler) {
        this(plugins, binder, new Workers(pool), Threads.timer(scheduler), Clock.systemUTC(), () -> {
            scheduler.shutdownNow();
            pool.shutdownNow();
        });
    }

    ChannelsEngine(PluginRegistry plugins, Binder binder, Workers workers, Timer timer, Clock clock, Runnable end) {
        this.parts = new Attempt.Parts(new Bindings(plugins, binder), workers, timer, clock);
        this.end = end;
    }

    /** Ends: tries that go on are interrupted; who asked for them asks again at the next start. */
    @Deactivate
    void stop() {
        end.run();
    }

    @Override
    public Class<ChannelDeclaration> type() {
        return ChannelDeclaration.class;
    }

    @Override
    public void apply(Changes<ChannelDeclaration> changes) {
        table.apply(changes);
    }

    @Override
    public List<ChannelDeclaration> list() {
        return table.list();
    }

    @Override
    public Optional<ChannelDeclaration> find(String name) {
        return table.find(name);
    }

    @Override
    public String refuse(String channel) {
        return table.find(channel)
                .map(found -> guarded(found, () -> reason(found)))
                .orElseGet(() -> missing(channel));
    }

    @Override
    public String refuse(String channel, String to) {
        return table.find(channel)
                .map(found -> guarded(found, () -> reason(found, to)))
                .orElseGet(() -> missing(channel));
    }

    @Override
    public CompletionStage<Delivery> send(
            String channel, Notification notification, Supplier<Optional<Picture>> picture) {
        Optional<ChannelDeclaration> found = table.find(channel);
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(Delivery.refused(missing(channel)));
        }
        var answer = new CompletableFuture<Delivery>();
        boolean taken = turns.take(found.get().id(), () -> begin(found.get(), notification, picture, answer));
        if (!taken) {
            turnedAway.increment();
            answer.complete(Delivery.failed("Too many notices wait already: " + Turns.MOST_WAITING + "."));
        }
        return answer.copy(); // nobody but a try answers it
    }

    private void begin(
            ChannelDeclaration channel,
            Notification notification,
            Supplier<Optional<Picture>> picture,
            CompletableFuture<Delivery> answer) {
        new Attempt(channel, notification, picture, parts).start(delivery -> {
            results.computeIfAbsent(delivery.result(), any -> new LongAdder()).increment();
            LOG.debug("{} by {}: {}", notification.key(), channel.id(), delivery);
            try {
                answer.complete(delivery);
            } finally { // what hangs on the answer is somebody else's
                turns.done(channel.id());
            }
        });
    }

    private String reason(ChannelDeclaration channel) {
        return parts.bindings().bind(channel) instanceof Bindings.Unfit unfit ? unfit.reason() : "";
    }

    private String reason(ChannelDeclaration channel, String to) {
        Bindings.Bound bound = parts.bindings().bind(channel);
        if (bound instanceof Bindings.Ready ready) {
            return Proofs.line(String.valueOf(ready.notifier().refuse(ready.config(), to)), ready.secrets());
        }
        return bound instanceof Bindings.Unfit unfit ? unfit.reason() : "";
    }

    /** Asks code of a plugin, which may throw or never answer. */
    private String guarded(ChannelDeclaration channel, Supplier<String> question) {
        var answer = new CompletableFuture<String>();
        Workers.Work work = parts.workers().begin(channel.id(), () -> {
            try {
                answer.complete(question.get());
            } catch (Throwable e) { // of a plugin anything may come
                answer.complete(
                        Proofs.line("notifier:" + channel.notifier() + " broke: " + Proofs.describe(e), List.of()));
            }
        });
        if (work == null) {
            return "No thread is free for notifier:" + channel.notifier() + ".";
        }
        try {
            return answer.get(Workers.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.abandon();
            return "notifier:" + channel.notifier() + " does not say whether it can carry a notice.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is never completed so
        }
    }

    private String missing(String name) {
        String nearest = Nearest.to(
                name, table.list().stream().map(ChannelDeclaration::name).toList());
        return "There is no channel '" + name + "'." + (nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?");
    }

    @Override
    public List<Meter> read() {
        var meters = new ArrayList<Meter>();
        meters.add(Meter.gauge(
                "channels", "Channels that packages declare", table.list().size()));
        meters.add(Meter.gauge("channel_tries", "Tries to send a notice that go on", turns.going()));
        meters.add(Meter.gauge("channel_tries_waiting", "Notices that wait for their turn", turns.waiting()));
        meters.add(Meter.gauge(
                "channel_threads_stuck",
                "Threads that notifiers keep past their deadline",
                parts.workers().stuck()));
        meters.add(Meter.counter(
                "channel_turned_away_total", "Notices not tried because too many waited", turnedAway.sum()));
        for (Delivery.Result result : Delivery.Result.values()) {
            LongAdder count = results.get(result);
            meters.add(Meter.counter(
                            "channel_tries_total", "Tries to send a notice, by result", count == null ? 0 : count.sum())
                    .with("result", result.name().toLowerCase(Locale.ROOT)));
        }
        return meters;
    }
}
