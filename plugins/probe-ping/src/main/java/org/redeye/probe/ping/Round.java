package org.redeye.probe.ping;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.redeye.api.probe.Reason;

/**
 * One run against one address: sends at its pace and gathers what comes back, until all is answered or the wait for the
 * last packet is over.
 */
final class Round {

    /** How soon a packet is tried again for which the node had no room. */
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final InetAddress target;
    private final Echo echo;
    private final ScheduledExecutorService sender;
    private final int size;
    private final long interval;
    private final long wait;
    private final long limit;
    private final List<Packet> packets;
    private final AtomicInteger waiting;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    /**
     * What came of it.
     *
     * @param sent how many packets left
     * @param times the round trips in seconds, in the order sent; those of lost packets are missing
     * @param reason why packets failed, NONE if none did
     * @param message the same in words
     */
    record Result(int sent, double[] times, Reason reason, String message) {}

    /**
     * @param interval between two packets, in nanoseconds
     * @param wait for one reply, in nanoseconds; a later one counts as lost
     * @param limit for everything, in nanoseconds, however busy the node is
     */
    Round(
            InetAddress target,
            Echo echo,
            ScheduledExecutorService sender,
            int count,
            int size,
            long interval,
            long wait,
            long limit) {
        this.target = target;
        this.echo = echo;
        this.sender = sender;
        this.size = size;
        this.interval = interval;
        this.wait = wait;
        this.limit = limit;
        this.waiting = new AtomicInteger(count);
        this.packets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            packets.add(new Packet());
        }
    }

    /** Begins. Cancelling the future ends it. */
    CompletableFuture<Result> start() {
        Future<?> end = sender.schedule(this::finish, limit, TimeUnit.NANOSECONDS);
        result.whenComplete((done, broken) -> {
            end.cancel(false);
            packets.forEach(echo::forget);
        });
        long began = System.nanoTime();
        sender.execute(() -> send(0, began));
        return result;
    }

    private void send(int number, long due) {
        if (result.isDone()) {
            return;
        }
        try {
            Packet packet = packets.get(number);
            packet.left = echo.send(target, size, packet);
            if (!packet.left && !packet.isOver()) {
                sender.schedule(() -> send(number, due), AGAIN, TimeUnit.NANOSECONDS);
            } else if (number + 1 == packets.size()) {
                sender.schedule(this::finish, wait, TimeUnit.NANOSECONDS);
            } else {
                long delay = Math.max(0, due + interval - System.nanoTime());
                sender.schedule(() -> send(number + 1, due + interval), delay, TimeUnit.NANOSECONDS);
            }
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private void finish() {
        int sent = (int) packets.stream().filter(packet -> packet.left).count();
        double[] times = packets.stream()
                .filter(packet -> packet.nanos >= 0 && packet.nanos <= wait)
                .mapToDouble(packet -> packet.nanos / 1e9)
                .toArray();
        Packet failed = packets.stream()
                .filter(packet -> packet.reason != Reason.NONE)
                .findFirst()
                .orElseGet(Packet::new);
        result.complete(new Result(sent, times, failed.reason, failed.message));
    }

    /** One packet. Told by the thread that receives. */
    private final class Packet implements Echo.Answer {

        private boolean left;
        private volatile long nanos = -1;
        private volatile Reason reason = Reason.NONE;
        private volatile String message = "";

        boolean isOver() {
            return nanos >= 0 || reason != Reason.NONE;
        }

        @Override
        public void replied(long roundTripNanos) {
            nanos = roundTripNanos;
            over();
        }

        @Override
        public void failed(Reason why, String words) {
            message = words;
            reason = why;
            over();
        }

        private void over() {
            if (waiting.decrementAndGet() == 0) {
                sender.execute(Round.this::finish); // the receiving thread has others to serve
            }
        }
    }
}
