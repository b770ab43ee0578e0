package org.redeye.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Reading;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.packages.Difference;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Revision;
import org.redeye.api.packages.Run;
import org.redeye.api.packages.UnitInfo;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.schema.Problem;
import org.redeye.api.series.Points;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.site.Route;

/** The shapes that {@code --json} prints: those of the REST interface, so that a script can use either. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Map<String, Object> items(List<? extends Map<String, ?>> items) {
        return object("items", items);
    }

    static Map<String, Object> history(List<Revision> revisions, boolean more, String waiting) {
        var history = items(revisions.stream().map(Json::revision).toList());
        if (more) {
            history.put("next", revisions.get(revisions.size() - 1).id());
        }
        history.put("waiting", waiting.isEmpty() ? null : waiting);
        return history;
    }

    private static Map<String, Object> revision(Revision revision) {
        return object(
                "revision", revision.id(),
                "at", revision.at().toEpochMilli(),
                "author", revision.author(),
                "message", revision.message(),
                "why", revision.why(),
                "removed", revision.removed());
    }

    static Map<String, Object> plugin(PluginInfo info) {
        return object(
                "kind", info.id().kind(),
                "id", info.id().id(),
                "version", info.version(),
                "title", info.title(),
                "help", info.help(),
                "bundle", info.bundle(),
                "state", info.state().name().toLowerCase(Locale.ROOT),
                "reason", info.reason());
    }

    static Map<String, Object> packageInfo(PackageInfo info) {
        return object(
                "name", info.name(),
                "version", info.version(),
                "title", info.title(),
                "file", info.file(),
                "etag", info.etag(),
                "applied", info.applied().toEpochMilli(),
                "state", state(info),
                "problems", problems(info.problems()),
                "warnings", problems(info.warnings()),
                "sections", info.sections(),
                "pending", info.pending(),
                "trusted", info.trusted(),
                "scripts", info.scripts());
    }

    static Map<String, Object> route(Route route) {
        return object(
                "kind", route.kind().name().toLowerCase(Locale.ROOT),
                "package", route.packageName(),
                "path", address(route),
                "id", route.id(),
                "audience", route.audience().word(),
                "calls", route.calls(),
                "errors", route.errors(),
                "seconds", seconds(route.time()));
    }

    /** The whole address of a route. */
    static String address(Route route) {
        return "/site/" + route.packageName() + "/" + route.path();
    }

    static String state(PackageInfo info) {
        return info.problems().isEmpty() ? "applied" : "refused";
    }

    static Map<String, Object> difference(Difference one) {
        return object(
                "item", one.item(),
                "field", one.field(),
                "spec", one.spec(),
                "own", one.own(),
                "file", one.position().file(),
                "line", one.position().line(),
                "column", one.position().column());
    }

    static Map<String, Object> sectionRun(Run run) {
        return object(
                "package", run.packageName(),
                "section", run.section(),
                "dry_run", run.dryRun(),
                "ok", run.ok(),
                "took_seconds", seconds(run.took()),
                "steps", run.steps().stream().map(Json::step).toList());
    }

    private static Map<String, Object> step(Run.Step step) {
        return object(
                "name", step.name(),
                "id", step.id(),
                "program", step.program().isEmpty() ? null : step.program(),
                "input", step.input().isEmpty() ? null : new RawValue(step.input()),
                "state", step.state().name().toLowerCase(Locale.ROOT),
                "output", step.output().isEmpty() ? null : new RawValue(step.output()),
                "message", step.message(),
                "took_seconds", seconds(step.took()),
                "steps", step.steps().stream().map(Json::step).toList());
    }

    static Map<String, Object> plan(Plan plan) {
        return object(
                "name", plan.name(),
                "added", plan.added(),
                "changed", plan.changed(),
                "removed", plan.removed(),
                "etag", plan.etag(),
                "files", files(plan.files()),
                "warnings", plan.warnings(),
                "pending", plan.pending());
    }

    static Map<String, Object> change(PendingChange change) {
        return object(
                "id", change.id(),
                "name", change.name(),
                "at", change.at().toEpochMilli(),
                "author", change.author(),
                "role", change.role().word(),
                "message", change.message(),
                "why", change.why(),
                "base", change.base(),
                "files", change.files().keySet().stream().sorted().toList(),
                "plan", plan(change.plan()));
    }

    static Map<String, Object> unitPlan(UnitPlan unit) {
        return object(
                "name", unit.name(),
                "before", nullIfEmpty(unit.before()),
                "version", unit.version(),
                "signed_by", nullIfEmpty(unit.signedBy()),
                "added", unit.plan().added(),
                "changed", unit.plan().changed(),
                "removed", unit.plan().removed(),
                "files", files(unit.plan().files()),
                "etag", unit.plan().etag(),
                "warnings", unit.plan().warnings());
    }

    static Map<String, Object> unit(UnitInfo unit) {
        return object(
                "name", unit.name(),
                "version", unit.version(),
                "installed", unit.isInstalled() ? unit.installed().toEpochMilli() : null,
                "source", nullIfEmpty(unit.source()),
                "signed_by", nullIfEmpty(unit.signedBy()),
                "drift", files(unit.drift()),
                "requires", unit.requires().stream().map(Json::need).toList(),
                "required_by", unit.requiredBy(),
                "fallback", unit.fallback());
    }

    private static Map<String, Object> need(UnitInfo.Need need) {
        return object(
                "kind", need.kind(),
                "name", need.name(),
                "range", need.range(),
                "there", nullIfEmpty(need.there()),
                "met", need.met());
    }

    private static Map<String, Object> files(FileChanges files) {
        return object("added", files.added(), "changed", files.changed(), "removed", files.removed());
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    static List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> object(
                        "file", problem.position().file(),
                        "line", problem.position().line(),
                        "column", problem.position().column(),
                        "message", problem.message(),
                        "suggestion", problem.suggestion()))
                .toList();
    }

    static Map<String, Object> check(CheckStatus status) {
        Optional<CheckRun> last = status.last();
        return object(
                "id", status.id(),
                "package", status.declaration().packageName(),
                "title", status.declaration().title(),
                "probe", status.declaration().probe(),
                "host", status.declaration().host(),
                "address", status.declaration().address(),
                "state", status.state().word(),
                "reason", status.reason(),
                "message", status.message(),
                "since", status.since().toEpochMilli(),
                "at", last.map(run -> run.at().toEpochMilli()).orElse(null),
                "node", status.node(),
                "every", seconds(status.every()),
                "next", status.next().map(Instant::toEpochMilli).orElse(null),
                "late_seconds", last.map(run -> seconds(run.late())).orElse(null),
                "took_seconds", last.map(run -> seconds(run.took())).orElse(null),
                "plugin", last.map(CheckRun::plugin).orElse(""),
                "metrics", metrics(status.readings()),
                "slots", slots(status.counts()));
    }

    static Map<String, Object> run(CheckRun run) {
        return object(
                "at", run.at().toEpochMilli(),
                "status", run.status().name().toLowerCase(Locale.ROOT),
                "reason", run.reason().word(),
                "message", run.message(),
                "took_seconds", seconds(run.took()),
                "metrics", metrics(run.readings()),
                "evidence", run.evidence(),
                "log", run.log(),
                "plugin", run.plugin());
    }

    static Map<String, Object> backup(SeriesUpkeep.Backup backup) {
        return object(
                "name", backup.name(),
                "at", backup.at(),
                "series", backup.series(),
                "bytes", backup.bytes());
    }

    static Map<String, Object> series(SeriesInfo info) {
        return object(
                "id", info.id(),
                "unit", info.key().unit(),
                "check", info.key().check(),
                "metric", info.key().metric(),
                "item", info.key().item(),
                "node", info.key().node(),
                "step", seconds(info.key().step()),
                "ended", info.endedAt() == 0 ? null : info.endedAt(),
                "last", info.lastAt() == 0 ? null : object("at", info.lastAt(), "value", number(info.lastValue())));
    }

    static Map<String, Object> points(Points points) {
        var pairs = new ArrayList<List<Object>>(points.size());
        for (int i = 0; i < points.size(); i++) {
            var pair = new ArrayList<>();
            pair.add(points.at(i));
            pair.add(number(points.values()[i]));
            pairs.add(pair);
        }
        return object(
                "id", points.key().id(),
                "unit", points.key().unit(),
                "step", points.step(),
                "points", pairs);
    }

    /** The name of a reading, with its item behind if there is one, as in the id of its series. */
    static String name(Reading reading) {
        return reading.item().isEmpty() ? reading.name() : reading.name() + "[" + reading.item() + "]";
    }

    private static Map<String, Object> metrics(List<Reading> readings) {
        var metrics = new LinkedHashMap<String, Object>();
        for (Reading reading : readings) {
            metrics.put(name(reading), object("value", number(reading.value()), "unit", reading.unit()));
        }
        return metrics;
    }

    private static Map<String, Object> slots(SlotCounts counts) {
        return object(
                "done", counts.done(),
                "late", counts.late(),
                "skipped_overload", counts.skippedOverload(),
                "skipped_probe", counts.skippedProbe(),
                "skipped_clock", counts.skippedClock());
    }

    /** JSON has no word for "not a number": what is unknown is null. */
    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static Map<String, Object> object(@Nullable Object... keysAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }
}
