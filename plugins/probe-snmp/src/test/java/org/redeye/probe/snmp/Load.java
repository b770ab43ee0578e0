package org.redeye.probe.snmp;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;

/**
 * Measures: tables of 200 agents, two columns of 32 rows each, without the platform. Wants {@code bench/peers/agents.c} at work
 * on the port 21161. Arguments: runs a round (20,000), rounds (5), in flight (16). Prints for each round CPU of the whole process a
 * value, and values a second.
 */
public final class Load {

    private static final int VALUES = 64;
    private static final int AGENTS = 200;

    private Load() {}

    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int inFlight = args.length > 2 ? Integer.parseInt(args[2]) : 16;
        Path folder = Files.createTempDirectory("snmp-load");
        var probe = new SnmpProbe(new Agents(FakePlatform.in(folder)));
        var config = Settings.of(
                "{version: v2c, repetitions: 33, port: 21161, community: public, walk: {in_bytes_per_second: 1.3.6.1.2.1.2.2.1.10,"
                        + " out_bytes_per_second: 1.3.6.1.2.1.2.2.1.16}}");
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < rounds; round++) {
            long cpu = machine.getProcessCpuTime();
            long begun = System.nanoTime();
            run(probe, config, runs, inFlight);
            double values = (double) runs * VALUES;
            System.out.printf(
                    "%.2f us CPU a value, %,.0f values/s%n",
                    (machine.getProcessCpuTime() - cpu) / 1e3 / values, values * 1e9 / (System.nanoTime() - begun));
        }
        System.exit(0);
    }

    private static void run(SnmpProbe probe, SnmpConfig config, int runs, int inFlight) throws InterruptedException {
        var places = new Semaphore(inFlight);
        for (int i = 0; i < runs; i++) {
            places.acquire();
            var context = FakeProbeContext.to("127.30.0." + (i % AGENTS + 1)).directly();
            probe.probe(config, context).whenComplete((outcome, failed) -> {
                if (failed != null || outcome.metrics().size() != VALUES + 2) {
                    System.out.println(failed == null ? outcome.message() : failed.toString());
                }
                places.release();
            });
        }
        places.acquire(inFlight);
    }
}
