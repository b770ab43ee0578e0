package org.redeye.store.rrd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.redeye.api.series.SeriesKey;

/** Brings catalog and files to where the journal ends. Doing it twice changes nothing. */
final class Replay implements RecordReader.Sink {

    private final Catalog catalog;
    private final SeriesFiles files;

    Replay(Catalog catalog, SeriesFiles files) {
        this.catalog = catalog;
        this.files = files;
    }

    @Override
    public void series(int number, SeriesKey key, long firstAt, boolean replaces) {
        var known = catalog.find(number);
        if (known != null) {
            rename(known, key);
            return;
        }
        var other = catalog.find(key.id());
        if (other != null && replaces) {
            drop(other);
        }
        catalog.add(new Entry(number, key, firstAt));
    }

    @Override
    public void sample(int number, long at, double value) {
        var entry = catalog.find(number);
        if (entry != null) {
            entry.take(at, value);
        }
    }

    @Override
    public void image(int number, List<Pages.Range> ranges) {
        var entry = catalog.find(number);
        if (entry != null) {
            try {
                files.replay(entry, ranges);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void end(int number, long at) {
        var entry = catalog.find(number);
        if (entry != null) {
            entry.endedAt = at;
        }
    }

    /** The file goes with it: a crash may have left it at either place. */
    private void rename(Entry entry, SeriesKey key) {
        var before = files.path(entry);
        catalog.rename(entry, key);
        try {
            files.move(entry, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void retire(int number, long at) {
        var entry = catalog.find(number);
        if (entry != null) {
            entry.retiredAt = at;
        }
    }

    @Override
    public void remove(int number) {
        var entry = catalog.find(number);
        if (entry != null) {
            drop(entry);
        }
    }

    @Override
    public void last(int number, long at, double value, long endedAt) {
        var entry = catalog.find(number);
        if (entry != null) {
            entry.last(at, value);
            entry.endedAt = endedAt;
        }
    }

    private void drop(Entry entry) {
        catalog.remove(entry);
        entry.removed = true;
        try {
            files.delete(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
