package org.redeye.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/** Collects what is wrong with one document; at most 100 are kept, the last then says how many more there are. */
final class Problems {

    private static final int MOST = 100;

    private final Document document;
    private final String origin;
    private final List<Problem> found = new ArrayList<>();
    private int more;

    Problems(Document document) {
        this(document, "");
        document.problems().forEach(this::add);
    }

    private Problems(Document document, String origin) {
        this.document = document;
        this.origin = origin;
    }

    /**
     * An empty collection for the same document, which may be taken in or forgotten.
     *
     * @param origin said before each message, for what does not stand in the text itself
     */
    Problems fork(String origin) {
        return new Problems(document, origin);
    }

    /** Takes in what a fork has collected. */
    void join(Problems fork) {
        fork.found.forEach(this::add);
        more += fork.more;
    }

    /** How far it has come. */
    record Mark(int found, int more) {}

    Mark mark() {
        return new Mark(found.size(), more);
    }

    /** Forgets what came since. */
    void reset(Mark mark) {
        found.subList(mark.found(), found.size()).clear();
        more = mark.more();
    }

    void at(Node node, String message, String suggestion) {
        at(node, message, suggestion, "");
    }

    /** @param field the path of the field from its item; see {@link Problem#field} */
    void at(Node node, String message, String suggestion, String field) {
        add(new Problem(document.position(node), origin + message, suggestion, field));
    }

    void at(Node node, String message) {
        at(node, message, "");
    }

    void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the text; what stands in imported files last. */
    List<Problem> list() {
        var list = new ArrayList<>(found);
        list.sort(Comparator.comparing(
                        (Problem problem) -> problem.position().file().equals(document.file())
                                ? ""
                                : problem.position().file())
                .thenComparingInt(problem -> problem.position().line())
                .thenComparingInt(problem -> problem.position().column()));
        if (more > 0) {
            list.add(new Problem(new Position(document.file(), 0, 0), "… and " + more + " more problems.", ""));
        }
        return List.copyOf(list);
    }
}
