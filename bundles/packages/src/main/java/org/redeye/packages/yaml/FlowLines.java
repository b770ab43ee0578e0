package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Fragment.FlowPiece;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Splicer.EditException;

/** Members of a collection in braces or brackets, on one line or on lines of their own. */
record FlowLines(Source source, Collection in) {

    private Member member(int index) {
        return in.members().get(index);
    }

    private boolean isLast(int index) {
        return index == in.members().size() - 1;
    }

    private Lines lines() {
        return source.lines();
    }

    /** The offset of the comma behind a member; -1 if there is none. */
    private int comma(int index) {
        int to = isLast(index) ? in.end() - 1 : member(index + 1).start();
        return lines().find(member(index).end(), to, ',');
    }

    private int behind(int index) {
        return Math.max(member(index).end(), comma(index) + 1);
    }

    /** Whether nothing else but a comment stands on a member's lines. */
    boolean hasOwnLines(int index) {
        int rest = lines().skipBlanks(behind(index));
        return source.startsLine(member(index))
                && rest < lines().length()
                && (lines().text().charAt(rest) == '#'
                        || Lines.isBreak(lines().text().charAt(rest)));
    }

    private int from(int index) {
        int column = source.column(member(index));
        int limit = index == 0 ? in.body() : behind(index - 1);
        int at = lines().start(member(index).start());
        while (true) {
            int above = lines().before(at);
            if (above <= limit
                    || !lines().isComment(above)
                    || lines().indent(above) != column
                    || lines().text().charAt(above + column) != '#') {
                return at;
            }
            at = above;
        }
    }

    private int to(int index) {
        return lines().next(behind(index));
    }

    /** A member as it stands; empty if it takes several lines. */
    Optional<FlowPiece> piece(int index) {
        Member member = member(index);
        String core = source.text(member.start(), member.end());
        if (core.chars().anyMatch(c -> Lines.isBreak((char) c))) {
            return Optional.empty();
        }
        if (!hasOwnLines(index)) {
            return Optional.of(new FlowPiece(List.of(), core, ""));
        }
        int behind = behind(index);
        return Optional.of(new FlowPiece(above(index), core, source.text(behind, lines().end(behind))));
    }

    /** The comment lines above a member that are its own. */
    List<String> above(int index) {
        var above = new ArrayList<String>();
        if (hasOwnLines(index)) {
            int own = lines().start(member(index).start());
            for (int at = from(index); at < own; at = lines().next(at)) {
                above.add(source.text(at, lines().end(at)).strip());
            }
        }
        return above;
    }

    /** The comment behind a member on lines of its own, with the spaces before it. */
    String comment(int index) {
        return hasOwnLines(index) ? source.text(behind(index), lines().end(behind(index))) : "";
    }

    List<Splice> cut(int index) {
        Member member = member(index);
        var splices = new ArrayList<Splice>();
        int comma = comma(index);
        if (hasOwnLines(index)) {
            splices.add(Splice.cut(from(index), to(index)));
            cutCommaBefore(index, splices);
        } else if (!isLast(index) && isOnLine(member.end(), member(index + 1).start())) {
            splices.add(Splice.cut(member.start(), member(index + 1).start()));
        } else if (index > 0 && isOnLine(member(index - 1).end(), member.start())) {
            splices.add(Splice.cut(member(index - 1).end(), member.end()));
        } else {
            splices.add(Splice.cut(member.start(), member.end()));
            if (comma >= 0) {
                splices.add(Splice.cut(comma, comma + 1));
            }
            cutCommaBefore(index, splices);
        }
        return splices;
    }

    /** The comma before the last member goes with it, unless the author ends the list with one. */
    private void cutCommaBefore(int index, List<Splice> splices) {
        if (isLast(index) && index > 0 && comma(index) < 0 && comma(index - 1) >= 0) {
            splices.add(Splice.cut(comma(index - 1), comma(index - 1) + 1));
        }
    }

    private boolean isOnLine(int from, int to) {
        return source.text(from, to).chars().noneMatch(c -> c == '#' || Lines.isBreak((char) c));
    }

    List<Splice> insert(int index, boolean after, FlowPiece piece) {
        if (in.members().isEmpty()) {
            return List.of(Splice.insert(in.body() + 1, inline(piece)));
        }
        int sibling = after ? index - 1 : index;
        boolean ownLines = hasOwnLines(sibling) && (after ? isFollowedByLines(sibling) : true);
        if (!ownLines) {
            return List.of(
                    after
                            ? Splice.insert(member(sibling).end(), ", " + inline(piece))
                            : Splice.insert(member(sibling).start(), inline(piece) + ", "));
        }
        boolean comma = !after || comma(sibling) >= 0;
        var splices = new ArrayList<Splice>();
        if (!comma) {
            splices.add(Splice.insert(member(sibling).end(), ","));
        }
        splices.add(Splice.insert(after ? to(sibling) : from(sibling), ownLines(sibling, piece, comma)));
        return splices;
    }

    private boolean isFollowedByLines(int index) {
        return isLast(index) ? to(index) <= in.end() - 1 : hasOwnLines(index + 1);
    }

    private String ownLines(int sibling, FlowPiece piece, boolean comma) {
        String pad = " ".repeat(source.column(member(sibling)));
        String newline = lines().breakNear(member(sibling).start());
        var text = new StringBuilder();
        piece.above().forEach(line -> text.append(pad).append(line).append(newline));
        return text.append(pad)
                .append(piece.core())
                .append(comma ? "," : "")
                .append(piece.behind())
                .append(newline)
                .toString();
    }

    private String inline(FlowPiece piece) {
        if (piece.hasComments()) {
            throw new EditException(source.line(in.body())
                    + ": the comments of what would come here have no place inside these braces or brackets.");
        }
        return piece.core();
    }
}
