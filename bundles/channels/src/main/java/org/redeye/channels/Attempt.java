package org.redeye.channels;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.NotifierContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try to send one notice. Whatever the notifier does, it ends once, by the deadline, with a delivery. Thread-safe. */
final class Attempt implements NotifierContext {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** How long one try may take. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final ChannelDeclaration channel;
    private final Notification notification;
    private final Supplier<Optional<Picture>> picture;
    private final Parts parts;
    private final Instant deadline;
    private final CompletableFuture<Delivery> answer = new CompletableFuture<>();
    private final Queue<Workers.Work> works = new ConcurrentLinkedQueue<>();
    private volatile List<String> secrets = List.of();
    private volatile @Nullable CompletionStage<Delivery> stage;
    private volatile boolean expired;

    /**
     * What a try needs.
     *
     * @param bindings finds the notifier and its settings
     * @param workers threads
     * @param timer tells when the time is over
     * @param clock the time
     */
    record Parts(Bindings bindings, Workers workers, Timer timer, Clock clock) {}

    Attempt(ChannelDeclaration channel, Notification notification, Supplier<Optional<Picture>> picture, Parts parts) {
        this.channel = channel;
        this.notification = notification;
        this.picture = picture;
        this.parts = parts;
        this.deadline = parts.clock().instant().plus(LIMIT);
    }

    /** Begins. @param then gets what became of it, once */
    void start(Consumer<Delivery> then) {
        Runnable noTimer = parts.timer().after(LIMIT, this::expire);
        answer.thenAccept(delivery -> {
            noTimer.run();
            then.accept(delivery);
        });
        if (!work(this::call)) {
            finish(Delivery.failed("No thread is free for " + label() + ": " + Workers.MOST_STUCK
                    + " calls or more have not come back. Restart this node if it stays so."));
        }
    }

    private void call() {
        try {
            Bindings.Bound bound = parts.bindings().bind(channel);
            if (bound instanceof Bindings.Ready ready) {
                secrets = ready.secrets();
                ask(ready);
            } else if (bound instanceof Bindings.Unfit unfit) {
                finish(Delivery.failed(unfit.reason()));
            }
        } catch (Throwable e) { // of a plugin anything may come, errors of linking included
            broken(e);
        }
    }

    private void ask(Bindings.Ready ready) {
        @Nullable String refusal = ready.notifier().refuse(ready.config(), notification.to());
        if (refusal != null && !refusal.isEmpty()) {
            finish(Delivery.refused(refusal));
            return;
        }
        @Nullable CompletionStage<Delivery> said = ready.notifier().send(ready.config(), notification, this);
        if (said == null) {
            finish(Delivery.failed(label() + " broke: it answered no stage."));
            return;
        }
        stage = said;
        said.whenComplete((delivery, failure) -> {
            if (failure == null) {
                finish(delivery);
            } else {
                broken(failure);
            }
        });
        if (expired) {
            cancel(said);
        }
    }

    private void broken(Throwable failure) {
        finish(Delivery.failed(label() + " broke: " + Proofs.describe(failure)));
    }

    /** What is said after the deadline counts no more: what is interrupted may say anything. */
    private void finish(@Nullable Delivery delivery) {
        @Nullable
        Delivery counts =
                expired ? Delivery.failed(label() + " did not answer within " + LIMIT.toSeconds() + " s.") : delivery;
        answer.complete(Proofs.proper(counts, label(), secrets));
    }

    private void expire() {
        expired = true;
        works.forEach(Workers.Work::abandon); // first, so that the next try knows how many are stuck
        finish(null);
        CompletionStage<Delivery> said = stage;
        if (said != null) {
            cancel(said);
        }
    }

    private static void cancel(CompletionStage<Delivery> said) {
        try {
            said.toCompletableFuture().cancel(true);
        } catch (Throwable e) { // a stage of the plugin's own
            LOG.debug("A notifier's stage cannot be cancelled: {}", Proofs.describe(e));
        }
    }

    private boolean work(Runnable task) {
        Workers.Work work = parts.workers().begin(channel.id(), task);
        if (work == null) {
            return false;
        }
        works.add(work);
        if (expired) {
            work.abandon();
        }
        return true;
    }

    private String label() {
        return "notifier:" + channel.notifier();
    }

    @Override
    public String packageName() {
        return channel.packageName();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Clock clock() {
        return parts.clock();
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> task) {
        var result = new CompletableFuture<T>();
        boolean begun = work(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) { // whatever the work throws goes through the stage
                result.completeExceptionally(e);
            }
        });
        if (!begun) {
            result.completeExceptionally(new IllegalStateException("no thread is free for it"));
        }
        return result;
    }

    @Override
    public Optional<Picture> picture() {
        try {
            return picture.get();
        } catch (RuntimeException e) { // a notice without a picture is better than none
            LOG.debug("No picture for a notice by {}: {}", channel.id(), e.toString());
            return Optional.empty();
        }
    }
}
