package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.packages.yaml.Fragment.FlowPiece;
import org.redeye.packages.yaml.Fragment.Verbatim;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Splicer.EditException;

/** YAML text from elsewhere that shall be put into a document. */
final class Clipboard {

    private Clipboard() {}

    /**
     * Reads the members of a map or a list.
     *
     * @param firstId added to the ids of its anchors
     * @throws EditException if the text cannot be read or is neither
     */
    static Verbatim read(String text, int firstId) {
        if (text.length() > DocumentReader.MAX_CHARS) {
            throw new EditException("The pasted text has " + text.length() + " characters; at most "
                    + DocumentReader.MAX_CHARS + " are read.");
        }
        var lines = new Lines(text);
        Part root = SyntaxReader.read(lines, firstId);
        if (!(root instanceof Collection in) || in.members().isEmpty()) {
            throw new EditException("The pasted text is neither a map nor a list with something in it.");
        }
        if (!in.props().equals(Part.PLAIN)) {
            throw new EditException("The pasted text has an anchor or a tag on the whole; paste its entries only.");
        }
        var source = new Source(lines, root);
        return in.flow() ? flow(source, in) : block(source, in);
    }

    private static Verbatim block(Source source, Collection in) {
        Lines lines = source.lines();
        int from = lines.start(in.body());
        if (!source.startsLine(in.members().get(0))) {
            throw new EditException("The pasted text does not start on a line of its own.");
        }
        for (int above = from; above > lines.first(); ) {
            above = lines.before(above);
            if (lines.isComment(above)) {
                from = above;
            } else if (!lines.isRestBlank(above)) {
                break;
            }
        }
        int to = Math.max(in.end(), lines.length() - trailing(lines.text()));
        String text = source.text(from, lines.next(to));
        var piece = new InlineForm(source).of(in.members(), from, to).map(core -> new FlowPiece(List.of(), core, ""));
        return new Verbatim(in.members(), text, source.column(in), piece);
    }

    private static int trailing(String text) {
        return text.length() - text.stripTrailing().length();
    }

    private static Verbatim flow(Source source, Collection in) {
        var taking = new Taking(source);
        var top = new Way(List.of(), in);
        var texts = new ArrayList<String>();
        for (int i = 0; i < in.members().size(); i++) {
            texts.add(taking.fragment(top.child(i)).text() + "\n");
        }
        Optional<String> core = new InlineForm(source).of(in.members(), in.body() + 1, in.end() - 1);
        return new Verbatim(
                in.members(), String.join("", texts), 0, core.map(one -> new FlowPiece(List.of(), one, "")));
    }

    /** An anchor of the text must not stand in the document: aliases behind it would name something else. */
    static void checkAnchors(Verbatim fragment, Source into) {
        var own = new ArrayList<String>();
        fragment.members().forEach(member -> collect(member, own));
        var there = new ArrayList<String>();
        collect(into.root(), there);
        own.retainAll(there);
        if (!own.isEmpty()) {
            throw new EditException("The pasted text has the anchor '&" + own.get(0)
                    + "', and so has the file; give one of them another name.");
        }
    }

    private static void collect(Member member, List<String> into) {
        collect(member.key(), into);
        collect(member.value(), into);
    }

    private static void collect(Part part, List<String> into) {
        if (!part.props().anchor().isEmpty()) {
            into.add(part.props().anchor());
        }
        if (part instanceof Collection in) {
            in.members().forEach(member -> collect(member, into));
        }
    }

    /** With the line breaks of the place it comes to. */
    static Verbatim withBreaks(Verbatim fragment, String newline) {
        String text = fragment.text().replaceAll("\r\n|\r|\n", "\n").replace("\n", newline);
        return new Verbatim(fragment.members(), text, fragment.column(), fragment.flow());
    }
}
