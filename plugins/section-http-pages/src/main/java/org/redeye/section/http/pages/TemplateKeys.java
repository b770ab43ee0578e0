package org.redeye.section.http.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.Item;

/**
 * The keys that a template asks for and that nothing gives. Known is that only of a template that stands in the package
 * and has no script: a file may change without the package, and what a program gives is known when it has run.
 */
final class TemplateKeys {

    /** As the engine of sites reads a template: {@code %%} is a percent sign, {@code %(key)s} a place. */
    private static final Pattern PLACE = Pattern.compile("%(?:%|\\(([^()\\r\\n]{1,200})\\)[sh])");

    /** What the platform gives to every page. */
    private static final Set<String> OWN =
            Set.of("title", "query", "rem.user", "rem.role", "rem.base", "rem.path", "rem.package");

    /** Told of one template at most; the first ones say what is wrong. */
    private static final int MOST = 20;

    /** A key that nothing gives. */
    record Odd(String message, String suggestion) {}

    private TemplateKeys() {}

    /**
     * Each key once, in the order of the template.
     *
     * @param data the keys of the page's own data
     */
    static List<Odd> unknown(Item page, Set<String> data) {
        String template = page.text("template");
        if (!page.text("script").isEmpty() || !(template.contains("<") || template.contains("%("))) {
            return List.of();
        }
        var known = new LinkedHashSet<>(data);
        known.addAll(OWN);
        var odd = new ArrayList<Odd>();
        var told = new LinkedHashSet<String>();
        Matcher place = PLACE.matcher(template);
        while (place.find() && odd.size() < MOST) {
            String key = place.group(1);
            if (key != null && !isGiven(key, known) && told.add(key)) {
                odd.add(new Odd(
                        "Nothing gives a value for '%(" + key + ")s'" + line(template, place.start())
                                + "; the page will show --(" + key + ")s-- there. Give it in 'data'.",
                        Nearest.to(key, known)));
            }
        }
        return odd;
    }

    /** Forms and the query are known when the page is asked for. */
    private static boolean isGiven(String key, Set<String> known) {
        return known.contains(key) || key.startsWith("form:") || key.startsWith("query.");
    }

    /** Where in a template of several lines. */
    private static String line(String template, int at) {
        if (template.strip().indexOf('\n') < 0) {
            return "";
        }
        long before = template.substring(0, at).chars().filter(c -> c == '\n').count();
        return " in line " + (before + 1) + " of the template";
    }
}
