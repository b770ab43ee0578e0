package org.redeye.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;

/** A text with places to fill, {@code %(value)s is above %(limit)s}. Immutable, thread-safe. */
public final class Phrase {

    /** What a place may name; {@code label.} and the name of a label of the rule besides. */
    public static final Set<String> NAMES = Set.copyOf(List.of(
            "subject",
            "check",
            "metric",
            "item",
            "host",
            "value",
            "limit",
            "unit",
            "for",
            "over",
            "state",
            "reason",
            "message",
            "links",
            "rule",
            "title",
            "severity",
            "since"));

    private static final String LABEL = "label.";
    private static final Pattern PLACE = Pattern.compile("%\\(([^()]{1,100})\\)s");

    private final String text;

    private Phrase(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @param labels the names of the labels of the rule
     * @throws Unknown if it names what stands for nothing
     */
    public static Phrase of(String text, Set<String> labels) {
        var known = new TreeSet<>(NAMES);
        labels.forEach(label -> known.add(LABEL + label));
        var unknown = new LinkedHashSet<String>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!known.contains(places.group(1))) {
                unknown.add(places.group(1));
            }
        }
        if (!unknown.isEmpty()) {
            String name = unknown.iterator().next();
            throw new Unknown(
                    "'%(" + name + ")s' stands for nothing here; possible are " + String.join(", ", known) + ".",
                    Nearest.to(name, known));
        }
        return new Phrase(text);
    }

    /**
     * Fills it.
     *
     * @throws IllegalArgumentException if there is no value for a name; the message is a sentence
     */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("There is nothing for '" + place.group() + "'.");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    @Override
    public String toString() {
        return text;
    }

    /** A template names what stands for nothing. */
    public static final class Unknown extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final String suggestion;

        Unknown(String message, String suggestion) {
            super(message);
            this.suggestion = suggestion;
        }

        /** What was probably meant; empty if nothing is near. */
        public String suggestion() {
            return suggestion;
        }
    }
}
