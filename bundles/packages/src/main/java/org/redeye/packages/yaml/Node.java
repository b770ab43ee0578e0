package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a YAML document with the place where it stands in the text. */
public sealed interface Node {

    /** Where it stands. */
    Span span();

    /** Whether it is written in flow style (braces or brackets) or, for a scalar, on the line. */
    boolean flow();

    /** What it says, untyped: a text, a list or a map; see {@link org.redeye.api.schema.FieldType}. */
    Object raw();

    /** Whether it says nothing: an unquoted {@code null}, {@code ~} or no text at all. */
    default boolean isNull() {
        return false;
    }

    /**
     * A piece of the text.
     *
     * @param start the offset of its first character
     * @param end the offset after its last
     * @param line counted from 1
     * @param column counted from 1
     * @param file the file it stands in
     */
    record Span(int start, int end, int line, int column, String file) {}

    /** A text. {@code plain} is one without quotes. */
    record Scalar(Span span, String text, boolean plain, boolean flow) implements Node {
        @Override
        public Object raw() {
            return text;
        }

        @Override
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    record Sequence(Span span, List<Node> elements, boolean flow) implements Node {
        @Override
        public Object raw() {
            var list = new ArrayList<Object>();
            elements.forEach(element -> list.add(element.isNull() ? "" : element.raw()));
            return list;
        }
    }

    /** A map; no key stands twice. Entries that a merge key ({@code <<}) brought in are behind the own ones. */
    record Mapping(Span span, List<Entry> entries, boolean flow) implements Node {
        @Override
        public Object raw() {
            return map();
        }

        /** Its values by key, without those that say nothing. */
        public Map<String, Object> map() {
            var map = new LinkedHashMap<String, Object>();
            entries.stream()
                    .filter(entry -> !entry.value().isNull())
                    .forEach(entry -> map.put(entry.name(), entry.value().raw()));
            return map;
        }

        /** The entry of a key. */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
        }

        /** The value of a key, if it is there and says something. */
        public Optional<Node> get(String key) {
            return entry(key).map(Entry::value).filter(value -> !value.isNull());
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {
        /** The key's text. */
        public String name() {
            return key.text();
        }
    }
}
