package org.redeye.graphs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.api.platform.Platform;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.store.StoredSeries;

/**
 * What a graph costs: 500×180, one day of samples every 10 s, out of the store {@code rrd4j} on disk, drawn anew each time
 * because a sample came. CPU of the whole process. A program, no test; {@code bench/graphs.sh} runs it with the store on
 * its class path: {@code GraphBench [rounds] [draws a round]}.
 */
final class GraphBench {

    private static final int SERIES = 20;
    private static final int SAMPLES = 8_640;
    private static final long STEP = 10_000;

    private SeriesStore store;
    private final List<SeriesKey> keys = new ArrayList<>();
    private GraphsEngine engine;
    private long at = System.currentTimeMillis() / STEP * STEP - SAMPLES * STEP;
    private int next;
    /** So that nothing is optimised away. */
    private long seen;

    private GraphBench(SeriesStore store) {
        use(store);
        for (int i = 0; i < SERIES; i++) {
            keys.add(new SeriesKey("bench/checks/c" + i, "total_seconds", "", "s", "node", Duration.ofMillis(STEP)));
        }
    }

    private void use(SeriesStore given) {
        store = given;
        engine = new GraphsEngine(64 << 20, InstantSource.system()).with(new StoredSeries(given), null);
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int draws = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        Path folder = Files.createTempDirectory("graph-bench");
        var bench = new GraphBench(rrd4j(folder));
        bench.fill();
        ((AutoCloseable) bench.store).close(); // as after ten minutes: what waits is worked into the files
        bench.use(rrd4j(folder));
        for (PictureFormat format : PictureFormat.values()) {
            bench.cpu(draws, () -> bench.draw(format)); // warm up
        }
        bench.cpu(20 * draws, () -> bench.cached(PictureFormat.SVG));
        System.out.printf("%-44s %10s %10s %10s%n", "CPU a graph, ms", "median", "min", "max");
        print("a sample, and nothing drawn", rounds, () -> bench.cpu(draws, bench::sample));
        print("one day of points read, nothing drawn", rounds, () -> bench.cpu(draws, bench::read));
        print("a sample, and SVG of one day", rounds, () -> bench.cpu(draws, () -> bench.draw(PictureFormat.SVG)));
        print("a sample, and PNG of one day", rounds, () -> bench.cpu(draws, () -> bench.draw(PictureFormat.PNG)));
        print("SVG that is there", rounds, () -> bench.cpu(20 * draws, () -> bench.cached(PictureFormat.SVG)));
        System.out.println("(" + bench.seen + ")");
        System.exit(0);
    }

    /** By its names: a bundle does not know the classes of a plugin. */
    private static SeriesStore rrd4j(Path folder) throws ReflectiveOperationException {
        Class<?> config = Class.forName("org.redeye.store.rrd4j.Config");
        Object defaults = Proxy.newProxyInstance(
                config.getClassLoader(), new Class<?>[] {config}, (self, method, none) -> method.getDefaultValue());
        Constructor<?> made =
                Class.forName("org.redeye.store.rrd4j.RrdSeriesStore").getConstructor(Platform.class, config);
        return (SeriesStore) made.newInstance(FakePlatform.in(folder), defaults);
    }

    private static void print(String name, int rounds, java.util.function.DoubleSupplier figure) {
        double[] all = new double[rounds];
        Arrays.setAll(all, i -> figure.getAsDouble());
        Arrays.sort(all);
        System.out.printf("%-44s %10.4f %10.4f %10.4f%n", name, all[rounds / 2], all[0], all[rounds - 1]);
    }

    private void fill() {
        var random = new Random(1);
        for (int i = 0; i < SAMPLES; i++, at += STEP) {
            double wave = 0.02 + 0.01 * Math.sin(i / 500.0);
            var batch = new ArrayList<Sample>();
            for (SeriesKey key : keys) {
                batch.add(new Sample(key, at, i % 2000 > 1900 ? Double.NaN : wave * (1 + 0.2 * random.nextDouble())));
            }
            store.append(batch);
        }
    }

    /** CPU of the process, milliseconds a call. */
    private double cpu(int calls, Runnable call) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begun = machine.getProcessCpuTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (machine.getProcessCpuTime() - begun) / 1e6 / calls;
    }

    private void sample() {
        next = (next + 1) % SERIES;
        at += next == 0 ? STEP : 0;
        store.append(List.of(new Sample(keys.get(next), at, 0.025)));
    }

    private void read() {
        next = (next + 1) % SERIES;
        long day = 86_400_000;
        seen += store.band(keys.get(next).id(), at - day, at, day / 500)
                .orElseThrow()
                .average()
                .size();
    }

    private void draw(PictureFormat format) {
        sample();
        cached(format);
    }

    private void cached(PictureFormat format) {
        var day = new Span.Last(Duration.ofDays(1));
        seen += engine.draw(new GraphSpec(
                        keys.get(next).id(), Optional.empty(), day, 500, 180, Theme.LIGHT, format, ZoneOffset.UTC))
                .orElseThrow()
                .bytes()
                .length;
    }
}
