package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches out of the buffer, oldest first. Used by the sender alone. */
final class Outbox implements Closeable, Change.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Buffer buffer;
    private final Naming naming;
    private final int most;
    /** The series of the segment, by their number in it. */
    private final List<Batch.Line> lines = new ArrayList<>();

    private @Nullable SegmentReader reader;
    private @Nullable ByteBuffer body;
    /** Where the record of {@link #body} begins. */
    private long offset;

    private long segment;
    private int taken;
    private long done;
    private boolean muted;
    private Batch batch;
    private volatile long lost;
    /** Where to go on when nothing is open. */
    private Cursor.Place resume;

    Outbox(Buffer buffer, Naming naming, int most, Cursor.Place from) throws IOException {
        this.buffer = buffer;
        this.naming = naming;
        this.most = most;
        this.batch = new Batch(most, from);
        this.resume = from;
        goOn(from);
    }

    private void open(Cursor.Place from) throws IOException {
        close();
        resume = from;
        lines.clear();
        body = null;
        segment = from.segment();
        done = 0;
        var opened = new SegmentReader(buffer.path(segment));
        reader = opened;
        muted = true; // what is before the place says which series there are
        long end = buffer.length(segment);
        while (opened.offset() < from.offset()) {
            var passed = opened.next(end);
            if (passed.isEmpty()) {
                break;
            }
            while (passed.get().hasRemaining()) {
                Change.read(passed.get(), this);
            }
        }
        if (from.skip() > 0) {
            advance(opened);
            while (body != null && body.hasRemaining() && taken < from.skip()) {
                Change.read(body, this);
            }
        }
        done = from.done();
        muted = false;
    }

    /** Goes on at a place; a segment that is none any more is passed over. */
    private void goOn(Cursor.Place from) throws IOException {
        try {
            open(from);
        } catch (SegmentReader.NoSegment e) {
            if (from.segment() == buffer.current()) {
                throw e;
            }
            LOG.warn("{}; {} samples are lost", e.getMessage(), buffer.samples(from.segment()));
            lost += buffer.samples(from.segment());
            resume = Cursor.Place.startOf(from.segment() + 1);
        }
    }

    private boolean advance(SegmentReader from) throws IOException {
        offset = from.offset();
        taken = 0;
        body = from.next(buffer.length(segment)).orElse(null);
        return body != null;
    }

    /** The next samples; empty if there are none. The batch is good until the next call. */
    Optional<Batch> next() throws IOException {
        if (buffer.length(segment) < 0) {
            goOn(Cursor.Place.startOf(buffer.oldest())); // the buffer was full and this segment had to go
        } else if (reader == null) {
            goOn(resume);
        }
        Cursor.Place start = place();
        try {
            batch = new Batch(most, start);
            while (batch.size() < most && more()) {
                fill();
            }
            batch.endsAt(place());
            return batch.size() > 0 ? Optional.of(batch) : Optional.empty();
        } catch (IOException e) {
            close();
            resume = start;
            throw e;
        }
    }

    private void fill() {
        var entries = body;
        while (entries != null && entries.hasRemaining() && batch.size() < most) {
            Change.read(entries, this);
        }
    }

    /** Whether the record has more, or the segment has, or another segment is there. */
    private boolean more() throws IOException {
        while (true) {
            var opened = reader;
            if (opened == null || (body != null && body.hasRemaining()) || advance(opened)) {
                return opened != null;
            }
            if (segment == buffer.current() || batch.size() > 0) {
                return false; // a batch is of one segment, so that it goes with it
            }
            long missing = buffer.samples(segment) - done;
            if (missing > 0) {
                // the disk gave back other bytes than it got
                LOG.warn("{}: damaged; {} samples in it are lost", buffer.path(segment), missing);
                lost += missing;
            }
            goOn(Cursor.Place.startOf(segment + 1));
        }
    }

    private Cursor.Place place() {
        var opened = reader;
        boolean within = body != null && body.hasRemaining();
        long at = within || opened == null ? offset : opened.offset();
        return new Cursor.Place(segment, at, within ? taken : 0, done);
    }

    /** Samples that could not be read any more. */
    long lost() {
        return lost;
    }

    @Override
    public void define(int number, SeriesKey key, int generation) {
        var line = new Batch.Line(key.id(), generation, key.step().toMillis(), naming.encode(key, generation));
        if (number < lines.size()) {
            lines.set(number, line); // numbers begin anew after a restart
        } else {
            lines.add(line);
        }
    }

    @Override
    public void sample(int number, long at, double value) {
        count();
        if (!muted) {
            batch.add(lines.get(number), at, value);
        }
    }

    @Override
    public void end(int number, long at, long lastAt) {
        count();
        if (!muted) {
            batch.end(lines.get(number), lastAt);
        }
    }

    private void count() {
        taken++;
        done++;
    }

    @Override
    public void remove(String id, int generation) {
        // what it had before is sent all the same: nobody asks for it under that label
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
