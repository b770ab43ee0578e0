package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;

/**
 * A YAML text and the tree it says. Immutable.
 *
 * @param file the file's name as people know it
 * @param text the text, every byte of it
 * @param root its top; an empty map for an empty text
 * @param problems why it could not be read; if there are any, the tree is empty
 */
public record Document(String file, String text, Node.Mapping root, List<Problem> problems) {

    /** Copies the problems. */
    public Document {
        problems = List.copyOf(problems);
    }

    /** Reads a text. Never throws for what the text says. */
    public static Document read(String file, String text) {
        return new DocumentReader(file, text).read();
    }

    /** Where a node stands, of this text or of one that it imports. */
    public Position position(Node node) {
        return place(node);
    }

    /** Where a node stands, of whatever text. */
    public static Position place(Node node) {
        return new Position(node.span().file(), node.span().line(), node.span().column());
    }

    /** The node at a path of keys (String) and list positions (Integer), as far as it can be followed from a node. */
    public static Node follow(Node from, List<?> path) {
        Node node = from;
        for (Object step : path) {
            Optional<Node> next = Optional.empty();
            if (node instanceof Node.Mapping map) {
                next = map.entry(step.toString()).map(Node.Entry::value);
            } else if (node instanceof Node.Sequence list
                    && step instanceof Integer i
                    && i < list.elements().size()) {
                next = Optional.of(list.elements().get(i));
            }
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    /** The entries on the way to a path of keys, outermost first; as far as the path is there. */
    public List<Node.Entry> trail(List<String> path) {
        var trail = new ArrayList<Node.Entry>();
        Node node = root;
        for (String key : path) {
            Optional<Node.Entry> entry = node instanceof Node.Mapping map ? map.entry(key) : Optional.empty();
            if (entry.isEmpty()) {
                break;
            }
            trail.add(entry.get());
            node = entry.get().value();
        }
        return trail;
    }
}
