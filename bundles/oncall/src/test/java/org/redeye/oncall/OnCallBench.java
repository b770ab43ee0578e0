package org.redeye.oncall;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;

/** What it costs to say who is on call; CPU of this thread. A program, no test; {@code bench/oncall.sh} runs it. */
final class OnCallBench {

    private static final ZoneId PRAGUE = Declare.PRAGUE;
    private static long seen;

    private OnCallBench() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        String[] names = IntStream.range(0, 14).mapToObj(i -> "p" + i).toArray(String[]::new);
        var weekly =
                Declare.schedule("weekly", PRAGUE, Declare.layer("base", Unit.WEEKS, 1, "2020-01-06T09:00", names));
        var layered = Declare.schedule(
                "layered",
                PRAGUE,
                Declare.layer("base", Unit.WEEKS, 1, "2020-01-06T09:00", names),
                Declare.within(Declare.layer("night", Unit.DAYS, 1, "2020-01-06T12:00", names), "", "22:00", "06:00"),
                Declare.layer("office", Unit.WEEKDAYS, 1, "2020-01-06T08:00", names));
        var plan = new Plan(
                Declare.people(names),
                List.of(Declare.role("weekly", "weekly", List.of()), Declare.role("layered", "layered", List.of())),
                List.of(weekly, layered),
                List.of());
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        for (String role : List.of("weekly", "layered")) {
            print(
                    "holder of a role, " + role + ", µs",
                    rounds,
                    100_000,
                    i -> seen += plan.holder(role, begin.plus(Duration.ofMinutes(37L * i)))
                            .orElseThrow()
                            .because()
                            .length());
            print(
                    "90 days of shifts, " + role + ", µs",
                    rounds,
                    500,
                    i -> seen += plan.shifts(role, begin.plus(Duration.ofDays(i)), begin.plus(Duration.ofDays(i + 90L)))
                            .size());
        }
        print(
                "findings of 90 days, both schedules, µs",
                rounds,
                100,
                i -> seen += plan.findings(begin.plus(Duration.ofDays(i)), begin.plus(Duration.ofDays(i + 90L)))
                        .size());
        System.out.println("(" + seen + ")");
    }

    private static void print(String what, int rounds, int times, IntConsumer work) {
        IntStream.range(0, times).forEach(work); // warm up
        double[] micros = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            IntStream.range(0, times).forEach(work);
            micros[round] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e3 / times;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%-44s median %8.1f  min %8.1f  max %8.1f%n", what, micros[rounds / 2], micros[0], micros[rounds - 1]);
    }
}
