package org.redeye.checks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesStore;

/**
 * What a metric costs from its probe to its file: the engines of checks and series, the event stream and the store rrd4j in one
 * process, fed by a probe that only makes metrics. A program, no test, started by {@code bench/outcomes.sh}:
 * {@code OutcomeBench [checks] [metrics] [every ms] [seconds] [rounds]}; {@code -Dforce} is how often the journal is forced. Prints CPU of the process for each metric a round, and
 * which threads took it.
 */
public final class OutcomeBench {

    private static final String SERIES = "org.redeye.series.SeriesEngine";
    private static final String STORE = "org.redeye.store.rrd4j.RrdSeriesStore";
    private static final String EVENTS = "org.redeye.shared.EventStream";

    private final FakePlugins plugins = new FakePlugins();
    private final Platform platform;

    private OutcomeBench(Path data) {
        this.platform = new Here(data);
    }

    /** Runs it and prints the figures. */
    public static void main(String[] args) throws Exception {
        int checks = number(args, 0, 2);
        int metrics = number(args, 1, 5_000);
        int every = number(args, 2, 100);
        int seconds = number(args, 3, 10);
        int rounds = number(args, 4, 5);
        Path data = Files.createTempDirectory("rem-outcomes");
        try {
            new OutcomeBench(data).run(checks, metrics, every, seconds, rounds);
        } finally {
            deleteAll(data);
        }
        System.exit(0);
    }

    private static int number(String[] args, int i, int otherwise) {
        return args.length > i ? Integer.parseInt(args[i]) : otherwise;
    }

    private void run(int checks, int metrics, int every, int seconds, int rounds) throws Exception {
        Files.createDirectories(platform.data().resolve("run"));
        var events = (Events) component(EVENTS, Map.of());
        // small files: they are made once, and written to for years
        var store = (SeriesStore) component(
                STORE,
                Map.of(
                        "fine_rows", 2_000,
                        "fine_least", "1m",
                        "fine_most", "1h",
                        "coarse", "10m:7d, 1h:30d",
                        "force", System.getProperty("force", "1s")));
        var registry = withStore(store);
        var series = (Series) component(SERIES, Map.of(), registry);
        String[] items = IntStream.range(0, metrics).mapToObj(i -> "10.0." + i).toArray(String[]::new);
        plugins.put(
                "x",
                new TestProbe((config, context) -> CompletableFuture.completedFuture(Outcome.ok("fine", made(items)))),
                "1.0.0");
        var engine = new ChecksEngine(
                plugins, new FakeBinder(), series, events, platform, ChecksEngineTest.settings(4_000, 8));
        var interval = Duration.ofMillis(every);
        List<CheckDeclaration> declared = IntStream.range(0, checks)
                .mapToObj(i -> World.check("p/checks/many/c" + i, "x", "h" + i, interval, interval, Map.of()))
                .toList();
        engine.apply(new Changes<>(declared, List.of(), List.of()));
        for (int round = 0; round < rounds; round++) {
            measure((Meters) series, seconds);
        }
        engine.stop();
    }

    private static void measure(Meters series, int seconds) throws Exception {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, Long> threads = threads();
        long cpu = machine.getProcessCpuTime();
        double stored = stored(series);
        Thread.sleep(seconds * 1_000L);
        double count = stored(series) - stored;
        cpu = machine.getProcessCpuTime() - cpu;
        var told = new StringBuilder();
        threads().entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue() - threads.getOrDefault(each.getKey(), 0L)))
                .filter(each -> each.getValue() > 1)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(each -> told.append(String.format("  %s %.2f", each.getKey(), each.getValue() * 1e4 / count)));
        System.out.printf(
                "%,.0f samples/s, %.2f µs CPU a sample; by threads:%s%n", count / seconds, cpu / 1e3 / count, told);
    }

    private static double stored(Meters series) {
        return series.read().stream()
                .filter(meter -> meter.name().equals("series_samples_stored_total"))
                .mapToDouble(Meter::value)
                .sum();
    }

    /** Hundredths of seconds by the name of the thread, without its number. */
    private static Map<String, Long> threads() throws IOException {
        var ticks = new TreeMap<String, Long>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                int end = stat.lastIndexOf(')');
                String name = stat.substring(stat.indexOf('(') + 1, end).replaceAll("[-#]?\\d+$", "");
                String[] fields = stat.substring(end + 2).split(" ");
                ticks.merge(name, Long.parseLong(fields[11]), Long::sum);
                ticks.merge(name + " (system)", Long.parseLong(fields[12]), Long::sum);
            }
        }
        return ticks;
    }

    private static List<Metric> made(String[] items) {
        var made = new ArrayList<Metric>(items.length);
        double now = System.nanoTime() % 1e9;
        for (int i = 0; i < items.length; i++) {
            made.add(Metric.of("round_trip_seconds", items[i], "s", now + i));
        }
        return made;
    }

    /** The plugins of the checks, and the store. */
    private PluginRegistry withStore(SeriesStore store) {
        var id = new PluginId("store", "rrd4j");
        return (PluginRegistry) Proxy.newProxyInstance(
                PluginRegistry.class.getClassLoader(),
                new Class<?>[] {PluginRegistry.class},
                (proxy, method, arguments) -> method.getName().equals("instance") && arguments[0].equals(id)
                        ? java.util.Optional.of(store)
                        : method.invoke(plugins, arguments));
    }

    /** A component of another bundle, by its public constructor; its settings are the defaults but for some. */
    private Object component(String name, Map<String, Object> settings, Object... services) throws Exception {
        for (Constructor<?> constructor : Class.forName(name).getConstructors()) {
            Class<?>[] types = constructor.getParameterTypes();
            var arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = argument(types[i], settings, services);
            }
            return constructor.newInstance(arguments);
        }
        throw new IllegalArgumentException(name + " has no public constructor");
    }

    private Object argument(Class<?> type, Map<String, Object> settings, Object... services) {
        if (type.isAnnotation()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
        }
        for (Object service : services) {
            if (type.isInstance(service)) {
                return service;
            }
        }
        return platform;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private record Here(Path data) implements Platform {
        @Override
        public String node() {
            return "n1";
        }

        @Override
        public Path home() {
            return data;
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public URI url() {
            return URI.create("http://127.0.0.1/");
        }

        @Override
        public Instant started() {
            return Instant.EPOCH;
        }
    }
}
