package org.redeye.packages.yaml;

import java.util.List;
import java.util.Optional;
import org.redeye.packages.yaml.Part.Member;

/** Members on their way into a collection, as text for every place they may come to. */
sealed interface Fragment {

    /** What the tree gets. */
    List<Member> members();

    /** Whole lines for a block collection, each with its line break. */
    String lines(Site site);

    /**
     * Where lines go.
     *
     * @param column before the members
     * @param level of the members' values; those of the top have 1
     * @param newline the line break to use
     * @param open whether nothing follows, not even a line break
     */
    record Site(int column, int level, String newline, boolean open) {}

    /** For a place inside braces or brackets; empty if a comment or something else cannot stand there. */
    Optional<FlowPiece> flow();

    /**
     * Text for a flow collection.
     *
     * @param above comment lines above it, without indentation
     * @param core the members on one line
     * @param behind the comment behind it, with the spaces before it
     */
    record FlowPiece(List<String> above, String core, String behind) {
        boolean hasComments() {
            return !above.isEmpty() || !behind.isEmpty();
        }
    }

    /** A new member. */
    record Written(Member member, Habit habit, Part.Style quotes) implements Fragment {
        @Override
        public List<Member> members() {
            return List.of(member);
        }

        @Override
        public String lines(Site site) {
            return new YamlText(habit, quotes, site.newline(), site.open()).lines(member, site.column(), site.level());
        }

        @Override
        public Optional<FlowPiece> flow() {
            return Optional.of(new FlowPiece(List.of(), new YamlText(habit, quotes, "\n", false).inline(member), ""));
        }
    }

    /**
     * Text that was written already.
     *
     * @param text whole lines
     * @param column the indentation of its members
     */
    record Verbatim(List<Member> members, String text, int column, Optional<FlowPiece> flow) implements Fragment {
        @Override
        public String lines(Site site) {
            String shifted = shift(text, site.column() - column);
            boolean ended = !shifted.isEmpty() && Lines.isBreak(shifted.charAt(shifted.length() - 1));
            return ended ? shifted : shifted + site.newline();
        }
    }

    /** Indents every line that is not empty by so many columns more, or less as far as there are spaces. */
    static String shift(String text, int columns) {
        if (columns == 0) {
            return text;
        }
        var lines = new Lines("\n" + text); // a byte order mark inside is no mark
        var shifted = new StringBuilder();
        for (int at = 1; at < lines.length(); at = lines.next(at)) {
            boolean empty = lines.end(at) == at;
            shifted.append(" ".repeat(empty ? 0 : Math.max(0, columns)));
            shifted.append(lines.text(), at + Math.min(Math.max(0, -columns), lines.indent(at)), lines.next(at));
        }
        return shifted.toString();
    }
}
