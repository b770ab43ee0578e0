package org.redeye.graphs;

import java.util.ArrayList;
import java.util.List;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.series.Band;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/** Reads the points of a scene: one for each pixel at most. */
final class Reading {

    private Reading() {}

    /** @throws org.redeye.api.store.StoreException if the series cannot be read */
    static Sheet sheet(GraphSpec spec, Scene scene, Series series) {
        List<SeriesKey> keys = scene.series().stream().map(SeriesInfo::key).toList();
        List<String> labels = Names.labels(keys);
        long step = Math.max(1, (scene.to() - scene.from() + spec.width() - 1) / spec.width());
        var lines = new ArrayList<Line>();
        for (int i = 0; i < keys.size(); i++) {
            lines.add(line(labels.get(i), scene.series().get(i), scene, step, series));
        }
        var window = new TimeAxis(scene.from(), scene.to(), spec.zone());
        return new Sheet(spec, scene.title(), window, scene.asOf(), scene.stale(), lines, scene.leftOff());
    }

    private static Line line(String label, SeriesInfo info, Scene scene, long step, Series series) {
        Band band = series.band(info.id(), scene.from(), scene.to(), step)
                .orElseGet(
                        () -> Band.of(new Points(info.key(), scene.from(), step, new double[0]))); // removed just now
        Points average = completed(band.average(), info);
        boolean consolidated = band.average().step() > info.key().step().toMillis();
        Points low = consolidated ? completed(band.min(), info) : average;
        Points high = consolidated ? completed(band.max(), info) : average;
        return new Line(label, info, average, low, high, last(info, average, scene));
    }

    /** With the newest sample in its place, if the store does not have it yet: it is told before it is stored. */
    private static Points completed(Points points, SeriesInfo info) {
        long place = Math.floorDiv(info.lastAt() - points.from(), points.step());
        boolean missing = Double.isFinite(info.lastValue())
                && place >= 0
                && place < points.size()
                && Double.isNaN(points.values()[(int) place]);
        if (!missing) {
            return points;
        }
        double[] values = points.values().clone();
        values[(int) place] = info.lastValue();
        return new Points(points.key(), points.from(), points.step(), values);
    }

    private static double last(SeriesInfo info, Points points, Scene scene) {
        if (info.lastAt() >= scene.from() && info.lastAt() < scene.to()) {
            return info.lastValue();
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            if (Double.isFinite(points.values()[i])) {
                return points.values()[i];
            }
        }
        return Double.NaN;
    }
}
