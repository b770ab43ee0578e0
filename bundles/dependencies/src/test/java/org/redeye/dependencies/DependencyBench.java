package org.redeye.dependencies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.alert.Severity;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.section.Changes;

/**
 * What it costs to keep 10,000 hosts with five checks each, every one behind two switches of four floors, and to ask whose
 * fault it is while the root is down. A program, no test: its class path is this module's of tests.
 */
final class DependencyBench {

    private static final int HOSTS = 10_000;
    private static final int CHECKS = 5;
    private static final int FAN = 10;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final DependencyEngine engine = new DependencyEngine();

    public static void main(String[] arguments) {
        new DependencyBench().run();
    }

    private void run() {
        long begin = System.nanoTime();
        for (int i = 0; i < HOSTS * CHECKS; i++) {
            engine.stands(status(i));
        }
        tell("a new check", begin, HOSTS * CHECKS);
        var declarations = new ArrayList<DependencyDeclaration>();
        for (int i = 2; i < HOSTS; i++) {
            int above = i / FAN;
            int beside = above % 2 == 0 ? above + 1 : above - 1;
            List<List<String>> ways = List.of(List.of("h" + above), List.of("h" + beside));
            declarations.add(new DependencyDeclaration("lan/hosts/a/h" + i, "lan", "h" + i, List.of(), ways));
        }
        begin = System.nanoTime();
        engine.apply(new Changes<>(declarations, List.of(), List.of()));
        tell("a new dependency", begin, HOSTS);
        for (int round = 0; round < 5; round++) {
            begin = System.nanoTime();
            for (int i = 0; i < HOSTS * CHECKS; i++) {
                engine.stands(status(i));
            }
            tell("a run of a check", begin, HOSTS * CHECKS);
            begin = System.nanoTime();
            int blamed = 0;
            for (int i = 0; i < HOSTS * CHECKS; i++) {
                blamed += engine.blame(condition(i)).checks().isEmpty() ? 0 : 1;
            }
            tell("whose fault, " + blamed + " of " + HOSTS * CHECKS + " that of others", begin, HOSTS * CHECKS);
        }
    }

    private static void tell(String what, long begin, int count) {
        System.out.printf("%.2f µs for %s%n", (System.nanoTime() - begin) / 1e3 / count, what);
    }

    private static String id(int i) {
        return "lan/checks/lan/c" + i / HOSTS + "@h" + i % HOSTS;
    }

    private static CheckStatus status(int i) {
        var declaration = new CheckDeclaration(
                id(i), "lan", "", "ping", "h" + i % HOSTS, "", Duration.ofSeconds(10), Duration.ofSeconds(5), Map.of());
        var run = new CheckRun(
                id(i),
                AT,
                Duration.ZERO,
                Duration.ZERO,
                Status.CRITICAL,
                Reason.TIMEOUT,
                "",
                List.of(),
                "",
                List.of(),
                "");
        return new CheckStatus(
                declaration,
                CheckState.CRITICAL,
                "timeout",
                "",
                AT,
                Optional.of(run),
                "n",
                Optional.empty(),
                new SlotCounts(0, 0, 0, 0, 0));
    }

    private static Condition condition(int i) {
        return new Condition(
                "r|" + i, "r", "lan", id(i), "", Severity.CRITICAL, true, AT, "", "", "", Map.of(), Map.of(), Map.of());
    }
}
