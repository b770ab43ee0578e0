package org.redeye.packages.yaml;

import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Splicer.EditException;

/** A text, its parts, and which lines belong to which member. */
record Source(Lines lines, Part root) {

    static Source of(String text) {
        var lines = new Lines(text);
        return new Source(lines, SyntaxReader.read(lines));
    }

    String text() {
        return lines.text();
    }

    String text(int from, int to) {
        return lines.text().substring(from, to);
    }

    /** The words with which an error names a place. */
    String line(int offset) {
        return "Line " + lines.number(offset);
    }

    /** Columns before a member's key or dash. */
    int column(Member member) {
        return lines.column(member.start());
    }

    /** Columns before the members of a block collection. */
    int column(Collection block) {
        return column(block.members().get(0));
    }

    boolean startsLine(Member member) {
        return lines.startsLine(member.start());
    }

    /**
     * Where a block member begins with its own comments: the lines directly above it, at its indentation, without a
     * blank line between. A comment that begins the file is the file's, not the first entry's. A member that stands
     * behind a dash begins there.
     */
    int from(Way way) {
        Member member = way.member();
        if (!startsLine(member)) {
            return member.start();
        }
        int own = lines.start(member.start());
        int limit = limit(way);
        int at = own;
        while (at > lines.first()) {
            int above = lines.before(at);
            if (above < limit || !lines.isComment(above) || lines.indent(above) != column(member) || !isOwn(above)) {
                break;
            }
            at = above;
        }
        boolean header = at == lines.first() && way.depth() == 1 && way.index() == 0;
        return header ? own : at;
    }

    /** Whether a comment is indented with spaces only. */
    private boolean isOwn(int line) {
        return lines.text().charAt(line + lines.indent(line)) == '#';
    }

    /** What stands before belongs to somebody else. */
    private int limit(Way way) {
        if (way.index() > 0) {
            return way.parent().members().get(way.index() - 1).end();
        }
        if (way.depth() == 1) {
            return lines.first();
        }
        Member outer = way.up().member();
        return Math.max(outer.mark(), outer.start()) + 1;
    }

    /**
     * Where the lines of a block member end, those comments included that follow at once and are indented deeper than
     * it is.
     */
    int to(Member member) {
        int column = column(member);
        int at = lines.next(member.end());
        while (at < lines.length() && lines.isComment(at) && lines.indent(at) > column && lines.atLineStart(at)) {
            at = lines.next(at);
        }
        return at;
    }

    /** Whether a block scalar ends at an offset that says something else if the line end there comes or goes. */
    boolean endsBlockText(int offset) {
        return endsBlockText(root, offset);
    }

    private boolean endsBlockText(Part part, int offset) {
        if (part instanceof Collection collection) {
            return collection.members().stream()
                    .anyMatch(member ->
                            member.end() >= offset && member.start() < offset && endsBlockText(member.value(), offset));
        }
        return part instanceof Scalar scalar
                && scalar.style().isBlock()
                && scalar.end() == offset
                && BlockText.Header.at(lines, scalar.body()).chomp() != '-';
    }

    /** Whether a map is a single pair that a flow list writes without braces. */
    boolean isBarePair(Collection in) {
        return in.isMap() && in.flow() && lines.text().charAt(in.body()) != '{';
    }

    /** Behind a member's indicator and its value's anchor and tag: where its value begins or would. */
    int valueAt(Member member) {
        Part value = member.value();
        if (value.props().equals(Part.PLAIN)) {
            int bare = member.isItem() ? value.start() : member.key().end();
            return member.mark() < 0 ? bare : member.mark() + 1;
        }
        int at = value.start();
        int end = at;
        while (at < value.body()
                && (lines.text().charAt(at) == '&' || lines.text().charAt(at) == '!')) {
            while (at < value.body()
                    && !Lines.isBlank(lines.text().charAt(at))
                    && !Lines.isBreak(lines.text().charAt(at))) {
                at++;
            }
            end = at;
            at = lines.skipGap(at);
        }
        return end;
    }

    /** Takes whole lines away. A text that ends without a line end goes on doing so, unless a block scalar needs it. */
    Splice cutLines(int from, int to) {
        boolean open = to == lines.length() && from > lines.first() && !lines.atLineStart(to);
        int before = lines.endBefore(from);
        return Splice.cut(open && !endsBlockText(before) ? before : from, to);
    }

    /** Puts whole lines where a line starts, or behind the last one. A text without a last line end goes on so. */
    Splice insertLines(int at, String piece) {
        if (lines.atLineStart(at)) {
            return Splice.insert(at, piece);
        }
        if (endsBlockText(at)) {
            throw new EditException(line(at) + ": the file ends with a text in several lines and without a line end;"
                    + " end that line before something comes behind it.");
        }
        return Splice.insert(at, lines.breakNear(at) + withoutBreak(piece));
    }

    /** Without the line break at its end. */
    static String withoutBreak(String piece) {
        int end = piece.length();
        if (end > 0 && Lines.isBreak(piece.charAt(end - 1))) {
            end -= piece.endsWith("\r\n") ? 2 : 1;
        }
        return piece.substring(0, end);
    }
}
