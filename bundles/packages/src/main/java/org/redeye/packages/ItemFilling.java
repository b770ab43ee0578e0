package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.packages.yaml.Node;

/** Puts the data of one schema instance item in place of {@code %(item.NAME)s} in keys and values of its spec. */
final class ItemFilling {

    private static final Pattern PLACE = Pattern.compile("%\\(item\\.([^)]{1,200})\\)s");

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Problems problems;

    /**
     * @param own what the item says
     * @param packageName the package that the item stands in
     */
    ItemFilling(Item item, Node.Mapping own, Schema parameters, String packageName, Problems problems) {
        this.problems = problems;
        parameters.fields().forEach((name, field) -> {
            Node def = new Node.Scalar(own.span(), field.def(), field.def().isEmpty(), true);
            values.put(name, own.get(name).orElse(def));
        });
        values.putIfAbsent("name", new Node.Scalar(own.span(), item.key(), false, true));
        values.put("id", new Node.Scalar(own.span(), packageName + "/" + item.key(), false, true));
    }

    Problems problems() {
        return problems;
    }

    Node.Mapping fill(Node.Mapping map) {
        var entries = new ArrayList<Node.Entry>();
        for (Node.Entry entry : map.entries()) {
            Node.Scalar key = entry.key();
            var filled = new Node.Scalar(key.span(), text(key), key.plain(), key.flow());
            entries.add(new Node.Entry(filled, fill(entry.value())));
        }
        return new Node.Mapping(map.span(), entries, map.flow());
    }

    private Node fill(Node node) {
        if (node instanceof Node.Mapping map) {
            return fill(map);
        }
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(
                    list.span(), list.elements().stream().map(this::fill).toList(), list.flow());
        }
        Node.Scalar scalar = (Node.Scalar) node;
        Matcher whole = PLACE.matcher(scalar.text());
        if (whole.matches() && values.containsKey(whole.group(1))) {
            return values.get(whole.group(1)); // whatever it is, and with its own place in the item
        }
        return scalar.text().contains("%(item.")
                ? new Node.Scalar(scalar.span(), text(scalar), scalar.plain(), scalar.flow())
                : scalar;
    }

    private String text(Node.Scalar scalar) {
        return PLACE.matcher(scalar.text())
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), scalar)));
    }

    private String value(String name, Node.Scalar place) {
        Node value = values.get(name);
        if (value instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        problems.at(
                place,
                value == null
                        ? "'%(item." + name + ")s' stands for nothing here; possible are "
                                + String.join(", ", values.keySet()) + "."
                        : "'%(item." + name + ")s' is a list or a map; it can only stand alone.",
                value == null ? Nearest.to(name, List.copyOf(values.keySet())) : "");
        return "";
    }
}
