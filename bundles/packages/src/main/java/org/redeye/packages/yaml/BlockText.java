package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Place;

/** Writes texts of several lines as block scalars ({@code |} and {@code >}). */
final class BlockText {

    /** Columns that the lines of a folded text fill. */
    private static final int WIDTH = 80;

    private BlockText() {}

    /**
     * The first line of a block scalar.
     *
     * @param kind {@code |} or {@code >}
     * @param chomp {@code -}, {@code +} or a space: what happens to the line breaks at the end
     * @param indent how far it says the text is indented; 0 if it does not
     * @param written both as they are written
     * @param rest what stands behind: spaces and a comment
     */
    record Header(char kind, char chomp, int indent, String written, String rest) {

        static final Header LITERAL = new Header('|', ' ', 0, "", "");

        static Header at(Lines lines, int body) {
            String line = lines.text().substring(body, lines.end(body));
            int end = 1;
            char chomp = ' ';
            int indent = 0;
            for (; end < line.length() && "+-0123456789".indexOf(line.charAt(end)) >= 0; end++) {
                char c = line.charAt(end);
                indent = Character.isDigit(c) ? c - '0' : indent;
                chomp = Character.isDigit(c) ? chomp : c;
            }
            return new Header(line.charAt(0), chomp, indent, line.substring(1, end), line.substring(end));
        }

        /** The same for other contents; 0 says no indentation. */
        String with(char otherKind, char otherChomp, int otherIndent) {
            String indicators =
                    (otherIndent == 0 ? "" : String.valueOf(otherIndent)) + (otherChomp == ' ' ? "" : otherChomp);
            boolean same = otherChomp == chomp && otherIndent == indent;
            return otherKind + (same ? written : indicators) + rest;
        }

        boolean keeps() {
            return chomp == '+';
        }
    }

    /**
     * Where a block scalar stands.
     *
     * @param indent of its lines
     * @param outer the indentation of what it belongs to
     * @param newline the line break to use
     * @param open whether the file ends behind it without a line break
     * @param blankFollows whether blank lines follow that do not belong to it
     */
    record Place(int indent, int outer, String newline, boolean open, boolean blankFollows) {}

    /** The scalar without its last line break; empty if a text cannot be written so. */
    static Optional<String> write(String text, Header old, Place place) {
        String core = text.replaceAll("\n+$", "");
        int breaks = text.length() - core.length();
        if (core.isBlank() || !ScalarText.isPrintable(core.replace("\n", ""), true)) {
            return Optional.empty();
        }
        char chomp = chomp(breaks, old.chomp(), place);
        List<String> lines = new ArrayList<>(List.of(core.split("\n", -1)));
        boolean indicated = startsWithSpace(lines) || old.indent() > 0;
        int indicator = place.indent() - place.outer();
        if (chomp == '?' || indicated && (indicator < 1 || indicator > 9)) {
            return Optional.empty();
        }
        boolean folded = old.kind() == '>' && lines.stream().noneMatch(BlockText::startsWithBlank);
        var written = new StringBuilder(old.with(folded ? '>' : '|', chomp, indicated ? indicator : 0));
        String pad = " ".repeat(place.indent());
        for (String line : folded ? fold(lines, Math.max(20, WIDTH - place.indent())) : lines) {
            written.append(place.newline()).append(line.isEmpty() ? "" : pad + line);
        }
        written.append(place.newline().repeat(chomp == '+' ? Math.max(0, breaks - 1) : 0));
        return Optional.of(written.toString());
    }

    /** How to say how many line breaks stand at the end; {@code ?} if there is no way. */
    private static char chomp(int breaks, char old, Place place) {
        if (place.open()) {
            return breaks > 0 ? '?' : old;
        }
        if (breaks == 0) {
            return '-';
        }
        if (breaks == 1) {
            return old == '+' ? '+' : ' ';
        }
        return old != '+' && place.blankFollows() ? '?' : '+';
    }

    /** Whether the indentation could not be told from the first line that says something. */
    private static boolean startsWithSpace(List<String> lines) {
        for (String line : lines) {
            if (startsWithBlank(line)) {
                return true;
            }
            if (!line.isEmpty()) {
                return false;
            }
        }
        return false;
    }

    private static boolean startsWithBlank(String line) {
        return !line.isEmpty() && Lines.isBlank(line.charAt(0));
    }

    /** In a folded text a line break is a space, and n + 1 line breaks are n. */
    private static List<String> fold(List<String> lines, int width) {
        var folded = new ArrayList<String>();
        boolean said = false;
        for (String line : lines) {
            if (line.isEmpty()) {
                folded.add("");
                continue;
            }
            if (said && !folded.isEmpty()) {
                folded.add("");
            }
            wrap(line, width, folded);
            said = true;
        }
        return folded;
    }

    private static void wrap(String line, int width, List<String> into) {
        int start = 0;
        int space = -1;
        for (int at = 1; at < line.length() - 1; at++) {
            boolean single = line.charAt(at) == ' '
                    && !Lines.isBlank(line.charAt(at - 1))
                    && !Lines.isBlank(line.charAt(at + 1));
            if (single) {
                if (at - start > width && space > start) {
                    into.add(line.substring(start, space));
                    start = space + 1;
                }
                space = at;
            }
        }
        if (line.length() - start > width && space > start) {
            into.add(line.substring(start, space));
            start = space + 1;
        }
        into.add(line.substring(start));
    }
}
