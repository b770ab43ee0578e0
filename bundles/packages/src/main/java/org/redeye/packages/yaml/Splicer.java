package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Edits the text of a document by splicing: only the bytes that say something new change. After each splice the text is
 * read again; unless it says exactly what was asked for, the edit is refused and nothing has happened.
 */
public final class Splicer {

    private final Document document;
    private final String text;
    private final String newline;

    /** Edits a document that could be read. */
    public Splicer(Document document) {
        this.document = document;
        this.text = document.text();
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * Writes a new value at a path that is not there yet; maps on the way that are not there are made.
     *
     * @param path keys, outermost first
     * @param value what shall stand there: a text, a list or a map of such
     * @throws EditException if the path is there already, goes through something that is no map, or the text would not
     *     say what was asked for
     */
    public String insert(List<String> path, Object value) {
        List<Node.Entry> trail = document.trail(path);
        if (trail.size() == path.size()) {
            throw new EditException("'" + String.join("/", path) + "' is there already.");
        }
        Node parent =
                trail.isEmpty() ? document.root() : trail.get(trail.size() - 1).value();
        List<String> rest = path.subList(trail.size(), path.size());
        String edited = parent.isNull()
                ? insertBelow(trail.get(trail.size() - 1), trail.size(), rest, value)
                : insertInto(parent, trail.size(), rest, value);
        return verified(edited, expected(path, value));
    }

    /**
     * Removes what stands at a path, and the maps above it that it leaves empty (unless a comment stands on their line),
     * down to {@code keep} levels from the top.
     *
     * @throws EditException if nothing is there, or the text would not say what was asked for
     */
    public String remove(List<String> path, int keep) {
        List<Node.Entry> trail = document.trail(path);
        if (trail.size() < path.size()) {
            throw new EditException("There is no '" + String.join("/", path) + "'.");
        }
        int level = path.size();
        while (level > keep + 1 && parent(trail, level).entries().size() == 1 && bare(trail.get(level - 2))) {
            level--;
        }
        String edited = cut(parent(trail, level), trail.get(level - 1));
        return verified(edited, without(path.subList(0, level)));
    }

    /** Whether nothing is said on the line of a key, so that nothing is lost if it goes. */
    private boolean bare(Node.Entry entry) {
        int from = entry.key().span().end();
        int lineEnd = text.indexOf('\n', from);
        return entry.value().flow()
                || text.substring(from, lineEnd < 0 ? text.length() : lineEnd)
                        .strip()
                        .equals(":");
    }

    private Node.Mapping parent(List<Node.Entry> trail, int level) {
        return level == 1
                ? document.root()
                : (Node.Mapping) trail.get(level - 2).value();
    }

    // ---- writing

    private String insertInto(Node parent, int level, List<String> rest, Object value) {
        if (!(parent instanceof Node.Mapping map)) {
            throw new EditException("Line " + parent.span().line() + ": here stands no map, so nothing can be added.");
        }
        if (map.flow() && map.span().end() > map.span().start()) {
            int close = map.span().end() - 1;
            int at = map.entries().isEmpty() ? close : last(map).value().span().end();
            String separator = map.entries().isEmpty() ? "" : ", ";
            return splice(at, at, separator + YamlText.flowEntry(rest, value));
        }
        int indent =
                map.entries().isEmpty() ? 0 : map.entries().get(0).key().span().column() - 1;
        boolean flowSiblings = !map.entries().isEmpty()
                && rest.size() == 1
                && last(map).value() instanceof Node.Mapping sibling
                && sibling.flow();
        String lines = YamlText.blockEntry(rest, value, indent, step(), newline, flowSiblings || level > 1);
        return insertLines(map.entries().isEmpty() ? text.length() : end(map), lines);
    }

    /** Below a key that says nothing yet. */
    private String insertBelow(Node.Entry key, int level, List<String> rest, Object value) {
        Node.Span span = key.value().span();
        String cleared =
                span.end() > span.start() ? text.substring(0, span.start()) + text.substring(span.end()) : text;
        int indent = key.key().span().column() - 1 + step();
        String lines = YamlText.blockEntry(rest, value, indent, step(), newline, level > 1);
        var clearedDocument = new Document(document.file(), cleared, document.root(), List.of());
        return new Splicer(clearedDocument).insertLines(key.key().span().end(), lines);
    }

    /** Puts whole lines behind the line in which the offset lies. */
    private String insertLines(int offset, String lines) {
        int at = offset;
        if (at == 0 || text.charAt(at - 1) != '\n') {
            int lineEnd = text.indexOf('\n', at);
            at = lineEnd < 0 ? text.length() : lineEnd + 1;
        }
        boolean open = at > 0 && text.charAt(at - 1) != '\n';
        // a text that ends without a line end goes on doing so
        String piece = open ? newline + lines.substring(0, lines.length() - newline.length()) : lines;
        return splice(at, at, piece);
    }

    private String cut(Node.Mapping parent, Node.Entry entry) {
        if (parent.flow()) {
            int index = parent.entries().indexOf(entry);
            int from = index == 0
                    ? entry.key().span().start()
                    : parent.entries().get(index - 1).value().span().end();
            int to = index == 0 && parent.entries().size() > 1
                    ? parent.entries().get(1).key().span().start()
                    : entry.value().span().end();
            return splice(from, to, "");
        }
        int from = text.lastIndexOf('\n', entry.key().span().start()) + 1;
        int to = end(entry);
        if (to == 0 || text.charAt(to - 1) != '\n') {
            int lineEnd = text.indexOf('\n', to);
            to = lineEnd < 0 ? text.length() : lineEnd + 1;
        }
        if (to == text.length() && !text.endsWith("\n") && from > 0) {
            from -= newline.length(); // a text that ends without a line end goes on doing so
        }
        return splice(from, to, "");
    }

    private String splice(int from, int to, String piece) {
        return text.substring(0, from) + piece + text.substring(to);
    }

    // ---- measuring

    private static Node.Entry last(Node.Mapping map) {
        return map.entries().get(map.entries().size() - 1);
    }

    /** Where the content of an entry ends; the parser's end of a block takes in the blank lines and comments behind it. */
    private int end(Node.Entry entry) {
        return Math.max(entry.key().span().end(), end(entry.value()));
    }

    private int end(Node node) {
        if (node instanceof Node.Mapping map && !map.flow()) {
            return map.entries().stream()
                    .mapToInt(this::end)
                    .max()
                    .orElse(map.span().end());
        }
        if (node instanceof Node.Sequence list && !list.flow()) {
            return list.elements().stream()
                    .mapToInt(this::end)
                    .max()
                    .orElse(list.span().end());
        }
        int end = node.span().end();
        if (!node.flow()) {
            while (end > node.span().start() && Character.isWhitespace(text.charAt(end - 1))) {
                end--; // a block scalar's end takes in the blank lines behind it
            }
        }
        return end;
    }

    /** The file's own step of indentation: that of its first nested map, else two. */
    private int step() {
        return document.root().entries().stream()
                .map(Node.Entry::value)
                .filter(value -> value instanceof Node.Mapping map
                        && !map.flow()
                        && !map.entries().isEmpty())
                .map(value ->
                        ((Node.Mapping) value).entries().get(0).key().span().column() - 1)
                .filter(step -> step > 0)
                .findFirst()
                .orElse(2);
    }

    // ---- proving

    private Map<String, Object> expected(List<String> path, Object value) {
        Map<String, Object> tree = copy(document.root());
        Map<String, Object> at = tree;
        for (String key : path.subList(0, path.size() - 1)) {
            at = child(at, key);
        }
        at.put(path.get(path.size() - 1), value);
        return tree;
    }

    private Map<String, Object> without(List<String> path) {
        Map<String, Object> tree = copy(document.root());
        Map<String, Object> at = tree;
        for (String key : path.subList(0, path.size() - 1)) {
            at = child(at, key);
        }
        at.remove(path.get(path.size() - 1));
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String key) {
        return (Map<String, Object>)
                map.merge(key, new LinkedHashMap<String, Object>(), (old, fresh) -> old instanceof Map ? old : fresh);
    }

    /** The tree as plain values that can be changed. */
    private static Map<String, Object> copy(Node.Mapping map) {
        var copy = new LinkedHashMap<String, Object>();
        map.entries().forEach(entry -> copy.put(entry.name(), plain(entry.value())));
        return copy;
    }

    private static Object plain(Node node) {
        if (node instanceof Node.Mapping map) {
            return copy(map);
        }
        if (node instanceof Node.Sequence list) {
            var elements = new ArrayList<Object>();
            list.elements().forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return node.isNull() ? Optional.empty() : node.raw();
    }

    /** A map without entries and nothing at all are the same when the last entry goes or the first one comes. */
    private static Object normal(Object value) {
        if (value instanceof Map<?, ?> map) {
            var normal = new LinkedHashMap<Object, Object>();
            map.forEach((key, inner) -> normal.put(key, normal(inner)));
            return normal.isEmpty() ? Optional.empty() : normal;
        }
        return value instanceof List<?> list
                ? list.stream().map(Splicer::normal).toList()
                : value;
    }

    private String verified(String edited, Map<String, Object> expected) {
        Document again = Document.read(document.file(), edited);
        if (!again.problems().isEmpty()) {
            throw new EditException(
                    "The edit would break the file: " + again.problems().get(0));
        }
        if (!normal(copy(again.root())).equals(normal(expected))) {
            throw new EditException("The edit would change more than was asked for; edit the text by hand.");
        }
        return edited;
    }

    /** An edit that cannot be made; nothing has happened. */
    public static final class EditException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EditException(String message) {
            super(message, null, false, false);
        }
    }
}
