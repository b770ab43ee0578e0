package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Fragment.FlowPiece;
import org.redeye.packages.yaml.Fragment.Site;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Splicer.EditException;

/** Puts members into a map or a list, or into a place that says nothing yet. */
record Placing(Source source) {

    /**
     * A place among siblings.
     *
     * @param index what the first of the new members will have
     * @param after whether it was said behind which sibling, not before which
     */
    record Slot(int index, boolean after) {}

    /** Finds a place among the members of the collection to which a way leads. */
    Slot slot(Way into, Place place) {
        int size = into.end() instanceof Collection in ? in.members().size() : 0;
        if (place instanceof Place.Before before) {
            return new Slot(sibling(into, before.sibling()), false);
        }
        if (place instanceof Place.After after) {
            return new Slot(sibling(into, after.sibling()) + 1, true);
        }
        return place instanceof Place.First ? new Slot(0, false) : new Slot(size, size > 0);
    }

    private int sibling(Way into, Object name) {
        if (into.end() instanceof Collection in) {
            if (!in.isMap()
                    && name instanceof Integer i
                    && i >= 0
                    && i < in.members().size()) {
                return i;
            }
            List<Integer> found = in.isMap() ? in.indexes(name.toString()) : List.of();
            if (found.size() == 1) {
                return found.get(0);
            }
        }
        throw new EditException("There is no sibling '" + name + "' at that place.");
    }

    /** Refuses members that do not fit. */
    void check(Way into, List<Member> members) {
        Part part = into.end();
        if (part instanceof Alias alias) {
            throw new EditException(source.line(alias.start()) + ": here stands the alias '*" + alias.name()
                    + "'; edit what it names, where that is written.");
        }
        boolean items = members.get(0).isItem();
        boolean fits = part instanceof Collection in ? in.isMap() != items : part.isNothing();
        if (!fits) {
            throw new EditException(source.line(Math.max(0, part.start())) + ": here stands no "
                    + (items ? "list, so no item" : "map, so no key") + " can be added.");
        }
        if (part instanceof Collection in && source.isBarePair(in)) {
            throw new EditException(
                    source.line(in.body()) + ": a pair without braces takes no second entry; put braces around it.");
        }
        if (part instanceof Collection in && in.isMap()) {
            members.stream()
                    .filter(member -> !in.indexes(member.name()).isEmpty())
                    .findFirst()
                    .ifPresent(member -> {
                        throw new EditException("'" + member.name() + "' is there already, in line "
                                + source.lines()
                                        .number(in.members()
                                                .get(in.indexes(member.name()).get(0))
                                                .start()) + ".");
                    });
        }
    }

    List<Splice> splices(Way into, Fragment fragment, Slot slot) {
        boolean insideFlow = into.insideFlow();
        if (into.end() instanceof Collection in) {
            boolean unfolds = in.flow()
                    && in.members().isEmpty()
                    && !insideFlow
                    && fragment.flow().isEmpty();
            if (in.flow() && !unfolds) {
                return new FlowLines(source, in).insert(slot.index(), slot.after(), flow(in.body(), fragment));
            }
            return in.flow() ? below(into, in.body(), in.end(), fragment) : block(into, in, fragment, slot);
        }
        if (insideFlow) {
            FlowPiece piece = flow(into.end().start(), fragment);
            boolean items = fragment.members().get(0).isItem();
            String text = (items ? "[" : "{") + piece.core() + (items ? "]" : "}");
            if (piece.hasComments()) {
                throw noRoom(into.end().start());
            }
            return List.of(inFlow(into, text));
        }
        return below(into, into.end().body(), into.end().end(), fragment);
    }

    private FlowPiece flow(int at, Fragment fragment) {
        return fragment.flow().orElseThrow(() -> noRoom(at));
    }

    private EditException noRoom(int at) {
        return new EditException(source.line(at)
                + ": what would come here has comments, or an anchor or tag on a line of its own; they have no place"
                + " inside braces or brackets.");
    }

    /** Says something at a place inside braces or brackets. */
    Splice inFlow(Way way, String text) {
        Member member = way.member();
        Part part = way.end();
        if (part.body() < part.end()) {
            return new Splice(part.body(), part.end(), text);
        }
        boolean colon = member.isItem() || member.mark() >= 0;
        return Splice.insert(source.valueAt(member), (colon ? " " : ": ") + text);
    }

    private List<Splice> block(Way into, Collection in, Fragment fragment, Slot slot) {
        int column = source.column(in);
        Member first = in.members().get(0);
        int level = into.depth() + 1;
        if (slot.index() == 0 && !source.startsLine(first)) {
            String lines = fragment.lines(new Site(column, level, source.lines().breakNear(first.start()), false));
            return List.of(Splice.insert(first.start(), lines.substring(column) + " ".repeat(column)));
        }
        int at = slot.after() ? source.to(in.members().get(slot.index() - 1)) : source.from(into.child(slot.index()));
        boolean open = !source.lines().atLineStart(at);
        return List.of(source.insertLines(
                at, fragment.lines(new Site(column, level, source.lines().breakNear(at), open))));
    }

    private List<Splice> below(Way into, int from, int to, Fragment fragment) {
        boolean map = !fragment.members().get(0).isItem();
        return below(into, from, to, map, fragment::lines);
    }

    /** Puts lines below a key or behind a dash, instead of what stands between two offsets on its line. */
    List<Splice> below(Way way, int from, int to, boolean map, Function<Site, String> lines) {
        Lines text = source.lines();
        if (way.depth() == 0) {
            if (from < to) {
                throw new EditException(
                        source.line(from) + ": here stands a null for the whole file; remove it first.");
            }
            return List.of(source.insertLines(text.length(), lines.apply(site(way, 0, text.length()))));
        }
        Member member = way.member();
        if (member.mark() < 0) {
            throw new EditException(
                    source.line(member.start()) + ": this key has no colon; write one before something goes below it.");
        }
        var habit = new Habit(source, way);
        int column = source.column(member) + (member.isItem() ? 2 : map ? habit.step() : habit.listIndent());
        int head = source.valueAt(member);
        int tail = Math.max(to, head);
        String piece = lines.apply(site(way, column, tail));
        if (member.isItem() && way.end().props().equals(Part.PLAIN) && text.isRestBlank(tail)) {
            return List.of(new Splice(head, tail, " " + Source.withoutBreak(piece.substring(column))));
        }
        var splices = new ArrayList<Splice>();
        if (from < to) {
            splices.add(Splice.cut(Math.max(head, text.trimBack(from)), to));
        }
        splices.add(source.insertLines(text.next(tail), piece));
        return splices;
    }

    private Site site(Way way, int column, int tail) {
        Lines lines = source.lines();
        boolean open = !lines.atLineStart(lines.next(tail));
        return new Site(column, way.depth() + 1, lines.breakNear(tail), open);
    }
}
