package org.redeye.packages.yaml;

import java.util.stream.Collectors;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;

/**
 * Writes values as YAML in the habit of a text.
 *
 * @param quotes how its texts are written where that is possible
 * @param newline its line break
 * @param open whether nothing follows, not even a line break; a block scalar could not end there
 */
record YamlText(Habit habit, Style quotes, String newline, boolean open) {

    /** A value on one line. */
    String inline(Part value, boolean flow) {
        if (value instanceof Collection in) {
            return in.members().stream()
                    .map(this::inline)
                    .collect(Collectors.joining(", ", in.isMap() ? "{" : "[", in.isMap() ? "}" : "]"));
        }
        if (value.isNothing()) {
            return flow ? "null" : "";
        }
        return ScalarText.write(((Scalar) value).text(), quotes, flow);
    }

    /** A member on one line, for a place inside braces or brackets. */
    String inline(Member member) {
        String value = inline(member.value(), true);
        return member.isItem() ? value : key(member, true) + ": " + value;
    }

    static String key(Member member, boolean flow) {
        return ScalarText.write(member.name(), Style.PLAIN, flow);
    }

    /** A member as whole lines. */
    String lines(Member member, int column, int level) {
        String pad = " ".repeat(column);
        return member.isItem()
                ? pad + "-" + behindDash(member.value(), column, level)
                : pad + key(member, false) + ":" + behind(member.value(), column, level);
    }

    /** Whether a value is written on the line of its key or dash. */
    boolean isInline(Part value, int level) {
        return !(value instanceof Collection in) || in.members().isEmpty() || habit.isFlow(in, level);
    }

    /** Members as whole lines. */
    String lines(Collection in, int column, int level) {
        return in.members().stream()
                .map(member -> lines(member, column, level + 1))
                .collect(Collectors.joining());
    }

    /** Columns from a key to what stands in lines below it. */
    int step(Collection below) {
        return below.isMap() ? habit.step() : habit.listIndent();
    }

    private String behind(Part value, int column, int level) {
        if (isInline(value, level)) {
            return onLine(value, column);
        }
        var in = (Collection) value;
        return newline + lines(in, column + step(in), level);
    }

    private String behindDash(Part value, int column, int level) {
        if (isInline(value, level)) {
            return onLine(value, column);
        }
        return " " + lines((Collection) value, column + 2, level).substring(column + 2);
    }

    private String onLine(Part value, int column) {
        if (value.isNothing()) {
            return newline;
        }
        if (!open && value instanceof Scalar scalar && scalar.text().indexOf('\n') >= 0) {
            var place = new BlockText.Place(column + habit.step(), column, newline, false, true);
            var block = BlockText.write(scalar.text(), BlockText.Header.LITERAL, place);
            if (block.isPresent()) {
                return " " + block.get() + newline;
            }
        }
        return " " + inline(value, false) + newline;
    }
}
