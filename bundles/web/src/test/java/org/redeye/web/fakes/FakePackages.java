package org.redeye.web.fakes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.DraftFile;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Splice;
import org.redeye.api.packages.Spot;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;

/** Texts by name. A text with the word {@code wrong} is refused; its place is where that word stands. */
public final class FakePackages implements Packages {
    /** For whose approval changes wait; empty if they are made. */
    public String pending = "";

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, List<Item>> items = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    /** What was inserted last: the raw fields as they came. */
    public volatile Map<String, Object> inserted = Map.of();
    /** Who changed something last, and why. */
    public volatile Change changed = Change.by("nobody");
    /** What was asked of the last draft, and where it was looked at. */
    public volatile List<Edit> edited = List.of();

    public volatile List<?> looked = List.of();

    /** The imported files of the last draft or change. */
    public volatile Map<String, FileText> given = Map.of();

    public void put(String name, String text) {
        texts.put(name, text);
    }

    public void items(String name, Item... some) {
        items.put(name, List.of(some));
    }

    public void schema(String section, Schema schema) {
        schemas.put(section, schema);
    }

    public void clear() {
        texts.clear();
        items.clear();
        schemas.clear();
    }

    @Override
    public List<PackageInfo> list() {
        return texts.keySet().stream().map(this::info).toList();
    }

    @Override
    public Optional<PackageInfo> find(String name) {
        return Optional.ofNullable(texts.get(name)).map(text -> info(name));
    }

    @Override
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    @Override
    public List<Item> items(String name, String section) {
        return items.getOrDefault(name, List.of()).stream()
                .filter(item -> section.isEmpty() || item.section().equals(section))
                .toList();
    }

    @Override
    public Optional<Schema> schema(String name, String section) {
        return Optional.ofNullable(schemas.get(section));
    }

    @Override
    public Plan plan(String name, String text, Map<String, FileText> files) {
        List<Problem> problems = problems(name, text);
        if (!problems.isEmpty()) {
            throw new PackageException(problems);
        }
        return new Plan(name, List.of(name + "/checks/new"), List.of(), List.of(), etag(text));
    }

    /** Answers the text as it came, with a problem for each line that has one; remembers what was asked. */
    @Override
    public Draft draft(String name, String text, Map<String, FileText> files, List<Edit> edits, List<?> path) {
        given = files;
        if (text.contains("unreadable")) {
            throw new PackageException(PackageException.Kind.CONFLICT, "What cannot be read cannot be edited.");
        }
        edited = edits;
        looked = path;
        var line = new Outline("hosts", Outline.Kind.MAP, Outline.Role.SECTION, 1, 1, 0, text.length(), "", List.of());
        return new Draft(
                text,
                edits.stream().map(edit -> List.of(Splice.insert(0, ""))).toList(),
                problems(name, text),
                List.of(),
                Map.of(),
                Optional.empty(),
                schemas,
                List.of(line),
                Optional.of(new Spot(
                        List.copyOf(path),
                        line,
                        "hosts",
                        List.of(),
                        Optional.of(Map.of("a", "1")),
                        text,
                        Map.of("group", "local"),
                        Map.of(),
                        List.of())),
                drafted(files),
                List.of());
    }

    private static Map<String, DraftFile> drafted(Map<String, FileText> files) {
        var drafted = new TreeMap<String, DraftFile>();
        files.forEach((path, file) -> drafted.put(path, new DraftFile(file.text(), "before", file.seen())));
        return drafted;
    }

    @Override
    public Plan apply(String name, String text, String seen, Map<String, FileText> files, Change change) {
        given = files;
        Plan plan = plan(name, text);
        requireSeen(name, seen);
        if (!pending.isEmpty()) {
            return waiting(plan);
        }
        texts.put(name, text);
        changed = change;
        return plan;
    }

    @Override
    public Plan remove(String name, String seen, Change change) {
        if (!texts.containsKey(name)) {
            throw new PackageException(PackageException.Kind.MISSING, "There is no package '" + name + "'.");
        }
        requireSeen(name, seen);
        texts.remove(name);
        changed = change;
        return new Plan(name, List.of(), List.of(), List.of(name + "/checks/old"), "");
    }

    @Override
    public Plan insert(
            String name, String section, List<String> path, Map<String, Object> fields, String seen, Change change) {
        requireSeen(name, seen);
        if (path.contains("there")) {
            throw new PackageException(PackageException.Kind.CONFLICT, "'there' is there already.");
        }
        inserted = fields;
        changed = change;
        return waiting(new Plan(
                name, List.of(name + "/" + section + "/" + String.join("/", path)), List.of(), List.of(), "e2"));
    }

    @Override
    public Plan delete(String name, String section, List<String> path, String seen, Change change) {
        requireSeen(name, seen);
        changed = change;
        return waiting(new Plan(
                name, List.of(), List.of(), List.of(name + "/" + section + "/" + String.join("/", path)), "e3"));
    }

    private Plan waiting(Plan plan) {
        return pending.isEmpty() ? plan : plan.waiting("0c0c0c0c", pending);
    }

    public static String etag(String text) {
        return Integer.toHexString(text.hashCode());
    }

    private void requireSeen(String name, String seen) {
        if (seen.equals(ABSENT) && texts.containsKey(name)) {
            throw new PackageException(PackageException.Kind.CONFLICT, "'" + name + "' is there already.");
        }
        if (seen.equals(ABSENT)) {
            return;
        }
        if (!seen.isEmpty() && !seen.equals(etag(texts.getOrDefault(name, "")))) {
            throw new PackageException(PackageException.Kind.CONFLICT, "'" + name + "' was changed in between.");
        }
    }

    private PackageInfo info(String name) {
        String text = texts.get(name);
        return new PackageInfo(
                name,
                "1.0.0",
                "Title",
                name + ".yaml",
                etag(text),
                Instant.ofEpochMilli(1),
                problems(name, text),
                List.of(),
                Map.of("hosts", 1),
                text.contains("later") ? Map.of("x", "needs section:later") : Map.of());
    }

    private static List<Problem> problems(String name, String text) {
        int at = text.indexOf("wrong");
        if (at < 0) {
            return List.of();
        }
        int line = (int) text.substring(0, at).lines().count();
        int column = at - text.lastIndexOf('\n', at);
        return List.of(new Problem(new Position(name + ".yaml", line, column), "'wrong' is not known here", "right"));
    }
}
