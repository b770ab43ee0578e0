package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, one request at a time, so that the samples of a series arrive in order. What the server cannot take now
 * is tried again, for ever; what it will never take is halved until only the bad samples are left, which are dropped and
 * counted. Driven by one thread; the figures may be read by any.
 */
final class Sender implements Closeable {

    /** What {@link #step} says when nothing waits. */
    static final long NOTHING = -1;
    /** How long few samples wait for more, in milliseconds: a request costs as much as hundreds of samples. */
    static final long LINGER = 1_000;
    /** Pauses between tries, in milliseconds: doubled between these, each halved to half as long again by chance. */
    static final long FIRST_PAUSE = 100;

    static final long LONGEST_PAUSE = 60_000;
    /** So often one batch is halved; what is left of it then is dropped whole. */
    static final int MOST_SPLITS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Outbox outbox;
    private final Buffer buffer;
    private final Cursor cursor;
    private final Remote remote;
    private final int full;
    private final RandomGenerator chance;
    private final Consumer<List<Batch.Reach>> acknowledged;
    private final WriteRequest request = new WriteRequest();

    private record Piece(int from, int to) {
        int size() {
            return to - from;
        }
    }

    private @Nullable Batch batch;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int splits;
    private long pause = FIRST_PAUSE;
    private boolean failing;
    private boolean refusing;
    private boolean closed;
    private boolean signalled;

    private volatile Cursor.Place place;
    private volatile long sent;
    private volatile long refused;
    private volatile long requests;
    private volatile long failures;
    private volatile long oldestAt;

    /** @param acknowledged is told of every batch that is done with */
    Sender(
            Settings settings,
            Buffer buffer,
            Cursor cursor,
            Remote remote,
            RandomGenerator chance,
            Consumer<List<Batch.Reach>> acknowledged)
            throws IOException {
        this.buffer = buffer;
        this.cursor = cursor;
        this.remote = remote;
        this.full = settings.batch();
        this.chance = chance;
        this.acknowledged = acknowledged;
        this.place = cursor.load(buffer);
        this.outbox = new Outbox(buffer, new Naming(settings.labels()), full, place);
    }

    /**
     * Sends one request.
     *
     * @return how many milliseconds to wait before the next; {@link #NOTHING} if nothing waits
     */
    long step() throws InterruptedException {
        try {
            var now = batch();
            if (now == null) {
                oldestAt = 0;
                return NOTHING;
            }
            oldestAt = now.oldestAt();
            var piece = pieces.element();
            now.encode(piece.from(), piece.to(), request);
            requests++;
            return handle(now, piece, remote.write(request.pack()));
        } catch (IOException e) {
            return later(new Answer.Later("the buffer cannot be read: " + e.getMessage(), 0));
        }
    }

    private @Nullable Batch batch() throws IOException {
        var now = batch;
        if (now == null || buffer.length(now.after().segment()) < 0) {
            now = outbox.next().orElse(null);
            batch = now;
            pieces.clear();
            splits = 0;
            if (now != null) {
                pieces.add(new Piece(0, now.size()));
            }
        }
        return now;
    }

    private long handle(Batch now, Piece piece, Answer answer) {
        if (answer instanceof Answer.Later wait) {
            return later(wait);
        }
        recovered();
        pieces.remove();
        if (answer instanceof Answer.Refused no) {
            refused(now, piece, no);
        } else {
            sent += piece.size();
            refusing &= splits > 0;
        }
        return pieces.isEmpty() ? finish(now) : 0;
    }

    private long later(Answer.Later answer) {
        failures++;
        if (!failing) {
            failing = true;
            LOG.warn("Samples wait on disk, because {}", answer.why());
        }
        long wait = Math.max(answer.millis(), pause / 2 + chance.nextLong(pause));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        return wait;
    }

    private void recovered() {
        pause = FIRST_PAUSE;
        if (failing) {
            failing = false;
            LOG.info("Samples are sent again; {} wait", waiting());
        }
    }

    private void refused(Batch now, Piece piece, Answer.Refused answer) {
        if (piece.size() > 1 && splits < MOST_SPLITS) {
            splits++;
            int middle = piece.from() + piece.size() / 2;
            pieces.addFirst(new Piece(middle, piece.to()));
            pieces.addFirst(new Piece(piece.from(), middle));
            return;
        }
        refused += piece.size();
        if (!refusing) {
            refusing = true;
            LOG.warn("Samples are lost, first one of {}, because {}", now.idAt(piece.from()), answer.why());
        } else {
            LOG.debug("Samples are lost, first one of {}, because {}", now.idAt(piece.from()), answer.why());
        }
    }

    private long finish(Batch now) {
        place = now.after();
        batch = null;
        try {
            cursor.save(place);
        } catch (IOException e) {
            LOG.debug("How far the server has it cannot be noted: {}", e.toString()); // then some go out twice
        }
        acknowledged.accept(now.reaches());
        return now.size() < full ? LINGER : 0;
    }

    /** Runs until it is closed or the thread is interrupted. */
    void run() {
        try {
            while (!isClosed()) {
                pause(careful());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mistake of ours must not end the sending. */
    private long careful() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException e) {
            LOG.error("Sending broke and is tried again in a minute", e);
            failures++;
            return LONGEST_PAUSE;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause(long millis) throws InterruptedException {
        if (millis == NOTHING) {
            while (!closed && !signalled) {
                wait();
            }
        } else {
            long end = System.nanoTime() + millis * 1_000_000;
            for (long left = millis; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
        signalled = false;
    }

    /** Something waits. */
    synchronized void signal() {
        signalled = true;
        notifyAll();
    }

    /** Lets {@link #run} end. */
    synchronized void stop() {
        closed = true;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        outbox.close();
    }

    /** How far the server has it. */
    Cursor.Place place() {
        return place;
    }

    /** Samples that wait on disk. */
    long waiting() {
        var now = place;
        // a segment that had to go took what was done of it along
        long done = buffer.length(now.segment()) < 0 ? 0 : now.done();
        return Math.max(0, buffer.samplesFrom(now.segment()) - done);
    }

    /** Samples that the server took. */
    long sent() {
        return sent;
    }

    /** Samples that the server refused for good, or that the disk did not give back. */
    long refused() {
        return refused + outbox.lost();
    }

    long requests() {
        return requests;
    }

    /** Requests that are tried again. */
    long failures() {
        return failures;
    }

    /** When the oldest sample that could not be sent was true, milliseconds since the epoch; 0 if none waits. */
    long oldestAt() {
        return oldestAt;
    }
}
