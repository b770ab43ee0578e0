package org.redeye.alerts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redeye.api.graph.Picture;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;

/** Takes notices over as a test says; without a word of it, all of them. */
final class FakeChannels implements Channels {

    record Taken(Instant at, String channel, Notification notice) {
        @Override
        public String toString() {
            return channel + " " + notice.person() + " " + notice.purpose().word();
        }
    }

    final List<Taken> tries = new ArrayList<>();
    final List<Taken> sent = new ArrayList<>();
    final Map<String, Function<Notification, Delivery>> answers = new HashMap<>();
    final Map<String, String> refusals = new HashMap<>();
    /** While it is, no notice is answered. */
    boolean hangs;

    private final Clock clock;

    FakeChannels(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<ChannelDeclaration> list() {
        return List.of();
    }

    @Override
    public Optional<ChannelDeclaration> find(String name) {
        return Optional.empty();
    }

    @Override
    public String refuse(String channel, String to) {
        return refusals.getOrDefault(channel, "");
    }

    @Override
    public CompletionStage<Delivery> send(
            String channel, Notification notification, Supplier<Optional<Picture>> picture) {
        var taken = new Taken(clock.instant(), channel, notification);
        tries.add(taken);
        if (hangs) {
            return new CompletableFuture<>();
        }
        Delivery delivery =
                answers.getOrDefault(channel, any -> Delivery.sent("250 ok")).apply(notification);
        if (delivery.result() == Delivery.Result.SENT) {
            sent.add(taken);
        }
        return CompletableFuture.completedFuture(delivery);
    }
}
