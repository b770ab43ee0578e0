package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Fragment.Verbatim;
import org.redeye.packages.yaml.Fragment.Written;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;
import org.redeye.packages.yaml.Placing.Slot;
import org.redeye.packages.yaml.Splicer.EditException;

/** Works out what an edit comes to. */
record Editing(Source source) {

    Change change(Edit edit) {
        if (edit instanceof Edit.Set set) {
            return new Setting(source, set).change();
        }
        if (edit instanceof Edit.InsertEntry insert) {
            return insert(insert.into(), Member.entry(insert.key(), Part.of(insert.value())), insert.place());
        }
        if (edit instanceof Edit.InsertItem insert) {
            return insert(insert.into(), Member.item(Part.of(insert.value())), insert.place());
        }
        if (edit instanceof Edit.Remove remove) {
            Way way = Way.to(source, remove.path());
            return new Change(new Taking(source).cut(way), without(source.root(), way));
        }
        if (edit instanceof Edit.Rename rename) {
            return rename(rename);
        }
        return edit instanceof Edit.Move move ? move(move) : paste((Edit.Paste) edit);
    }

    private static Part without(Part root, Way way) {
        return Trees.with(root, way.up().indexes(), part -> Trees.without(part, way.index()));
    }

    private Change insert(List<?> path, Member member, Place place) {
        Way into = Way.to(source, path);
        var fragment = new Written(member, new Habit(source, into), Habit.quotes(into.end()));
        return put(into, fragment, place);
    }

    private Change put(Way into, Fragment fragment, Place place) {
        var placing = new Placing(source);
        placing.check(into, fragment.members());
        Slot slot = placing.slot(into, place);
        return new Change(placing.splices(into, fragment, slot), plus(source.root(), into, slot, fragment.members()));
    }

    private Change rename(Edit.Rename edit) {
        Way way = Way.to(source, edit.path());
        if (way.depth() == 0 || way.member().isItem()) {
            throw new EditException("'" + Way.words(edit.path()) + "' has no key that could be renamed.");
        }
        Member member = way.member();
        if (!(member.key() instanceof Scalar key)) {
            throw new EditException(
                    source.line(((Alias) member.key()).start()) + ": the key is an alias; edit the text by hand.");
        }
        if (member.isMerge()) {
            throw new EditException(source.line(key.start()) + ": a merge key (<<) cannot have another name.");
        }
        if (member.name().equals(edit.key())) {
            return new Change(List.of(), source.root());
        }
        if (!way.parent().indexes(edit.key()).isEmpty()) {
            throw new EditException("'" + edit.key() + "' is there already, beside '" + member.name() + "'.");
        }
        Style style = key.style().isBlock() ? Style.DOUBLE : key.style();
        String text = ScalarText.write(edit.key(), style, way.insideFlow());
        var renamed = new Member(
                -1, new Scalar(key.props(), -1, -1, -1, edit.key(), Style.DOUBLE), edit.key(), -1, member.value());
        Part expected = Trees.with(source.root(), way.up().indexes(), part -> {
            var members = new ArrayList<>(((Collection) part).members());
            members.set(way.index(), renamed);
            return ((Collection) part).with(members);
        });
        return new Change(List.of(new Splice(key.body(), key.end(), text)), expected);
    }

    private Change move(Edit.Move edit) {
        Way from = Way.to(source, edit.path());
        Way into = Way.to(source, edit.into());
        if (from.depth() == 0 || from.leadsTo(into)) {
            throw new EditException("'" + Way.words(edit.path()) + "' cannot be moved into itself.");
        }
        var placing = new Placing(source);
        Slot slot = placing.slot(into, edit.place());
        boolean same = into.indexes().equals(from.up().indexes());
        if (same && (slot.index() == from.index() || slot.index() == from.index() + 1)) {
            return new Change(List.of(), source.root());
        }
        var taking = new Taking(source);
        Fragment fragment = taking.fragment(from);
        if (!same) {
            placing.check(into, fragment.members());
        }
        var splices = new ArrayList<>(taking.cut(from));
        splices.addAll(placing.splices(into, fragment, slot));
        return new Change(atOpenEnd(splices), moved(from, into, slot, fragment.members()));
    }

    /** What goes from the end of a text without a last line end takes the line break before it; what comes needs it. */
    private List<Splice> atOpenEnd(List<Splice> splices) {
        Splice cut = splices.get(0);
        Splice put = splices.get(splices.size() - 1);
        boolean conflict = cut.to() == source.text().length()
                && cut.from() < put.from()
                && put.from() == cut.from() + Lines.breakLength(source.text(), cut.from());
        if (!conflict || splices.size() != 2) {
            return splices;
        }
        return List.of(new Splice(put.from(), cut.to(), Source.withoutBreak(put.piece())));
    }

    private Part moved(Way from, Way into, Slot slot, List<Member> members) {
        if (into.indexes().equals(from.up().indexes())) {
            int index = slot.index() - (slot.index() > from.index() ? 1 : 0);
            return Trees.with(source.root(), into.indexes(), part -> {
                var in = (Collection) part;
                return Trees.plus(in.with(rest(in, from.index())), index, members);
            });
        }
        // what is changed first must not shift the way to the other
        return into.leadsTo(from)
                ? plus(without(source.root(), from), into, slot, members)
                : without(plus(source.root(), into, slot, members), from);
    }

    private static Part plus(Part root, Way into, Slot slot, List<Member> members) {
        return Trees.with(root, into.indexes(), part -> Trees.plus(part, slot.index(), members));
    }

    private static List<Member> rest(Collection in, int index) {
        var rest = new ArrayList<>(in.members());
        rest.remove(index);
        return rest;
    }

    private Change paste(Edit.Paste edit) {
        Way into = Way.to(source, edit.into());
        Verbatim fragment = Clipboard.read(edit.text(), source.text().length() + 1);
        Clipboard.checkAnchors(fragment, source);
        String newline = source.lines().breakNear(Math.max(0, into.end().start()));
        return put(into, Clipboard.withBreaks(fragment, newline), edit.place());
    }
}
