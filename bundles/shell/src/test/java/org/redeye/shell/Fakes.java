package org.redeye.shell;

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
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.Reading;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.History;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;
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
        public Draft draft(String name, String text, List<Edit> edits, List<?> path) {
            throw new UnsupportedOperationException("no command works on drafts");
        }

        @Override
        public Optional<Schema> schema(String name, String section) {
            return Optional.empty();
        }

        @Override
        public Plan plan(String name, String text) {
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
        public Plan apply(String name, String text, String seen, Change change) {
            Plan plan = plan(name, text);
            changed = change;
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
