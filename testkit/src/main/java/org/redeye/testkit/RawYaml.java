package org.redeye.testkit;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML as the platform does: a scalar is its text, whatever YAML would make of it; an unquoted {@code null},
 * {@code ~} or nothing is absent. See {@link org.redeye.api.schema.FieldType}.
 */
public final class RawYaml {

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    private RawYaml() {}

    /**
     * The map that a text holds.
     *
     * @return raw values by key, in the order of the text; empty if the text holds nothing
     */
    public static Map<String, Object> map(String text) {
        Node root = node(text);
        if (root == null || isNothing(root)) {
            return Map.of();
        }
        if (root instanceof MappingNode mapping) {
            return map(mapping);
        }
        throw new IllegalArgumentException("expected a map of keys and values at the top: " + text);
    }

    static @Nullable Node node(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    }

    static Map<String, Object> map(MappingNode mapping) {
        var map = new LinkedHashMap<String, Object>();
        for (NodeTuple entry : mapping.getValue()) {
            value(entry.getValueNode()).ifPresent(value -> map.put(key(entry), value));
        }
        return map;
    }

    static String key(NodeTuple entry) {
        return ((ScalarNode) entry.getKeyNode()).getValue();
    }

    /** The raw value of a node; empty if it is absent. */
    static Optional<Object> value(Node node) {
        if (isNothing(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(map(mapping));
        }
        List<Object> list = ((SequenceNode) node)
                .getValue().stream()
                        .map(RawYaml::value)
                        .flatMap(Optional::stream)
                        .map(Objects::requireNonNull)
                        .toList();
        return Optional.of(list);
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NOTHING.contains(scalar.getValue());
    }
}
