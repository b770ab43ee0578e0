package org.redeye.probe.sweep;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One sweep over many addresses: sends at its pace, reads in between, asks the silent ones again. Runs on one thread and
 * holds it.
 */
final class Sweep {

    /** How long a wait for answers is at most, so that an interrupted sweep ends soon. */
    private static final int LONGEST_WAIT = 50;

    private final int[] addresses;
    private final Settings settings;
    private final SweepSocket socket;
    private final Packets packets;
    /** When each was asked last, System.nanoTime(); 0: it could not be sent. */
    private final long[] askedAt;
    /** Round trips in nanoseconds; negative: no answer. */
    private final long[] trips;
    /** The packets that are out, in the order sent. */
    private final int[] batch = new int[SweepSocket.BATCH];

    private final long ends;
    private int answered;
    private long sent;
    private long strange;

    /**
     * How it goes about it.
     *
     * @param tries how often an address is asked before it counts as silent
     * @param rate packets a second at most
     * @param waitNanos for one answer, after the last packet of a try
     * @param limitNanos for everything
     */
    record Settings(int tries, int rate, long waitNanos, long limitNanos) {}

    /**
     * What came of it.
     *
     * @param trips round trips in nanoseconds by the place of the address; negative without an answer
     * @param answered how many answered
     * @param sent packets that left
     * @param strange packets that came and belong to none of these questions: forged, late or double
     * @param whole whether every address was asked as often as it should before the time was over
     */
    record Result(long[] trips, int answered, long sent, long strange, boolean whole) {}

    Sweep(int[] addresses, Settings settings, SweepSocket socket, Packets packets) {
        this.addresses = addresses;
        this.settings = settings;
        this.socket = socket;
        this.packets = packets;
        this.askedAt = new long[addresses.length];
        this.trips = new long[addresses.length];
        this.ends = System.nanoTime() + settings.limitNanos();
        Arrays.fill(trips, -1);
    }

    /** @throws InterruptedException if the thread was interrupted */
    Result run() throws InterruptedException {
        boolean whole = true;
        for (int attempt = 0; attempt < settings.tries() && answered < addresses.length && whole; attempt++) {
            whole = ask() && await();
        }
        return new Result(trips, answered, sent, strange, whole);
    }

    /** Asks all that have not answered. @return whether there was time for all of them */
    private boolean ask() throws InterruptedException {
        long begun = System.nanoTime();
        long tried = 0;
        int next = 0;
        while (next < addresses.length) {
            long now = System.nanoTime();
            if (now - ends >= 0) {
                return false;
            }
            long due = (long) ((now - begun) / 1e9 * settings.rate()) + 1 - tried;
            if (due <= 0) {
                long nanos = (long) ((tried + 1) * 1e9 / settings.rate()) - (now - begun);
                socket.await((int) Math.min(LONGEST_WAIT, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
                read();
                continue;
            }
            int count = 0;
            int most = (int) Math.min(due, SweepSocket.BATCH);
            for (; next < addresses.length && count < most; next++) {
                if (trips[next] < 0) {
                    packets.write(socket.bytes(), socket.place(count), next);
                    socket.sendingTo(count, addresses[next], Packets.LENGTH);
                    batch[count++] = next;
                }
            }
            send(count);
            tried += count;
            read();
        }
        return true;
    }

    /** Sends the batch; when each packet left is told by its place between the begin and the end of the call. */
    private void send(int count) throws InterruptedException {
        int first = 0;
        while (first < count && System.nanoTime() - ends < 0) {
            long before = System.nanoTime();
            for (int i = first; i < count; i++) {
                askedAt[batch[i]] = before;
            }
            int left = socket.send(first, count - first);
            long took = System.nanoTime() - before;
            for (int i = 0; i < left; i++) {
                askedAt[batch[first + i]] = before + took * i / left;
            }
            sent += Math.max(0, left);
            first += left < 0 ? 1 : left; // one that cannot be sent at all stays silent
            if (left == 0) {
                socket.await(1);
                read();
            }
        }
    }

    /** Waits for the last answers. @return whether there was time for it */
    private boolean await() throws InterruptedException {
        long begun = System.nanoTime();
        while (answered < addresses.length) {
            long now = System.nanoTime();
            long left = begun + settings.waitNanos() - now;
            if (left <= 0) {
                return true;
            }
            if (now - ends >= 0) {
                return false;
            }
            socket.await((int) Math.min(LONGEST_WAIT, TimeUnit.NANOSECONDS.toMillis(left) + 1));
            read();
        }
        return true;
    }

    private void read() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was called off");
        }
        Instant wall = Instant.now();
        long now = System.nanoTime();
        long epoch = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
        while (socket.receive((from, bytes, at, length, stamp) -> {
            long read = System.nanoTime();
            take(from, bytes, at, length, stamp == 0 ? read : Math.min(read, now + (stamp - epoch)));
        })) {
            // until nothing is left
        }
    }

    private void take(int from, ByteBuffer bytes, int at, int length, long cameAt) {
        int place = packets.answering(from, bytes, at, length);
        if (place >= 0 && trips[place] < 0) {
            trips[place] = Math.max(0, cameAt - askedAt[place]);
            answered++;
        } else {
            strange++;
        }
    }
}
