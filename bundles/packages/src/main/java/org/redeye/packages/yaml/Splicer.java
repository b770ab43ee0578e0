package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;

/**
 * Edits the text of a document by splicing: only the bytes that say something new change. After each splice the text is
 * read again; unless it says exactly what was asked for, the edit is refused and nothing has happened. Immutable.
 */
public final class Splicer {

    private final Document document;
    private final Source source;

    /**
     * Edits a document that could be read.
     *
     * @throws IllegalArgumentException if it has problems
     */
    public Splicer(Document document) {
        this(readable(document), Source.of(document.text()));
    }

    Splicer(Document document, Source source) {
        this.document = document;
        this.source = source;
    }

    private static Document readable(Document document) {
        if (!document.problems().isEmpty()) {
            throw new IllegalArgumentException("a document with problems cannot be edited");
        }
        return document;
    }

    /**
     * Makes an edit.
     *
     * @throws EditException if it cannot be made
     */
    public Spliced apply(Edit edit) {
        return new Editing(source).change(edit).prove(document, source);
    }

    /**
     * What stands at a path as YAML text for the clipboard: a map with the one entry or a list with the one item, with its
     * own comments, not indented. The empty path gives the whole text.
     *
     * @throws EditException if nothing stands there
     */
    public String copy(List<?> path) {
        Way way = Way.to(source, path);
        if (way.depth() == 0) {
            return source.text();
        }
        return new Taking(source).copy(way);
    }

    /**
     * Writes a new value at a path that is not there yet; maps on the way that are not there are made.
     *
     * @param path keys, outermost first
     * @param value what shall stand there: a text, a list or a map of such
     * @return the edited text
     * @throws EditException if the path is there already, goes through something that is no map, or the text would not
     *     say what was asked for
     */
    public String insert(List<String> path, Object value) {
        int there = document.trail(path).size();
        if (there == path.size()) {
            throw new EditException("'" + String.join("/", path) + "' is there already.");
        }
        Object nested = value;
        for (String key : reversed(path.subList(there + 1, path.size()))) {
            var map = new LinkedHashMap<String, Object>();
            map.put(key, nested);
            nested = map;
        }
        return apply(new Edit.InsertEntry(path.subList(0, there), path.get(there), nested, Place.last()))
                .text();
    }

    private static List<String> reversed(List<String> keys) {
        var reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        return reversed;
    }

    /**
     * Removes what stands at a path, and the maps above it that it leaves empty (unless they have a comment of their
     * own), down to {@code keep} levels from the top.
     *
     * @return the edited text
     * @throws EditException if nothing is there, or the text would not say what was asked for
     */
    public String remove(List<String> path, int keep) {
        Way way = Way.to(source, path);
        while (way.depth() > keep + 1 && way.parent().members().size() == 1 && isBare(way.up())) {
            way = way.up();
        }
        return apply(new Edit.Remove(path.subList(0, way.depth()))).text();
    }

    /** Whether nothing is said about a key, so that nothing is lost if it goes. */
    private boolean isBare(Way way) {
        Member member = way.member();
        if (way.insideFlow() || ((Collection) way.end()).flow()) {
            return true;
        }
        boolean comment = source.from(way) < source.lines().start(member.start());
        return !comment && source.lines().isRestBlank(member.mark() + 1);
    }

    /** An edit that cannot be made; nothing has happened. */
    public static final class EditException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EditException(String message) {
            super(message, null, false, false);
        }
    }
}
