package org.redeye.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Change;
import org.redeye.api.security.Role;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * What a header says about a second person: {@code review} and {@code approvers}.
 *
 * @param required whether changes by others than approvers wait
 * @param approvers who approves, by name; empty for every admin
 */
record ReviewRule(boolean required, List<String> approvers) {

    /** Nobody is asked. */
    static final ReviewRule NONE = new ReviewRule(false, List.of());

    /** The keys of the header that it reads. */
    static final List<String> KEYS = List.of("review", "approvers");

    /** Approvers of a package; nobody can ask more. */
    private static final int MOST = 100;

    /** Reads a header; what is wrong with it goes to the problems. */
    static ReviewRule read(Document document, Problems problems) {
        Optional<Node.Mapping> header = document.root()
                .get("package")
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
        boolean required = header.flatMap(map -> map.get("review"))
                .filter(node -> isTrue(node, problems))
                .isPresent();
        List<String> approvers = header.flatMap(map -> map.get("approvers"))
                .map(node -> names(node, problems))
                .orElse(List.of());
        return new ReviewRule(required, approvers);
    }

    private static boolean isTrue(Node node, Problems problems) {
        String word = node instanceof Node.Scalar scalar ? scalar.text() : "";
        if (!word.equals("true") && !word.equals("false")) {
            problems.at(node, "'review' is true, so that changes wait for a second person, or false.");
        }
        return word.equals("true");
    }

    private static List<String> names(Node node, Problems problems) {
        var names = new ArrayList<String>();
        List<Node> nodes = node instanceof Node.Sequence list ? list.elements() : List.of(node);
        for (Node each : nodes) {
            String name = each instanceof Node.Scalar scalar && !each.isNull() ? scalar.text() : "";
            if (name.isBlank() || name.length() > Change.MAX_AUTHOR || names.contains(name) || names.size() == MOST) {
                problems.at(
                        each,
                        "'approvers' is a list of at most " + MOST + " names of users, each once, such as [ann, bob].");
            } else {
                names.add(name);
            }
        }
        if (nodes.isEmpty()) {
            problems.at(node, "'approvers' names nobody; leave it out if every admin approves.");
        }
        return List.copyOf(names);
    }

    /** Whether this one approves changes of others, and makes his own at once. */
    boolean approves(Change by) {
        return approvers.isEmpty()
                ? by.role().includes(Role.ADMIN)
                : approvers.contains(by.author()) && by.role().includes(Role.EDITOR);
    }

    /** Whether a change waits. */
    boolean holds(Change change) {
        return required && !approves(change);
    }

    /** Who approves what this one has made, in words. */
    String who(String author) {
        List<String> others =
                approvers.stream().filter(name -> !name.equals(author)).toList();
        if (approvers.isEmpty()) {
            return "an admin";
        }
        if (others.isEmpty()) {
            return "an approver other than " + author
                    + ", of whom there is none: somebody who may write the files names one";
        }
        int last = others.size() - 1;
        return last == 0 ? others.get(0) : String.join(", ", others.subList(0, last)) + " or " + others.get(last);
    }
}
