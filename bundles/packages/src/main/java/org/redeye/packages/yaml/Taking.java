package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Fragment.FlowPiece;
import org.redeye.packages.yaml.Fragment.Verbatim;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Splicer.EditException;

/** Takes members out of a text: what goes, and what it was. */
record Taking(Source source) {

    /**
     * The spans that go with a member.
     *
     * @throws EditException if it cannot go alone
     */
    List<Splice> cut(Way way) {
        if (way.depth() == 0) {
            throw new EditException("The whole file cannot be taken away; name an entry.");
        }
        Collection in = way.parent();
        if (source.isBarePair(in)) {
            throw new EditException(source.line(in.body()) + ": a pair without braces cannot lose its entry; take away"
                    + " the item of the list.");
        }
        if (in.flow()) {
            return new FlowLines(source, in).cut(way.index());
        }
        Member member = way.member();
        if (source.startsLine(member)) {
            return List.of(source.cutLines(source.from(way), source.to(member)));
        }
        return List.of(cutBehindDash(way));
    }

    /** The first of the members that stand behind a dash; the next one comes up to the dash unless a comment is there. */
    private Splice cutBehindDash(Way way) {
        Lines lines = source.lines();
        int start = way.member().start();
        int to = source.to(way.member());
        if (way.parent().members().size() > 1) {
            Way next = way.up().child(1);
            int line = lines.start(next.member().start());
            if (line == to && source.from(next) == line) {
                return Splice.cut(start, next.member().start());
            }
        }
        return Splice.cut(lines.trimBack(start), lines.atLineStart(to) ? lines.endBefore(to) : to);
    }

    /** A member as text for another place. */
    Verbatim fragment(Way way) {
        Collection in = way.parent();
        Member member = way.member();
        var members = List.of(member);
        if (in.flow()) {
            var flow = new FlowLines(source, in);
            Optional<FlowPiece> piece = flow.piece(way.index()).or(() -> new InlineForm(source)
                    .of(members, member.start(), member.end())
                    .map(core -> new FlowPiece(flow.above(way.index()), core, flow.comment(way.index()))));
            return new Verbatim(members, lines(flow, way), 0, piece);
        }
        int from = source.from(way);
        int to = source.to(member);
        String text = source.startsLine(member)
                ? source.text(from, to)
                : " ".repeat(source.column(member)) + source.text(from, to);
        var piece = new InlineForm(source).of(members, from, to).map(core -> new FlowPiece(List.of(), core, ""));
        return new Verbatim(members, text, source.column(member), piece);
    }

    /** A member as text for the clipboard; a last line without a line end stays one, it may be a block scalar's. */
    String copy(Way way) {
        Verbatim fragment = fragment(way);
        return way.parent().flow()
                ? fragment.text() + source.lines().breakNear(way.member().start())
                : Fragment.shift(fragment.text(), -fragment.column());
    }

    /** A member of a flow collection as lines of a block. */
    private String lines(FlowLines flow, Way way) {
        Member member = way.member();
        if (member.isExplicit()) {
            throw new EditException(
                    source.line(member.start()) + ": a key with a question mark cannot leave its braces or brackets.");
        }
        String value = source.text(member.value().start(), member.value().end());
        String text = member.isItem()
                ? "-"
                : source.text(member.key().start(), member.key().end()) + ":";
        var lines = new ArrayList<>(flow.above(way.index()));
        lines.add(text + (value.isEmpty() ? "" : " " + value) + flow.comment(way.index()));
        return String.join(source.lines().breakNear(member.start()), lines);
    }
}
