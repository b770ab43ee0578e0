package org.redeye.section.checks;

import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.section.Item;

/**
 * What one check of an item looks at.
 *
 * @param host the host's name; empty for none
 * @param title what people call the host; empty for none
 * @param address where it is reached; empty for none
 * @param fields the host's fields as text
 */
record Target(String host, String title, String address, Map<String, String> fields) {

    /** A check without a host. */
    static final Target NONE = new Target("", "", "", Map.of());

    static Target of(Item host) {
        var fields = new TreeMap<String, String>();
        host.values().forEach((name, value) -> fields.put(name, value.toString()));
        host.value("labels", Map.class, Map.of())
                .forEach((label, text) -> fields.putIfAbsent(label.toString(), text.toString()));
        fields.put("host", host.text("name"));
        String title = host.text("title").isEmpty() ? host.text("name") : host.text("title");
        return new Target(host.text("name"), title, host.text("address"), fields);
    }

    /** What stands behind the item's id. */
    String suffix() {
        return host.isEmpty() ? "" : "@" + host;
    }

    /** What {@code %(…)s} may name. */
    Map<String, String> variables(Map<String, String> instance) {
        var all = new TreeMap<>(instance);
        all.putAll(fields);
        return all;
    }
}
