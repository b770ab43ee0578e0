package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;

/** Members of a block collection written for a place inside braces or brackets; comments have no place there. */
record InlineForm(Source source) {

    /** The members on one line; empty if there are comments, or tags and anchors on lines of their own. */
    Optional<String> of(List<Member> members, int from, int to) {
        if (hasComment(members, from, to)) {
            return Optional.empty();
        }
        return join(members);
    }

    private boolean hasComment(List<Member> members, int from, int to) {
        var texts = new ArrayList<Scalar>();
        members.forEach(member -> collect(member, texts));
        int at = from;
        for (Scalar text : texts) {
            if (hasHash(at, text.body())
                    || text.style().isBlock()
                            && hasHash(text.body(), source.lines().end(text.body()))) {
                return true;
            }
            at = Math.max(at, text.end());
        }
        return hasHash(at, to);
    }

    private boolean hasHash(int from, int to) {
        return from < to && source.text(from, to).indexOf('#') >= 0;
    }

    private static void collect(Member member, List<Scalar> into) {
        collect(member.key(), into);
        collect(member.value(), into);
    }

    private static void collect(Part part, List<Scalar> into) {
        if (part instanceof Scalar scalar && scalar.start() >= 0) {
            into.add(scalar);
        } else if (part instanceof Collection in) {
            in.members().forEach(member -> collect(member, into));
        }
    }

    private Optional<String> join(List<Member> members) {
        var pieces = new ArrayList<String>();
        for (Member member : members) {
            Optional<String> piece = member(member);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            pieces.add(piece.get());
        }
        return Optional.of(String.join(", ", pieces));
    }

    private Optional<String> member(Member member) {
        Optional<String> value = part(member.value());
        if (member.isItem() || value.isEmpty()) {
            return value;
        }
        String separator = member.key() instanceof Alias ? " : " : ": ";
        Optional<String> name = member.isMerge() ? Optional.of("<<") : part(member.key());
        return name.map(key -> key + separator + value.get());
    }

    private Optional<String> part(Part part) {
        if (part instanceof Alias) {
            return Optional.of(source.text(part.start(), part.end()));
        }
        String props = source.text(part.start(), part.body()).strip();
        if (props.chars().anyMatch(c -> Lines.isBreak((char) c))) {
            return Optional.empty();
        }
        String lead = props.isEmpty() ? "" : props + " ";
        if (part instanceof Scalar scalar) {
            return Optional.of(lead + text(scalar));
        }
        var in = (Collection) part;
        return join(in.members()).map(inner -> lead + (in.isMap() ? "{" + inner + "}" : "[" + inner + "]"));
    }

    private String text(Scalar scalar) {
        String written = source.text(scalar.body(), scalar.end());
        if (scalar.isNothing()) {
            return written.isEmpty() ? "null" : written;
        }
        boolean several = written.chars().anyMatch(c -> Lines.isBreak((char) c));
        if (several || scalar.style().isBlock()) {
            return ScalarText.write(scalar.text(), Style.DOUBLE, true);
        }
        return scalar.style() == Style.PLAIN ? ScalarText.write(scalar.text(), Style.PLAIN, true) : written;
    }
}
