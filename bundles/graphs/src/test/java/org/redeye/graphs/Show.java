package org.redeye.graphs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.StoredSeries;

/** Writes pictures of all kinds into a folder, to be looked at. Not a test: {@code Show <folder>}. */
final class Show {

    private static final long NOW = Instant.parse("2026-11-21T20:03:05Z").toEpochMilli();
    private static final String CHECK = "system_monitor/checks/local/system@this";

    private final Path folder;
    private final StoredSeries series = new StoredSeries();
    private final GraphsEngine engine =
            new GraphsEngine(1 << 25, new ManualClock(Instant.ofEpochMilli(NOW))).with(series, null);

    private Show(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new Show(Files.createDirectories(Path.of(arguments[0]))).all();
    }

    private void all() throws Exception {
        wave("cpu_ratio", "user", "ratio", 10, 9000, 0.3);
        wave("cpu_ratio", "system", "ratio", 10, 9000, 0.1);
        wave("cpu_ratio", "iowait", "ratio", 10, 9000, 0.05);
        wave("used_bytes", "/data", "B", 10, 9000, 7e9);
        wave("total_seconds", "", "s", 10, 9000, 0.02);
        for (int i = 0; i < 14; i++) {
            wave("net_bytes", "eth" + i, "B/s", 60, 1500, 1e5 * (i + 1));
        }
        show("hour", CHECK + ":total_seconds", Duration.ofHours(1), 500, 180);
        show("day", CHECK + ":total_seconds", Duration.ofDays(1), 500, 180);
        show("week", CHECK + ":total_seconds", Duration.ofDays(7), 500, 180);
        show("year", CHECK + ":used_bytes[/data]", Duration.ofDays(365), 900, 280);
        show("many", CHECK, Duration.ofHours(6), 900, 280);
        show("many500", CHECK, Duration.ofHours(6), 500, 180);
        show("cpu", CHECK + ":cpu_ratio[user]", Duration.ofHours(6), 300, 120);
        show("small", CHECK + ":cpu_ratio[user]", Duration.ofHours(1), 100, 60);
        show("large", CHECK, Duration.ofDays(1), 1400, 600);
    }

    private void wave(String metric, String item, String unit, int step, int count, double size) {
        var random = new Random(metric.hashCode() * 31L + item.hashCode());
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            double spike = random.nextInt(200) == 0 ? 2.5 : 1;
            values[i] = size * spike * (0.6 + 0.3 * Math.sin(i / 300.0 + size) + 0.1 * random.nextDouble());
            if (i > count - 120 && i < count - 80 || i % 2500 > 2350) {
                values[i] = Double.NaN;
            }
        }
        values[count - 100] = size;
        series.put(
                StoredSeries.key(CHECK, metric, item, unit, step),
                NOW - NOW % 10_000 - step * 1000L * (count - 1),
                values);
    }

    private void show(String name, String id, Duration length, int width, int height) throws Exception {
        for (Theme theme : Theme.values()) {
            for (PictureFormat format : PictureFormat.values()) {
                var spec = new GraphSpec(
                        id, Optional.empty(), new Span.Last(length), width, height, theme, format, ZoneOffset.UTC);
                Files.write(
                        folder.resolve(name + "-" + theme.word() + "." + format.ending()),
                        engine.draw(spec).orElseThrow().bytes());
            }
        }
    }
}
