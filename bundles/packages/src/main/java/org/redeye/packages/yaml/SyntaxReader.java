package org.redeye.packages.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Props;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;
import org.redeye.packages.yaml.Splicer.EditException;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Reads a text into parts: the parser's events give the structure, the text between them the indicators. */
final class SyntaxReader {

    private final Lines lines;
    private final Offsets offsets;
    private final int firstId;
    private final Iterator<Event> events;
    private final Map<String, Integer> anchors = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private Event event;

    private SyntaxReader(Lines lines, int firstId) {
        this.lines = lines;
        this.firstId = firstId;
        this.offsets = new Offsets(lines.text());
        this.events = new Yaml(DocumentReader.options())
                .parse(new StringReader(lines.text()))
                .iterator();
        this.event = events.next();
    }

    /** The top of a document that could be read. */
    static Part read(Lines lines) {
        return read(lines, 0);
    }

    /**
     * The top of a text with one document.
     *
     * @param firstId added to the ids of its anchors, so that they differ from those of another text
     * @throws EditException if it cannot be read
     */
    static Part read(Lines lines, int firstId) {
        try {
            return new SyntaxReader(lines, firstId).document();
        } catch (StackOverflowError e) {
            throw new EditException("The levels of the text go deeper than " + DocumentReader.MAX_DEPTH + ".");
        } catch (YAMLException e) {
            throw new EditException("The text cannot be read as YAML: " + e.getMessage());
        }
    }

    private Part document() {
        next(); // the stream starts
        if (!event.is(ID.DocumentStart)) {
            return Part.NOTHING;
        }
        boolean explicit = ((DocumentStartEvent) event).getExplicit();
        next();
        Part root = node();
        next(); // the document ends
        if (!event.is(ID.StreamEnd)) {
            throw new EditException("The text holds several documents (---); one is expected.");
        }
        return root.isNothing() && !explicit && root.props().equals(Part.PLAIN) && root.start() == root.end()
                ? Part.NOTHING
                : root;
    }

    private Event next() {
        Event now = event;
        if (events.hasNext()) {
            event = events.next();
        }
        return now;
    }

    private int start(Event of) {
        return offsets.of(of.getStartMark());
    }

    private int end(Event of) {
        return offsets.of(of.getEndMark());
    }

    private Part node() {
        Event now = next();
        if (now instanceof AliasEvent alias) {
            return new Alias(start(now), end(now), alias.getAnchor(), anchors.getOrDefault(alias.getAnchor(), -1));
        }
        if (now instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return now instanceof MappingStartEvent map ? mapping(map) : sequence((SequenceStartEvent) now);
    }

    private Props props(NodeEvent of, @Nullable String tag) {
        String anchor = of.getAnchor();
        if (anchor == null && tag == null) {
            return Part.PLAIN;
        }
        int id = anchor == null ? -1 : firstId + start(of);
        if (anchor != null) {
            anchors.put(anchor, id);
            texts.remove(anchor);
        }
        return new Props(anchor == null ? "" : anchor, tag == null ? "" : tag, id);
    }

    private Part scalar(ScalarEvent now) {
        Props props = props(now, now.getTag());
        int start = start(now);
        int end = end(now);
        int body = props.equals(Part.PLAIN) ? start : Math.min(skipProps(start), end);
        Style style = style(now.getScalarStyle());
        if (style.isBlock()) {
            end = blockEnd(body, end);
        }
        if (now.getValue().isEmpty() && style == Style.PLAIN && !props.equals(Part.PLAIN)) {
            end = lines.trimBack(end);
            body = end;
        }
        if (!props.anchor().isEmpty()) {
            texts.put(props.anchor(), now.getValue());
        }
        return new Scalar(props, start, body, end, now.getValue(), style);
    }

    private static Style style(ScalarStyle style) {
        return switch (style) {
            case SINGLE_QUOTED -> Style.SINGLE;
            case DOUBLE_QUOTED -> Style.DOUBLE;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
        };
    }

    /** The parser's end of a block text takes in the blank lines behind it; only {@code +} makes them part of it. */
    private int blockEnd(int body, int end) {
        int headerEnd = lines.end(body);
        int at = lines.atLineStart(end) && end > headerEnd ? lines.endBefore(end) : end;
        if (BlockText.Header.at(lines, body).keeps()) {
            return Math.max(at, headerEnd);
        }
        int indent = contentIndent(lines.next(body), end);
        while (at > headerEnd) {
            int start = lines.start(at);
            if (!lines.isRestBlank(start) || at - start > indent) {
                return at;
            }
            at = lines.endBefore(start);
        }
        return headerEnd;
    }

    private int contentIndent(int from, int end) {
        for (int line = from; line < end; line = lines.next(line)) {
            if (!lines.isRestBlank(line)) {
                return lines.indent(line);
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Behind anchor and tag. */
    private int skipProps(int start) {
        int at = start;
        String text = lines.text();
        while (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < text.length() && !Lines.isBlank(text.charAt(at)) && !Lines.isBreak(text.charAt(at))) {
                at++;
            }
            at = lines.skipGap(at);
        }
        return at;
    }

    private Part mapping(MappingStartEvent now) {
        Props props = props(now, now.getTag());
        int start = start(now);
        int body = props.equals(Part.PLAIN) ? start : skipProps(start);
        boolean braces = now.isFlow() && lines.text().charAt(body) == '{';
        var members = new ArrayList<Member>();
        int behind = braces ? body + 1 : body;
        while (!event.is(ID.MappingEnd)) {
            Member member = entry(behind);
            members.add(member);
            behind = member.end();
        }
        int end = braces ? end(event) : behind;
        next();
        return new Collection(props, start, body, end, true, now.isFlow(), List.copyOf(members));
    }

    private Member entry(int behind) {
        Part key = node();
        int question = lines.find(behind, key.start(), '?');
        Part value = node();
        int mark = lines.find(key.end(), Math.max(value.start(), key.end()), ':');
        if (value.start() == value.end()) {
            int at = mark < 0 ? key.end() : mark + 1;
            value = new Scalar(Part.PLAIN, at, at, at, "", Style.PLAIN);
        }
        return new Member(question < 0 ? key.start() : question, key, name(key), mark, value);
    }

    private String name(Part key) {
        if (key instanceof Scalar scalar) {
            return scalar.text();
        }
        return key instanceof Alias alias ? texts.getOrDefault(alias.name(), "") : "";
    }

    private Part sequence(SequenceStartEvent now) {
        Props props = props(now, now.getTag());
        int start = start(now);
        int body = props.equals(Part.PLAIN) ? start : skipProps(start);
        var members = new ArrayList<Member>();
        int behind = body;
        while (!event.is(ID.SequenceEnd)) {
            Part value = node();
            int dash = now.isFlow() ? -1 : lines.find(behind, value.start(), '-');
            Member member = new Member(now.isFlow() ? value.start() : dash, Part.NOTHING, "", dash, value);
            members.add(member);
            behind = member.end();
        }
        int end = now.isFlow() ? end(event) : behind;
        next();
        return new Collection(props, start, body, end, false, now.isFlow(), List.copyOf(members));
    }
}
