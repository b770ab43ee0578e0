package org.redeye.probe.sweep;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.redeye.testkit.FakeProbeContext;

/**
 * Measures: sweeps over 5,000 addresses of this machine, without the platform. Arguments: sweeps a round (100), rounds (5).
 * Prints for each round CPU of the whole process a ping, and pings a second.
 */
public final class Load {

    private static final int ADDRESSES = 5_000;

    private Load() {}

    public static void main(String[] args) throws Exception {
        int sweeps = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var config = new SweepConfig(
                List.of("127.20.0.1-127.20.19.136"),
                List.of(),
                Duration.ofMillis(500),
                1,
                1_000_000,
                ADDRESSES,
                0,
                false,
                true);
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < rounds; round++) {
            long cpu = machine.getProcessCpuTime();
            long begun = System.nanoTime();
            for (int i = 0; i < sweeps; i++) {
                new SweepProbe()
                        .probe(config, FakeProbeContext.local())
                        .toCompletableFuture()
                        .get();
            }
            double pings = (double) sweeps * ADDRESSES;
            System.out.printf(
                    "%.2f us CPU a ping, %,.0f pings/s%n",
                    (machine.getProcessCpuTime() - cpu) / 1e3 / pings, pings * 1e9 / (System.nanoTime() - begun));
        }
    }
}
