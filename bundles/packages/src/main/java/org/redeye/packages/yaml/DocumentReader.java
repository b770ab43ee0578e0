package org.redeye.packages.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads one YAML text into nodes with offsets. Everything is bounded: size, depth, and the number of nodes after aliases
 * are followed, so that neither a huge file nor an alias bomb costs more than a refusal.
 */
final class DocumentReader {

    /** Characters of a text. */
    static final int MAX_CHARS = 4 * 1024 * 1024;
    /** Nodes of the tree, aliases followed. */
    static final int MAX_NODES = 500_000;
    /** Levels of the tree. */
    static final int MAX_DEPTH = 64;

    private final String file;
    private final String text;
    private final Offsets offsets;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<org.yaml.snakeyaml.nodes.Node> open = new HashSet<>();
    private int nodes;

    DocumentReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.offsets = new Offsets(text);
    }

    Document read() {
        if (text.length() > MAX_CHARS) {
            return refused(
                    new Position(file, 1, 1),
                    "The file has " + text.length() + " characters; at most " + MAX_CHARS
                            + " are read. Split it into several packages.");
        }
        try {
            org.yaml.snakeyaml.nodes.Node root = yaml().compose(new StringReader(text));
            Node tree = root == null ? empty() : convert(root, 0);
            if (tree.isNull()) {
                tree = empty();
            }
            if (!(tree instanceof Node.Mapping map)) {
                return refused(
                        position(tree.span()),
                        "A package is a map of sections; this file is a "
                                + (tree instanceof Node.Sequence ? "list." : "text."));
            }
            return new Document(file, text, problems.isEmpty() ? map : empty(), problems);
        } catch (TooMuch e) {
            return refused(e.position, String.valueOf(e.getMessage()));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            Position place = mark == null
                    ? new Position(file, 1, 1)
                    : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
            return refused(place, explain(e));
        } catch (YAMLException | StackOverflowError e) {
            boolean deep = e instanceof StackOverflowError
                    || String.valueOf(e.getMessage()).contains("Nesting Depth");
            return refused(
                    new Position(file, 1, 1),
                    deep ? "The levels go deeper than " + MAX_DEPTH + "." : "This is no YAML: " + e.getMessage());
        }
    }

    /** Every text stays a text: nothing is guessed to be a number or a date, which would cost much and is not used. */
    private static Yaml yaml() {
        var dumper = new DumperOptions();
        var resolver = new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        };
        return new Yaml(new SafeConstructor(options()), new Representer(dumper), dumper, options(), resolver);
    }

    /** The bounds of every text that is read. */
    static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // our own count of nodes bounds them
        options.setProcessComments(false);
        return options;
    }

    /** What the parser says, in the words of somebody who edits a file. */
    private static String explain(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("\\t") || problem.contains("'\t'")) {
            return "A tab stands where YAML wants spaces. Use spaces only.";
        }
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return "The YAML cannot be read: " + problem + context + ".";
    }

    private Document refused(Position place, String message) {
        return new Document(file, text, empty(), List.of(new Problem(place, message, "")));
    }

    private Node.Mapping empty() {
        return new Node.Mapping(new Node.Span(0, 0, 1, 1, file), List.of(), false);
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node, int depth) {
        Node.Span span = span(node);
        if (++nodes > MAX_NODES) {
            throw new TooMuch(
                    position(span),
                    "With its aliases followed the file has more than " + MAX_NODES
                            + " nodes. Use fewer aliases (*name).");
        }
        if (depth > MAX_DEPTH) {
            throw new TooMuch(position(span), "The levels go deeper than " + MAX_DEPTH + ".");
        }
        if (node instanceof ScalarNode scalar) {
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            boolean block =
                    scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
            return new Node.Scalar(span, scalar.getValue(), plain, !block);
        }
        if (!open.add(node)) {
            throw new TooMuch(position(span), "An alias stands inside the very thing it names; that has no end.");
        }
        Node result = node instanceof MappingNode map
                ? mapping(map, span, depth)
                : sequence((SequenceNode) node, span, depth);
        open.remove(node);
        return result;
    }

    private Node sequence(SequenceNode node, Node.Span span, int depth) {
        var elements = new ArrayList<Node>();
        node.getValue().forEach(element -> elements.add(convert(element, depth + 1)));
        return new Node.Sequence(span, elements, node.getFlowStyle() == FlowStyle.FLOW);
    }

    private Node mapping(MappingNode node, Node.Span span, int depth) {
        Map<String, Node.Entry> own = new HashMap<>();
        var entries = new ArrayList<Node.Entry>();
        var merged = new ArrayList<Node>();
        for (NodeTuple tuple : node.getValue()) {
            Node key = convert(tuple.getKeyNode(), depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                problem(key.span(), "A key must be a text, not a list or a map.");
                continue;
            }
            Node value = convert(tuple.getValueNode(), depth + 1);
            if (name.plain() && name.text().equals("<<")) {
                merged.add(value);
                continue;
            }
            var entry = new Node.Entry(name, value);
            Node.Entry first = own.putIfAbsent(name.text(), entry);
            if (first == null) {
                entries.add(entry);
            } else {
                problem(
                        name.span(),
                        "The key '" + name.text() + "' stands twice in this map; first in line "
                                + first.key().span().line() + ".");
            }
        }
        merged.forEach(value -> merge(value, own, entries));
        return new Node.Mapping(span, entries, node.getFlowStyle() == FlowStyle.FLOW);
    }

    private void merge(Node value, Map<String, Node.Entry> own, List<Node.Entry> entries) {
        if (value instanceof Node.Sequence list) {
            list.elements().forEach(element -> merge(element, own, entries));
        } else if (value instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                if (own.putIfAbsent(entry.name(), entry) == null) {
                    entries.add(entry);
                }
            }
        } else {
            problem(value.span(), "A merge key (<<) takes a map or a list of maps.");
        }
    }

    private void problem(Node.Span span, String message) {
        problems.add(new Problem(position(span), message, ""));
    }

    private Position position(Node.Span span) {
        return new Position(file, span.line(), span.column());
    }

    private Node.Span span(org.yaml.snakeyaml.nodes.Node node) {
        Mark start = node.getStartMark();
        @Nullable Mark end = node.getEndMark();
        return new Node.Span(
                offsets.of(start),
                offsets.of(end == null ? start : end),
                start.getLine() + 1,
                start.getColumn() + 1,
                file);
    }

    /** A bound was passed. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Position position;

        TooMuch(Position position, String message) {
            super(message, null, false, false);
            this.position = position;
        }
    }
}
