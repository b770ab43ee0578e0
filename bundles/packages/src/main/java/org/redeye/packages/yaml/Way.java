package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Splicer.EditException;

/**
 * The way from the top to a part.
 *
 * @param steps the collections on the way, and which member was taken
 * @param end where it leads
 */
record Way(List<Step> steps, Part end) {

    /** One step. */
    record Step(Collection in, int index) {
        Member member() {
            return in.members().get(index);
        }
    }

    /**
     * Follows a path of keys and list positions.
     *
     * @throws EditException if there is no such place, or it is not written there but comes in by an alias
     */
    static Way to(Source source, List<?> path) {
        var way = new Way(List.of(), source.root());
        for (Object step : path) {
            if (way.end() instanceof Alias alias) {
                throw new EditException(source.line(alias.start()) + ": here stands the alias '*" + alias.name()
                        + "'; edit what it names, where that is written.");
            }
            if (!(way.end() instanceof Collection in)) {
                throw missing(path);
            }
            way = way.child(index(source, in, step, path));
        }
        return way;
    }

    private static int index(Source source, Collection in, Object step, List<?> path) {
        if (!in.isMap()) {
            if (step instanceof Integer i && i >= 0 && i < in.members().size()) {
                return i;
            }
            throw missing(path);
        }
        List<Integer> found = in.indexes(step.toString());
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty() && !in.indexes("<<").isEmpty()) {
            throw new EditException("There is no '" + words(path) + "' written here; if a merge key (<<) in line "
                    + source.lines()
                            .number(in.members().get(in.indexes("<<").get(0)).start())
                    + " brings it in, edit it there or insert it here.");
        }
        if (found.isEmpty()) {
            throw missing(path);
        }
        throw new EditException(
                "'" + words(path) + "' stands there " + found.size() + " times; edit the text by hand.");
    }

    private static EditException missing(List<?> path) {
        return new EditException("There is no '" + words(path) + "'.");
    }

    /** A path as people read it. */
    static String words(List<?> path) {
        return path.stream().map(Object::toString).collect(Collectors.joining("/"));
    }

    Way child(int index) {
        var in = (Collection) end;
        var longer = new ArrayList<>(steps);
        longer.add(new Step(in, index));
        return new Way(List.copyOf(longer), in.members().get(index).value());
    }

    Way up() {
        return new Way(steps.subList(0, depth() - 1), parent());
    }

    int depth() {
        return steps.size();
    }

    private Step last() {
        return steps.get(depth() - 1);
    }

    Member member() {
        return last().member();
    }

    Collection parent() {
        return last().in();
    }

    int index() {
        return last().index();
    }

    /** Whether what stands here stands inside braces or brackets. */
    boolean insideFlow() {
        return steps.stream().anyMatch(step -> step.in().flow());
    }

    /** Where the top or a member says what it is, in the tree of {@link Trees}. */
    List<Integer> indexes() {
        return steps.stream().map(Step::index).toList();
    }

    /** Whether the other way leads to the same place or below it. */
    boolean leadsTo(Way other) {
        return other.depth() >= depth() && other.indexes().subList(0, depth()).equals(indexes());
    }
}
