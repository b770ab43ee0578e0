package org.redeye.store.rrd4j;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.series.Consolidation;
import org.rrd4j.ConsolFun;
import org.rrd4j.DsType;
import org.rrd4j.core.Archive;
import org.rrd4j.core.InvalidRrdException;
import org.rrd4j.core.RrdBackend;
import org.rrd4j.core.RrdBackendFactory;
import org.rrd4j.core.RrdDb;
import org.rrd4j.core.RrdDef;

/**
 * One round robin file. Its unit of time is the slot, not the second: slot {@code k} of the series is the second that
 * ends at {@code k + 1} of RRD4J. So every step is 1, steps below a second work, a sample fills exactly one primary data
 * point and comes back as it went in, and with a heartbeat of 1 a missed slot is a gap. Not thread-safe.
 */
final class RrdFile {

    private static final URI NOWHERE = URI.create("rem:///series");
    private static final String SOURCE = "value";
    /** One known sample makes a row known. */
    private static final double XFF = Math.nextDown(1.0);

    private static final int MOST_ARCHIVES = 64;
    private static final int SOURCES_AT = 48;
    /** Where the file says up to which slot it is filled. */
    static final int END_AT = 56;

    private final RrdDb db;

    private RrdFile(RrdDb db) {
        this.db = db;
    }

    /** A new file, in memory. @param firstSlot the first slot it can take */
    static RrdFile create(Pages pages, List<ArchivePlan.Archive> archives, long firstSlot) throws IOException {
        var definition = new RrdDef(NOWHERE, firstSlot, 1);
        definition.setVersion(2);
        definition.addDatasource(SOURCE, DsType.GAUGE, 1, Double.NaN, Double.NaN);
        for (var archive : archives) {
            definition.addArchive(ConsolFun.AVERAGE, XFF, archive.steps(), archive.rows());
            if (archive.steps() > 1) {
                definition.addArchive(ConsolFun.MAX, XFF, archive.steps(), archive.rows());
                definition.addArchive(ConsolFun.MIN, XFF, archive.steps(), archive.rows());
            }
        }
        return new RrdFile(RrdDb.getBuilder()
                .setRrdDef(definition)
                .setBackendFactory(new OneFile(pages))
                .build());
    }

    /** A file that is there. @throws InvalidRrdException if it is damaged */
    static RrdFile open(Pages pages) throws IOException {
        try {
            int sources = pages.readInt(SOURCES_AT);
            int archives = pages.readInt(SOURCES_AT + Integer.BYTES);
            if (sources != 1 || archives < 1 || archives > MOST_ARCHIVES) {
                throw new InvalidRrdException(sources + " sources and " + archives + " archives");
            }
            var file = new RrdFile(RrdDb.getBuilder()
                    .setPath(NOWHERE)
                    .setBackendFactory(new OneFile(pages))
                    .build());
            file.check(pages.getLength());
            return file;
        } catch (RuntimeException | java.io.EOFException e) {
            throw new InvalidRrdException(String.valueOf(e.getMessage()), e);
        }
    }

    /** RRD4J believes what it reads; a damaged count of rows must not become an allocation. */
    private void check(long length) throws IOException {
        long bytes = 0;
        for (int i = 0; i < db.getArcCount(); i++) {
            var archive = db.getArchive(i);
            if (archive.getSteps() < 1 || archive.getRows() < 1 || archive.getConsolFun() == null) {
                throw new InvalidRrdException("archive " + i + " has no size");
            }
            bytes += (long) archive.getRows() * Double.BYTES;
        }
        if (bytes >= length || db.getHeader().getStep() != 1 || db.getLastUpdateTime() < 0) {
            throw new InvalidRrdException("header and length do not fit together");
        }
    }

    /** The slot after the last that was filled. */
    long end() throws IOException {
        return db.getLastUpdateTime();
    }

    /** Takes samples; those that are in it are passed over. */
    void add(List<Pending.Run> runs) throws IOException {
        var sample = db.createSample(0);
        for (var run : runs) {
            for (int i = 0; i < run.values().length; i++) {
                long slot = run.first() + i;
                long end = end();
                if (slot < end) {
                    continue;
                }
                if (slot > end) {
                    sample.setTime(slot).setValue(0, Double.NaN).update();
                }
                sample.setTime(slot + 1).setValue(0, run.values()[i]).update();
            }
        }
    }

    /** The archives that can answer for a consolidation, the finest first. */
    List<ArchiveRows> archives(Consolidation consolidation) throws IOException {
        var all = new ArrayList<ArchiveRows>();
        for (int i = 0; i < db.getArcCount(); i++) {
            var archive = db.getArchive(i);
            if (archive.getSteps() == 1 || archive.getConsolFun() == function(consolidation)) {
                all.add(rows(archive));
            }
        }
        all.sort(Comparator.comparingInt(ArchiveRows::steps));
        return all;
    }

    private ArchiveRows rows(Archive archive) throws IOException {
        int steps = archive.getSteps();
        long end = end() - end() % steps;
        return new ArchiveRows(
                archive.getRobin(0), steps, end - (long) archive.getRows() * steps, end, unfinished(archive, end));
    }

    /** What the samples make that do not fill a row yet. */
    private double unfinished(Archive archive, long rowStart) throws IOException {
        var state = archive.getArcState(0);
        long known = end() - rowStart - state.getNanSteps();
        double value = state.getAccumValue();
        return archive.getConsolFun() == ConsolFun.AVERAGE ? value / known : value;
    }

    private static ConsolFun function(Consolidation consolidation) {
        return switch (consolidation) {
            case AVERAGE -> ConsolFun.AVERAGE;
            case MIN -> ConsolFun.MIN;
            case MAX -> ConsolFun.MAX;
        };
    }

    /** Overwrites the archives, and then adds the slots up to one. */
    void fill(Filling filling, long end) throws IOException {
        for (int i = 0; i < db.getArcCount(); i++) {
            var archive = db.getArchive(i);
            var rows = rows(archive);
            var consolidation = consolidation(archive.getConsolFun());
            archive.getRobin(0).update(filling.rows(rows.start(), rows.steps(), archive.getRows(), consolidation));
        }
        long first = end();
        add(List.of(new Pending.Run(first, filling.rows(first, 1, (int) (end - first), Consolidation.AVERAGE))));
    }

    private static Consolidation consolidation(ConsolFun function) {
        return switch (function) {
            case MIN -> Consolidation.MIN;
            case MAX -> Consolidation.MAX;
            default -> Consolidation.AVERAGE;
        };
    }

    /** Gives RRD4J one open file, whatever path it asks for. */
    private static final class OneFile extends RrdBackendFactory {

        private final Pages pages;

        OneFile(Pages pages) {
            this.pages = pages;
        }

        @Override
        public String getName() {
            return "REM";
        }

        @Override
        public URI getCanonicalUri(URI uri) {
            return uri;
        }

        @Override
        public String getPath(URI uri) {
            return "series";
        }

        @Override
        public boolean canStore(URI uri) {
            return true;
        }

        @Override
        protected RrdBackend open(String path, boolean readOnly) {
            return pages;
        }

        @Override
        protected boolean exists(String path) {
            return true;
        }
    }
}
