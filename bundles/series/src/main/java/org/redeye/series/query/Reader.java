package org.redeye.series.query;

import java.util.Optional;
import org.redeye.api.query.Query;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** Reads what a query needs of a series. */
final class Reader {

    private static final double[] NONE = {};

    private final Series series;
    private final Query query;
    private final boolean rate;
    private final Consolidation consolidation;

    Reader(Series series, Query query) {
        this.series = series;
        this.query = query;
        this.rate = query.calculation().rate();
        this.consolidation = rate
                ? Consolidation.MAX
                : switch (query.calculation().combination()) {
                    case NONE -> query.consolidation();
                    case MIN -> Consolidation.MIN;
                    case MAX -> Consolidation.MAX;
                    case SUM, AVG, COUNT, PERCENTILE -> Consolidation.AVERAGE;
                };
    }

    /** Milliseconds between two points of the lines that are asked for; a series may have longer ones only. */
    long step() {
        return Math.max(1, -Math.floorDiv(query.from() - query.to(), query.points()));
    }

    /** The points of a series, or their rate. @return empty if it was removed just now */
    Optional<Column> column(SeriesInfo info, long step) {
        return rate
                ? rate(info, step)
                : read(info, query.from(), step, consolidation).map(Column::of);
    }

    /** With one stretch more before the first, from which the first change is reckoned. */
    private Optional<Column> rate(SeriesInfo info, long step) {
        long before = Math.max(step, info.key().step().toMillis());
        Optional<Points> read = read(info, Math.max(0, query.from() - before), step, consolidation);
        if (read.isPresent()) {
            long first =
                    Math.floorDiv(query.from(), read.get().step()) * read.get().step();
            if (read.get().from() == first && first > 0) { // its step is longer than was foreseen
                read = read(info, first - read.get().step(), step, consolidation);
            }
        }
        return read.map(points -> Column.of(points).rate());
    }

    /**
     * A series as a line of its own.
     *
     * @param low the least sample of each point; empty where a point is one sample, or if nobody wants to know
     * @param high the greatest
     */
    record Plain(Column column, double[] low, double[] high) {}

    /** A line of its own. @return empty if the series was removed just now */
    Optional<Plain> plain(SeriesInfo info) {
        if (rate || !query.band()) {
            return column(info, step()).map(column -> new Plain(column, NONE, NONE));
        }
        return series.band(info.id(), query.from(), query.to(), step()).map(band -> {
            var column = Column.of(
                    switch (consolidation) {
                        case AVERAGE -> band.average();
                        case MIN -> band.min();
                        case MAX -> band.max();
                    });
            boolean several = column.step() > info.key().step().toMillis();
            return several
                    ? new Plain(column, band.min().values(), band.max().values())
                    : new Plain(column, NONE, NONE);
        });
    }

    private Optional<Points> read(SeriesInfo info, long from, long step, Consolidation wanted) {
        return series.read(info.id(), from, query.to(), step, wanted);
    }

    /** The unit of what is read. */
    String unit(SeriesInfo info) {
        String unit = info.key().unit();
        if (!rate) {
            return unit;
        }
        return switch (unit) {
            case "" -> "/s";
            case "s" -> "ratio"; // seconds a second, such as those of a processor
            default -> unit + "/s";
        };
    }
}
