package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;

/** Trees of parts: what an edit shall lead to, and whether it did. */
final class Trees {

    private Trees() {}

    /** The tree with the part at the end of a way changed; the rest is shared. */
    static Part with(Part root, List<Integer> way, UnaryOperator<Part> change) {
        if (way.isEmpty()) {
            return change.apply(root);
        }
        var in = (Collection) root;
        var members = new ArrayList<>(in.members());
        members.set(
                way.get(0),
                members.get(way.get(0))
                        .with(with(members.get(way.get(0)).value(), way.subList(1, way.size()), change)));
        return in.with(members);
    }

    /** Without one member; a block collection that is left without any says nothing. */
    static Part without(Part part, int index) {
        var in = (Collection) part;
        var members = new ArrayList<>(in.members());
        members.remove(index);
        return members.isEmpty() && !in.flow() ? Part.NOTHING.with(in.props()) : in.with(members);
    }

    /** With more members; what says nothing becomes a collection. */
    static Part plus(Part part, int index, List<Member> more) {
        boolean isMap = !more.get(0).isItem();
        var in = part instanceof Collection collection
                ? collection
                : new Collection(part.props(), -1, -1, -1, isMap, false, List.of());
        var members = new ArrayList<>(in.members());
        members.addAll(index, more);
        return in.with(members);
    }

    /** Where two trees differ in what they say; empty if they do not. Comments and style say nothing. */
    static Optional<String> difference(Part expected, Part actual) {
        if (!expected.props().anchor().equals(actual.props().anchor())
                || !expected.props().tag().equals(actual.props().tag())) {
            return Optional.of("");
        }
        if (expected instanceof Collection one && actual instanceof Collection other) {
            return members(one, other);
        }
        boolean same = expected instanceof Scalar one && actual instanceof Scalar other
                ? one.isNothing()
                        ? other.isNothing()
                        : !other.isNothing() && one.text().equals(other.text())
                : expected instanceof Alias a
                        && actual instanceof Alias b
                        && a.name().equals(b.name());
        return same ? Optional.empty() : Optional.of("");
    }

    private static Optional<String> members(Collection expected, Collection actual) {
        if (expected.isMap() != actual.isMap()
                || expected.members().size() != actual.members().size()) {
            return Optional.of("");
        }
        for (int i = 0; i < expected.members().size(); i++) {
            Member one = expected.members().get(i);
            Member other = actual.members().get(i);
            Optional<String> difference = one.isMerge() != other.isMerge()
                    ? Optional.of("")
                    : difference(one.key(), other.key()).or(() -> difference(one.value(), other.value()));
            if (difference.isPresent()) {
                return Optional.of("/" + (one.isItem() ? i : one.name()) + difference.get());
            }
        }
        return Optional.empty();
    }
}
