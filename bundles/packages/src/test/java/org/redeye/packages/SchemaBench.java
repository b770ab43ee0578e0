package org.redeye.packages;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.script.Programs;
import org.redeye.packages.yaml.Document;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/**
 * How long a package with many items takes from its text to its declarations: items of a plugin's section, of a section of
 * the package's own, and of one with a {@code validate} and a {@code process} script. A program, no test:
 * {@code SchemaBench [items] [rounds]}.
 */
public final class SchemaBench {

    private SchemaBench() {}

    /** Runs it and prints the figures. */
    public static void main(String[] args) throws Exception {
        int items = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 12;
        Path folder = Files.createTempDirectory("rem-bench-");
        try (var bench = new Workbench(folder)) {
            var plugins = new FakePluginRegistry()
                    .withClassPath("field", FieldType.class)
                    .with("section", "things", new PackagesEngineTest.Things());
            bench.python("big/scripts/validate.py", "answer = {'problems': []}");
            bench.python(
                    "big/scripts/process.py",
                    "answer = {i['id']: {'things': {'all': {i['fields']['name']: {'size': i['fields']['workers']}}}}"
                            + " for i in given['items']}");
            bench.trust.trust("big");
            var answers = new Answers(
                    bench.scripts(),
                    new Programs(folder.resolve("data/packages")),
                    new TrustFile(FakePlatform.in(folder)),
                    folder.resolve("cache"));
            var compiler = new PackageCompiler(
                    plugins, new SchemaBinder(plugins), new Guard(Duration.ofSeconds(60)), Map.of(), answers);
            measure("section of a plugin", compiler, things(items), rounds);
            measure("section of its own", compiler, plans(items, ""), rounds);
            measure(
                    "section of its own, validate and process",
                    compiler,
                    plans(
                            items,
                            "    limits: {output: 16MiB, time: 30s}\n    validate: scripts/validate.py\n"
                                    + "    process: scripts/process.py\n"),
                    rounds);
            System.out.println("scripts called: " + bench.takeCalled().size());
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Of the whole process, compiler and collector included. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String things(int items) {
        var text = new StringBuilder("things:\n");
        for (int i = 0; i < items; i++) {
            text.append(i % 100 == 0 ? "  group" + i / 100 + ":\n" : "")
                    .append("    thing")
                    .append(i)
                    .append(": {size: ")
                    .append(15 + i % 70)
                    .append("}\n");
        }
        return text.toString();
    }

    private static String plans(int items, String scripts) {
        var text = new StringBuilder("schema:\n  plans:\n    grouped indexes:\n      - {index: group, type: text}\n"
                + "      - {index: null, key field: name}\n    fields:\n      script: {type: text, required: true}\n"
                + "      workers: {type: number, default: 1, min: 1}\n      title: text\n" + scripts + "plans:\n");
        for (int i = 0; i < items; i++) {
            text.append(i % 100 == 0 ? "  group" + i / 100 + ":\n" : "")
                    .append("    plan")
                    .append(i)
                    .append(": {script: t.py, workers: ")
                    .append(15 + i % 70)
                    .append(", title: Plan ")
                    .append(i)
                    .append("}\n");
        }
        return text.toString();
    }

    /** Each round another text, so that no answer is kept; the first is cold. */
    private static void measure(String what, PackageCompiler compiler, String text, int rounds) {
        long[] millis = new long[rounds];
        long[] cpu = new long[rounds];
        @Nullable Compiled last = null;
        for (int i = 0; i < rounds; i++) {
            String edited = text.replaceFirst("plan0: \\{script: t.py", "plan0: {script: t" + i + ".py");
            long begun = System.nanoTime();
            long cpuBegun = cpuNanos();
            last = compiler.compile("big", Document.read("big.yaml", edited), other -> Optional.empty());
            millis[i] = (System.nanoTime() - begun) / 1_000_000;
            cpu[i] = (cpuNanos() - cpuBegun) / 1_000_000;
        }
        if (last == null || !last.valid()) {
            throw new IllegalStateException("the package of the bench is refused");
        }
        long first = millis[0];
        Arrays.sort(millis);
        Arrays.sort(cpu);
        System.out.printf(
                "%s: first %d ms, median %d ms, best %d ms; CPU without scripts median %d ms, best %d ms; %d items, %d"
                        + " declarations%n",
                what,
                first,
                millis[rounds / 2],
                millis[0],
                cpu[rounds / 2],
                cpu[0],
                List.copyOf(last.items().values()).get(0).size(),
                last.declarations().size());
    }
}
