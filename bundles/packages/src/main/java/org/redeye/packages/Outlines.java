package org.redeye.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.Outline.Kind;
import org.redeye.api.packages.Outline.Role;
import org.redeye.api.schema.Schema;
import org.redeye.packages.yaml.Node;

/** The tree that people see of a package's text. */
final class Outlines {

    private final String own;
    private final Node.Mapping root;
    private final Map<String, Schema> schemas;

    /**
     * @param own the package's own file
     * @param root the tree, with everything imported
     * @param schemas what is known of the sections of this text, by name
     */
    Outlines(String own, Node.Mapping root, Map<String, Schema> schemas) {
        this.own = own;
        this.root = root;
        this.schemas = schemas;
    }

    /**
     * What an entry is, for the tree and for whoever follows a path.
     *
     * @param schema of the section it stands in; null if nothing is known of it
     * @param depth how many keys below that section
     */
    record Standing(Role role, @Nullable Schema schema, int depth) {

        /** The top of the document. */
        static final Standing TOP = new Standing(Role.VALUE, null, -1);

        /** What the value of a key below is. */
        Standing below(String key, Map<String, Schema> sections) {
            if (depth < 0) {
                return switch (key) {
                    case "package" -> new Standing(Role.HEADER, null, 0);
                    case "schema" -> new Standing(Role.SCHEMA, null, 0);
                    default -> new Standing(Role.SECTION, sections.get(key), 0);
                };
            }
            if (schema == null) {
                return new Standing(Role.VALUE, null, depth + 1);
            }
            if (role == Role.ITEM) {
                Schema inner = schema.sections().get(key);
                return inner == null ? new Standing(Role.VALUE, null, 0) : new Standing(Role.SECTION, inner, 0);
            }
            boolean leaf = depth + 1 >= schema.layers().size();
            return new Standing(leaf ? Role.ITEM : Role.GROUP, schema, depth + 1);
        }

        /** Whether it stands in the tree. */
        boolean shown(Standing parent) {
            return role != Role.VALUE || parent.role() != Role.ITEM;
        }
    }

    /** The keys at the top, in the order of the text. */
    List<Outline> top() {
        return children(root, Standing.TOP);
    }

    Standing below(Standing standing, String key) {
        return standing.below(key, schemas);
    }

    /** One entry of a map. */
    Outline entry(Node.Entry entry, Standing standing, boolean deep) {
        List<Outline> children = deep ? children(entry.value(), standing) : List.of();
        return outline(entry.name(), entry.key().span(), entry.value(), standing, children);
    }

    /** One element of a list. */
    Outline element(int index, Node element, Standing standing, boolean deep) {
        List<Outline> children = deep ? children(element, standing) : List.of();
        return outline(index, element.span(), element, standing, children);
    }

    private List<Outline> children(Node node, Standing standing) {
        var children = new ArrayList<Outline>();
        if (node instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                Standing below = below(standing, entry.name());
                if (below.shown(standing)) {
                    children.add(entry(entry, below, true));
                }
            }
        } else if (node instanceof Node.Sequence list) {
            for (int i = 0; i < list.elements().size(); i++) {
                children.add(element(i, list.elements().get(i), new Standing(Role.VALUE, null, 0), true));
            }
        }
        return children;
    }

    private Outline outline(Object key, Node.Span begin, Node value, Standing standing, List<Outline> children) {
        return new Outline(
                key,
                kind(value),
                standing.role(),
                begin.line(),
                begin.column(),
                begin.start(),
                end(begin, value),
                value instanceof Node.Scalar scalar && !scalar.isNull() ? cut(scalar.text()) : "",
                children,
                begin.file().equals(own) ? "" : begin.file());
    }

    private static Kind kind(Node value) {
        if (value.isNull()) {
            return Kind.NOTHING;
        }
        return value instanceof Node.Mapping ? Kind.MAP : value instanceof Node.Sequence ? Kind.LIST : Kind.TEXT;
    }

    /** Where an entry is over in its own file; what it imports is none of it. */
    private static int end(Node.Span begin, Node value) {
        return value.span().file().equals(begin.file()) ? Math.max(begin.end(), end(value)) : begin.end();
    }

    /** A block collection is over where its last member is; what the parser calls its end is where the next one begins. */
    private static int end(Node node) {
        if (node.flow()) {
            return node.span().end();
        }
        Optional<Node> last = Optional.empty();
        if (node instanceof Node.Mapping map) {
            List<Node.Entry> own = map.entries();
            int i = own.size() - 1;
            while (i >= 0 && !own.get(i).key().span().file().equals(node.span().file())) {
                i--;
            }
            return i < 0
                    ? node.span().end()
                    : end(own.get(i).key().span(), own.get(i).value());
        } else if (node instanceof Node.Sequence list && !list.elements().isEmpty()) {
            last = Optional.of(list.elements().get(list.elements().size() - 1));
        }
        return last.map(Outlines::end).orElse(node.span().end());
    }

    private static String cut(String text) {
        return text.length() <= Outline.MAX_TEXT ? text : text.substring(0, Outline.MAX_TEXT);
    }
}
