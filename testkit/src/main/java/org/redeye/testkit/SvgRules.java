package org.redeye.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** Finds what is wrong with an icon: it is shown beside others, in any size, on a page that trusts it with nothing. */
final class SvgRules {

    private static final int LARGEST = 16 * 1024;
    private static final Set<String> ACTIVE = Set.of("script", "foreignobject", "iframe", "animate", "set", "style");

    private SvgRules() {}

    static List<String> problems(byte[] svg) {
        var problems = new ArrayList<String>();
        if (svg.length > LARGEST) {
            problems.add("has " + svg.length + " bytes; at most " + LARGEST + " are allowed");
        }
        try {
            Element root = Xml.parse(svg);
            if (!root.getTagName().equals("svg")) {
                problems.add("begins with <" + root.getTagName() + ">, not <svg>");
            }
            String[] box = root.getAttribute("viewBox").strip().split("[\\s,]+");
            if (box.length != 4 || !box[2].equals(box[3])) {
                problems.add("its viewBox is not a square: '" + root.getAttribute("viewBox") + "'");
            }
            element(root, problems);
        } catch (IOException e) {
            problems.add("is " + e.getMessage());
        }
        return problems;
    }

    private static void element(Element element, List<String> problems) {
        String name = element.getTagName().toLowerCase(Locale.ROOT);
        if (ACTIVE.contains(name)) {
            problems.add("holds <" + name + ">; an icon is a still picture");
        }
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            String key = attribute.getName().toLowerCase(Locale.ROOT);
            boolean elsewhere = key.endsWith("href") && !attribute.getValue().startsWith("#");
            if (key.startsWith("on") || elsewhere || attribute.getValue().contains("url(h")) {
                problems.add("<" + name + "> holds " + attribute.getName() + "; an icon runs and loads nothing");
            }
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                element(inner, problems);
            }
        }
    }
}
