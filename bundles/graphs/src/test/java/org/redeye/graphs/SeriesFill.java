package org.redeye.graphs;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.redeye.api.platform.Platform;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.FakePlatform;

/**
 * Writes samples of the last hours into a data directory, so that there is something to look at: {@code SeriesFill folder
 * series hours} makes {@code folder/data}. A program, no test; {@code bench/graph-page.sh} runs it with the store on its
 * class path. Its series are those of the package that {@code GraphPageBench} writes.
 */
final class SeriesFill {

    private static final long STEP = 10_000;

    private SeriesFill() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        long to = System.currentTimeMillis() / STEP * STEP;
        var keys = new ArrayList<SeriesKey>();
        for (int i = 0; i < count; i++) {
            String check = "graphs/checks/all/tcp@h" + i;
            keys.add(new SeriesKey(check, "connect_seconds", "", "s", "node1", Duration.ofMillis(STEP)));
        }
        var random = new Random(1);
        SeriesStore store = rrd4j(Path.of(arguments[0]));
        for (long at = to - Duration.ofHours(Long.parseLong(arguments[2])).toMillis(); at < to; at += STEP) {
            long time = at;
            List<Sample> batch = keys.stream()
                    .map(key -> new Sample(key, time, 0.001 + 0.002 * random.nextDouble() * random.nextDouble()))
                    .toList();
            store.append(batch);
        }
        ((AutoCloseable) store).close();
    }

    /** By its names: a bundle does not know the classes of a plugin. */
    private static SeriesStore rrd4j(Path folder) throws ReflectiveOperationException {
        Class<?> config = Class.forName("org.redeye.store.rrd4j.Config");
        Object defaults = Proxy.newProxyInstance(
                config.getClassLoader(), new Class<?>[] {config}, (self, method, none) -> method.getDefaultValue());
        return (SeriesStore) Class.forName("org.redeye.store.rrd4j.RrdSeriesStore")
                .getConstructor(Platform.class, config)
                .newInstance(FakePlatform.in(folder), defaults);
    }
}
