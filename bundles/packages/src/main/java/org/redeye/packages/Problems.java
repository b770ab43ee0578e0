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
    private final List<Problem> found = new ArrayList<>();
    private int more;

    Problems(Document document) {
        this.document = document;
        document.problems().forEach(this::add);
    }

    void at(Node node, String message, String suggestion) {
        add(new Problem(document.position(node), message, suggestion));
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

    /** In the order of the text. */
    List<Problem> list() {
        var list = new ArrayList<>(found);
        list.sort(
                Comparator.comparingInt((Problem problem) -> problem.position().line())
                        .thenComparingInt(problem -> problem.position().column()));
        if (more > 0) {
            list.add(new Problem(new Position(document.file(), 0, 0), "… and " + more + " more problems.", ""));
        }
        return List.copyOf(list);
    }
}
