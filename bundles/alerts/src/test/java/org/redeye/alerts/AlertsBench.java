package org.redeye.alerts;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.alert.Condition;

/**
 * What a condition costs: the first time it is reported (grouped and written), and each time after that (nothing new). The state
 * store is in memory, so this is the engine alone. A program, no test: {@code AlertsBench [rounds] [conditions a round]}, run by
 * {@code bench/alerts.sh}.
 */
final class AlertsBench {

    private static final int BATCH = 500;

    private AlertsBench() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        for (int round = 0; round < rounds; round++) {
            var stage = new Stage();
            stage.onCall
                    .person("ann", FakeOnCall.contact("mail", "mail", Duration.ZERO))
                    .role("dba", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"));
            List<Condition> all = new ArrayList<>();
            for (int host = 0; host < count; host++) {
                all.add(stage.down("h" + host));
            }
            measure("first report", stage, all);
            measure("said again", stage, all);
            measureTick(stage);
        }
    }

    private static void measure(String what, Stage stage, List<Condition> all) {
        long cpu = cpu();
        long begun = System.nanoTime();
        for (int from = 0; from < all.size(); from += BATCH) {
            stage.report(all.subList(from, Math.min(all.size(), from + BATCH)).toArray(Condition[]::new));
        }
        long took = System.nanoTime() - begun;
        System.out.printf(
                "%-14s %9.0f conditions/s  %7.2f us of CPU a condition%n",
                what, all.size() * 1e9 / took, (cpu() - cpu) / 1e3 / all.size());
    }

    /** A look at all that goes on, as it is done each 5 s. */
    private static void measureTick(Stage stage) {
        stage.pass("10s");
        stage.clock.advance(Core.REVIEW);
        long cpu = cpu();
        stage.engine.tick();
        System.out.printf("%-14s %7.2f ms of CPU%n", "review", (cpu() - cpu) / 1e6);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
