package org.redeye.probe.http;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.testkit.FakeProbeContext;

/**
 * Measures what a check costs: {@code Load URL [seconds] [in flight]}. Keeps so many checks in flight against a server that
 * runs in a process of its own, and prints checks a second and CPU a check, both of this process.
 */
public final class Load {

    private final HttpProbe probe = new HttpProbe();
    private final HttpConfig config;
    private final FakeProbeContext context = FakeProbeContext.local().within(Duration.ofHours(1));
    private final Map<String, LongAdder> found = new ConcurrentHashMap<>();
    private final CountDownLatch running;
    private volatile boolean ending;

    private Load(String url, int inFlight) throws Exception {
        config = Ask.url(url).with("verify", false).with("certificate days", 0).config();
        running = new CountDownLatch(inFlight);
    }

    /** Warms up for a third of the time, then measures. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        int inFlight = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
        new Load(arguments[0], inFlight).run(seconds, inFlight);
    }

    private void run(int seconds, int inFlight) throws InterruptedException {
        for (int i = 0; i < inFlight; i++) {
            next();
        }
        Thread.sleep(seconds * 1000L / 3);
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        found.clear();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double used = system.getProcessCpuTime() - cpu;
        double time = (System.nanoTime() - began) / 1e9;
        long count = found.values().stream().mapToLong(LongAdder::sum).sum();
        ending = true;
        running.await();
        System.out.printf(
                "%.0f checks/s, %.1f µs CPU a check, %d in flight, %s%n",
                count / time, used / count / 1e3, inFlight, new TreeMap<>(found));
        probe.close();
    }

    private void next() {
        if (ending) {
            running.countDown();
            return;
        }
        probe.probe(config, context).whenComplete((outcome, broken) -> {
            String what = broken == null ? outcome.reason().word() : broken.toString();
            found.computeIfAbsent(what, word -> new LongAdder()).increment();
            next();
        });
    }
}
