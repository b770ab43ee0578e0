package org.redeye.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with places for data, as the original system writes them: {@code %(key)s} is replaced by the value of the key,
 * escaped for HTML; {@code %(key)h} by HTML as it is, if the value is believed, else escaped too; {@code %%} is a percent
 * sign. Any other percent sign is itself. What has no value stays visible as {@code --(key)s--}. Immutable.
 */
final class Template {

    /** At most 200 characters of a key, in one line. */
    private static final Pattern PLACE = Pattern.compile("%(?:%|\\(([^()\\r\\n]{1,200})\\)([sh]))");

    private static final Pattern END_OF_HEAD = Pattern.compile("</head\\s*>", Pattern.CASE_INSENSITIVE);

    /** A piece of the page. */
    private sealed interface Part {
        record Text(String text) implements Part {}

        record Place(String key, boolean html) implements Part {}

        /** Where the host's own module is named, so that the page can call functions. */
        record Module() implements Part {}
    }

    /** What may stand at a place. */
    record Value(String text, Kind kind) {

        /** How far it is believed. */
        enum Kind {
            /** Always escaped. */
            TEXT,
            /** HTML where the place asks for HTML, else escaped. */
            MARKUP,
            /** HTML of the platform's own. */
            HTML
        }

        static Value text(String text) {
            return new Value(text, Kind.TEXT);
        }

        static Value markup(String text) {
            return new Value(text, Kind.MARKUP);
        }

        static Value html(String html) {
            return new Value(html, Kind.HTML);
        }
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template parse(String text) {
        var parts = new ArrayList<Part>();
        Matcher head = END_OF_HEAD.matcher(text);
        int end = head.find() ? head.start() : text.length();
        places(text.substring(0, end), parts);
        parts.add(new Part.Module());
        places(text.substring(end), parts);
        return new Template(parts);
    }

    private static void places(String text, List<Part> parts) {
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            parts.add(new Part.Text(text.substring(from, place.start())));
            String key = place.group(1);
            parts.add(
                    key == null
                            ? new Part.Text("%")
                            : new Part.Place(key, place.group(2).equals("h")));
            from = place.end();
        }
        parts.add(new Part.Text(text.substring(from)));
    }

    /**
     * The page.
     *
     * @param values what stands at a key; empty if nothing is known of it
     * @param module the host's own element, HTML
     * @param missing told each key without a value
     */
    String render(Function<String, Optional<Value>> values, String module, Consumer<String> missing) {
        var page = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                page.append(text.text());
            } else if (part instanceof Part.Place place) {
                page.append(place(place, values, missing));
            } else {
                page.append(module);
            }
        }
        return page.toString();
    }

    private static String place(Part.Place place, Function<String, Optional<Value>> values, Consumer<String> missing) {
        Optional<Value> value = values.apply(place.key());
        if (value.isEmpty()) {
            missing.accept(place.key());
            return escape("--(" + place.key() + ")" + (place.html() ? "h" : "s") + "--");
        }
        boolean asItIs =
                switch (value.get().kind()) {
                    case TEXT -> false;
                    case MARKUP -> place.html();
                    case HTML -> true;
                };
        return asItIs ? value.get().text() : escape(value.get().text());
    }

    /** The same text in HTML, between tags and within an attribute's quotes. */
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                case '\0' -> escaped.append('\uFFFD');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** A word that may stand in an address or an id: other characters become dashes. */
    static String word(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    }
}
