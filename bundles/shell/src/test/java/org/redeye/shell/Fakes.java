package org.redeye.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.Reading;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.check.Watch;
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.History;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;
import org.redeye.api.packages.Spot;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.packages.Units;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/** Engines in memory: they hold what a test puts in and do with it what the API says, no more. */
final class Fakes {
    static final Instant AT = Instant.parse("2026-11-21T09:30:00Z");

    private Fakes() {}

    static final class FakeRegistry implements PluginRegistry {
        final List<PluginInfo> plugins = new ArrayList<>();

        void add(String id, PluginState state, String reason) {
            plugins.add(new PluginInfo(
                    PluginId.parse(id), "1.2.3", "Title", "Help.", "org.example", 7, state, reason, Schema.EMPTY));
        }

        @Override
        public List<PluginInfo> list() {
            return List.copyOf(plugins);
        }

        @Override
        public Optional<PluginInfo> find(PluginId id) {
            return plugins.stream().filter(info -> info.id().equals(id)).findFirst();
        }

        @Override
        public <T> Optional<T> instance(PluginId id, Class<T> type) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> resource(PluginId id, String path) {
            return Optional.empty();
        }

        @Override
        public Subscription onChange(Consumer<PluginId> listener) {
            return () -> {};
        }
    }

    /** A package's declarations are the lines of its text; a line with {@code tab} is refused. */
    static final class FakePackages implements Packages {
        /** For whose approval changes wait; empty if they are made. */
        String pending = "";

        final Map<String, String> texts = new TreeMap<>();
        Change changed = Change.by("nobody");

        @Override
        public List<PackageInfo> list() {
            return texts.entrySet().stream()
                    .map(entry -> info(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static PackageInfo info(String name, String text) {
            return new PackageInfo(
                    name,
                    "1.0.0",
                    "The " + name,
                    name + ".yaml",
                    "e" + text.hashCode(),
                    AT,
                    problems(name, text),
                    List.of(),
                    Map.of("checks", ids(text).size()),
                    Map.of(name + "/jobs", "needs section:jobs"));
        }

        @Override
        public Optional<PackageInfo> find(String name) {
            return list().stream().filter(info -> info.name().equals(name)).findFirst();
        }

        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }

        @Override
        public List<Item> items(String name, String section) {
            return List.of();
        }

        @Override
        public Draft draft(String name, String text, Map<String, FileText> files, List<Edit> edits, List<?> path) {
            String edited = text
                    + edits.stream()
                            .map(edit -> edit.toString().replaceAll("\\R", "\\\\n") + "\n")
                            .collect(Collectors.joining());
            String spot = path.stream().map(String::valueOf).collect(Collectors.joining("/"));
            return new Draft(
                    edited,
                    List.of(),
                    problems(name, edited),
                    List.of(),
                    Map.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    ids(text).contains(spot) ? Optional.of(spot(path, spot)) : Optional.empty());
        }

        /** A path that ends with {@code list} leads to a list, any other one to a text. */
        private static Spot spot(List<?> path, String written) {
            Object raw = written.endsWith("list") ? List.of("a") : "raw";
            return new Spot(
                    List.copyOf(path),
                    new Outline("k", Outline.Kind.TEXT, Outline.Role.VALUE, 1, 1, 0, 1, "", List.of()),
                    "hosts",
                    List.of(),
                    Optional.of(raw),
                    written + ": raw # note\n",
                    Map.of(),
                    Map.of(),
                    List.of());
        }

        @Override
        public Optional<Schema> schema(String name, String section) {
            return Optional.empty();
        }

        @Override
        public Plan plan(String name, String text, Map<String, FileText> files) {
            List<Problem> problems = problems(name, text);
            if (!problems.isEmpty()) {
                throw new PackageException(problems);
            }
            List<String> before = ids(texts.getOrDefault(name, ""));
            List<String> after = ids(text);
            return new Plan(
                    name,
                    after.stream().filter(id -> !before.contains(id)).toList(),
                    List.of(),
                    before.stream().filter(id -> !after.contains(id)).toList(),
                    "e" + text.hashCode());
        }

        @Override
        public Plan apply(String name, String text, String seen, Map<String, FileText> files, Change change) {
            Plan plan = plan(name, text);
            changed = change;
            if (!pending.isEmpty()) {
                return plan.waiting("0c0c0c0c", pending);
            }
            texts.put(name, text);
            return plan;
        }

        @Override
        public Plan remove(String name, String seen, Change change) {
            changed = change;
            String text = texts.remove(name);
            if (text == null) {
                throw new PackageException(PackageException.Kind.MISSING, "There is no package '" + name + "'");
            }
            return new Plan(name, List.of(), List.of(), ids(text), "");
        }

        @Override
        public Plan insert(
                String name,
                String section,
                List<String> path,
                Map<String, Object> fields,
                String seen,
                Change change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan delete(String name, String section, List<String> path, String seen, Change change) {
            throw new UnsupportedOperationException();
        }

        private static List<String> ids(String text) {
            return text.lines().filter(line -> !line.startsWith("package:")).toList();
        }

        private static List<Problem> problems(String name, String text) {
            var problems = new ArrayList<Problem>();
            int line = 0;
            for (String content : text.lines().toList()) {
                line++;
                if (content.contains("tab")) {
                    problems.add(
                            new Problem(new Position(name + ".yaml", line, 3), "'tab' is no key of a check.", "table"));
                }
            }
            return problems;
        }
    }

    /** A unit is a file whose text is that of the package with the file's name. */
    static final class FakeUnits implements Units {
        private final FakePackages packages;
        FileChanges drift = FileChanges.NONE;
        String signed = "";

        FakeUnits(FakePackages packages) {
            this.packages = packages;
        }

        @Override
        public List<UnitInfo> list() {
            return packages.texts.keySet().stream().map(this::info).toList();
        }

        @Override
        public Optional<UnitInfo> find(String name) {
            return packages.find(name).map(info -> info(name));
        }

        private UnitInfo info(String name) {
            return new UnitInfo(
                    name,
                    "1.0.0",
                    AT,
                    name + ".zip",
                    "release",
                    drift,
                    List.of(
                            new UnitInfo.Need("package", "base", "[1.0.0,2.0.0)", "1.5", true),
                            new UnitInfo.Need("plugin", "probe:ups", "1.0.0", "", false)),
                    List.of("office"),
                    List.of("base"));
        }

        @Override
        public UnitPlan plan(UnitSource source) {
            String name = source.name().replaceFirst("\\..*", "");
            boolean there = packages.texts.containsKey(name);
            Plan plan = packages.plan(name, text(source))
                    .with(new FileChanges(List.of(name + "/a.py"), List.of(name + ".yaml"), List.of()));
            return new UnitPlan(name, there ? "1.0.0" : "", "2.0.0", signed, plan);
        }

        private static String text(UnitSource source) {
            try {
                return Files.readString(((UnitSource.Place) source).path());
            } catch (IOException e) {
                throw new PackageException(PackageException.Kind.MISSING, "There is no file " + source.name() + ".");
            }
        }

        @Override
        public UnitPlan install(UnitSource source, String seen, Change change) {
            UnitPlan plan = plan(source);
            packages.apply(plan.name(), text(source), seen, change);
            return plan;
        }

        @Override
        public Plan removal(String name) {
            return new Plan(name, List.of(), List.of(), FakePackages.ids(packages.texts.getOrDefault(name, "")), "");
        }

        @Override
        public void export(String name, OutputStream to) {
            try {
                to.write(packages.text(name).orElseThrow().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String sign(Path unit, Path key) {
            signed = unit + " by " + key;
            return "lan";
        }

        @Override
        public List<Arrival> arrivals() {
            return List.of();
        }
    }

    /** Two revisions of {@code lan}; the older one had the text {@code ping}. */
    static final class FakeHistory implements History {
        static final String NEW = "b".repeat(40);
        static final String OLD = "a".repeat(40);
        private final FakePackages packages;
        String waiting = "";

        FakeHistory(FakePackages packages) {
            this.packages = packages;
        }

        @Override
        public List<Revision> log(String name, int limit, String before) {
            var all = new ArrayList<Revision>();
            if (name.equals("lan")) {
                all.add(new Revision(NEW, AT, "anne", "Change ping of lan", "Too slow\n\nby far", false));
                all.add(new Revision(OLD, AT.minusSeconds(60), "by hand (root)", "Add the package lan", "", false));
            }
            return all.stream().skip(before.isEmpty() ? 0 : 1).limit(limit).toList();
        }

        @Override
        public Optional<String> text(String name, String revision) {
            return OLD.startsWith(revision) ? Optional.of("ping\n") : Optional.empty();
        }

        @Override
        public String diff(String name, String from, String to) {
            return from.equals("same") ? "" : "--- " + from + "\n+++ " + to + "\n";
        }

        @Override
        public Plan plan(String name, String revision) {
            return packages.plan(
                    name,
                    text(name, revision)
                            .orElseThrow(() -> new PackageException(
                                    PackageException.Kind.MISSING,
                                    "'" + name + "' is not there in the revision " + revision)));
        }

        @Override
        public Plan rollback(String name, String revision, String seen, Change change) {
            return packages.apply(name, text(name, revision).orElseThrow(), seen, change);
        }

        @Override
        public String waiting() {
            return waiting;
        }
    }

    static class FakeChecks implements Checks {
        final Map<String, CheckStatus> all = new TreeMap<>();
        final Map<String, CompletionStage<CheckRun>> runs = new LinkedHashMap<>();

        void add(String id, CheckState state, String reason, CheckRun... last) {
            var declaration = new CheckDeclaration(
                    id,
                    "lan",
                    "Title",
                    "ping",
                    "this",
                    "127.0.0.1",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Map.of());
            all.put(
                    id,
                    new CheckStatus(
                            declaration,
                            state,
                            reason,
                            last.length == 0 ? "" : last[0].message(),
                            AT,
                            last.length == 0 ? Optional.empty() : Optional.of(last[0]),
                            "n1",
                            Optional.of(AT.plusSeconds(10)),
                            new SlotCounts(5, 1, 2, 3, 4)));
        }

        static CheckRun run(String id, Status status, Reason reason) {
            return new CheckRun(
                    id,
                    AT,
                    Duration.ofMillis(250),
                    Duration.ofMillis(1_500),
                    status,
                    reason,
                    "2 of 3 packets came back",
                    List.of(
                            new Reading("loss_ratio", "", "ratio", 1.0 / 3),
                            new Reading("used_bytes", "/var", "B", 1e9),
                            new Reading("jitter_seconds", "", "s", Double.NaN)),
                    "",
                    List.of("sent 3"),
                    "probe:ping 1.2.3");
        }

        /** The shell does not watch. */
        @Override
        public Watch watch(String id, Duration every, Duration length) {
            throw new IllegalStateException("'" + id + "' cannot be watched here");
        }

        @Override
        public Optional<Watch> watched(String watch) {
            return Optional.empty();
        }

        @Override
        public void endWatch(String watch) {
            // there is none
        }

        @Override
        public List<CheckStatus> list() {
            return List.copyOf(all.values());
        }

        @Override
        public Optional<CheckStatus> find(String id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public CompletionStage<CheckRun> run(String id) {
            return runs.getOrDefault(
                    id, CompletableFuture.failedFuture(new IllegalArgumentException("There is no check '" + id + "'")));
        }
    }

    static final class FakeSeries implements Series {
        final Map<String, SeriesInfo> all = new TreeMap<>();
        final List<String> reads = new ArrayList<>();

        void add(String check, String metric, String item, long lastAt, double lastValue, long ended) {
            var key = new SeriesKey(check, metric, item, "s", "n1", Duration.ofSeconds(10));
            all.put(key.id(), new SeriesInfo(key, lastAt, lastValue, ended));
        }

        @Override
        public CompletionStage<Void> append(List<Sample> samples) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            String regex = ("\\Q" + match + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            return all.values().stream()
                    .filter(info -> info.id().matches(regex) && info.id().compareTo(after) > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            reads.add((to - from) + " " + step + " " + consolidation);
            return get(id).map(info -> new Points(info.key(), from, step, new double[] {0, Double.NaN, 0.25}));
        }

        @Override
        public void end(String id, long at) {
            throw new UnsupportedOperationException();
        }
    }
}
