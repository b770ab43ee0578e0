package org.redeye.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * A component description as bnd writes it ({@code OSGI-INF/….xml}).
 *
 * @param type the name of the class
 * @param properties the properties that have a single value
 */
record Component(String type, Map<String, String> properties) {

    static Component read(InputStream in) throws IOException {
        Element root = Xml.parse(in.readAllBytes());
        var properties = new HashMap<String, String>();
        var nodes = root.getElementsByTagName("property");
        for (int i = 0; i < nodes.getLength(); i++) {
            var property = (Element) nodes.item(i);
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        var implementation =
                (Element) root.getElementsByTagName("implementation").item(0);
        return new Component(implementation.getAttribute("class"), properties);
    }

    /** {@code kind:id} if it is a plugin, else empty. */
    String plugin() {
        return properties.containsKey("rem.kind") ? property("kind") + ":" + property("id") : "";
    }

    String property(String name) {
        return properties.getOrDefault("rem." + name, "");
    }
}
