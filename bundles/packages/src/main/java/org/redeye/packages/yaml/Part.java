package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a YAML text as it is written: aliases are not followed, merge keys are ordinary keys, anchors and tags are
 * kept. A part that stands in no text yet (what an edit asks for) has offsets of -1.
 */
sealed interface Part {

    /** No anchor and no tag. */
    Props PLAIN = new Props("", "", -1);

    /** Says nothing: an empty place. */
    Scalar NOTHING = new Scalar(PLAIN, -1, -1, -1, "", Style.PLAIN);

    /** Its anchor and tag. */
    Props props();

    /** The offset of its first character, anchor and tag included. */
    int start();

    /** The offset of its first character behind anchor and tag. */
    int body();

    /** The offset behind its last character; comments, blank lines and the last line break are not counted. */
    int end();

    /** The same with another anchor or tag. */
    Part with(Props props);

    /** Whether it says nothing: an unquoted {@code null}, {@code ~} or no text at all. */
    default boolean isNothing() {
        return false;
    }

    /**
     * Anchor and tag; each empty if there is none.
     *
     * @param id tells apart anchors of one name
     */
    record Props(String anchor, String tag, int id) {}

    /** How a text is written. */
    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL,
        FOLDED;

        boolean isBlock() {
            return this == LITERAL || this == FOLDED;
        }

        boolean isQuoted() {
            return this == SINGLE || this == DOUBLE;
        }
    }

    /** A text. */
    record Scalar(Props props, int start, int body, int end, String text, Style style) implements Part {
        @Override
        public Scalar with(Props other) {
            return new Scalar(other, start, body, end, text, style);
        }

        @Override
        public boolean isNothing() {
            return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /**
     * What stands elsewhere.
     *
     * @param target the id of the anchor; -1 if it is not known
     */
    record Alias(int start, int end, String name, int target) implements Part {
        @Override
        public Props props() {
            return PLAIN;
        }

        @Override
        public int body() {
            return start;
        }

        @Override
        public Part with(Props props) {
            return this;
        }
    }

    /** A map or a list. */
    record Collection(Props props, int start, int body, int end, boolean isMap, boolean flow, List<Member> members)
            implements Part {
        @Override
        public Collection with(Props other) {
            return new Collection(other, start, body, end, isMap, flow, members);
        }

        Collection with(List<Member> others) {
            return new Collection(props, start, body, end, isMap, flow, others);
        }

        /** The positions of the members with a name. */
        List<Integer> indexes(String name) {
            var found = new ArrayList<Integer>();
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).name().equals(name)) {
                    found.add(i);
                }
            }
            return found;
        }

        Member last() {
            return members.get(members.size() - 1);
        }
    }

    /**
     * An entry of a map or an item of a list.
     *
     * @param start where it starts: its {@code ?}, key, {@code -} or, in a flow list, value
     * @param key {@link #NOTHING} with the offset -1 for an item
     * @param name what the key says; empty for an item
     * @param mark the offset of its {@code :} or {@code -}; -1 if there is none
     */
    record Member(int start, Part key, String name, int mark, Part value) {

        static Member entry(String name, Part value) {
            return new Member(-1, new Scalar(PLAIN, -1, -1, -1, name, Style.DOUBLE), name, -1, value);
        }

        static Member item(Part value) {
            return new Member(-1, NOTHING, "", -1, value);
        }

        Member with(Part other) {
            return new Member(start, key, name, mark, other);
        }

        /** Whether its key is a merge key: an unquoted {@code <<}. */
        boolean isMerge() {
            return key instanceof Scalar scalar
                    && scalar.style() == Style.PLAIN
                    && scalar.text().equals("<<");
        }

        boolean isItem() {
            return key == NOTHING;
        }

        /** Whether its key is written with a question mark. */
        boolean isExplicit() {
            return !isItem() && start < key.start();
        }

        int end() {
            return Math.max(Math.max(key.end(), mark + 1), value.end());
        }
    }

    /** What a caller asks for: a text (or whatever has a text), a map, a list, or an empty Optional for nothing. */
    static Part of(Object value) {
        if (value instanceof Map<?, ?> map) {
            var members = new ArrayList<Member>();
            map.forEach((key, inner) -> members.add(Member.entry(key.toString(), of(inner))));
            return new Collection(PLAIN, -1, -1, -1, true, false, List.copyOf(members));
        }
        if (value instanceof List<?> list) {
            return new Collection(
                    PLAIN,
                    -1,
                    -1,
                    -1,
                    false,
                    false,
                    list.stream().map(inner -> Member.item(of(inner))).toList());
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : NOTHING;
        }
        return new Scalar(PLAIN, -1, -1, -1, value.toString(), Style.DOUBLE);
    }
}
