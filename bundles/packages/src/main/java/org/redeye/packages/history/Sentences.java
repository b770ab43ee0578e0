package org.redeye.packages.history;

import java.util.ArrayList;
import java.util.List;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Plan;

/** The first line of a commit, where nobody gave one: what the change did. */
public final class Sentences {

    private Sentences() {}

    /** @param before whether the package was there before */
    public static String of(Plan plan, boolean before) {
        String name = plan.name();
        if (!before) {
            return "Add the package " + name;
        }
        int count = plan.added().size() + plan.changed().size() + plan.removed().size();
        if (count == 0) {
            return "Change the text of " + name;
        }
        if (count == 1) {
            return cut(one(plan));
        }
        var parts = new ArrayList<String>();
        note(parts, plan.added(), "added");
        note(parts, plan.changed(), "changed");
        note(parts, plan.removed(), "removed");
        return "Change " + name + ": " + String.join(", ", parts);
    }

    /** A message that is not longer than messages may be. */
    public static String cut(String message) {
        return message.length() <= Change.MAX_MESSAGE ? message : message.substring(0, Change.MAX_MESSAGE - 1) + "…";
    }

    private static String one(Plan plan) {
        if (!plan.added().isEmpty()) {
            return "Add " + local(plan, plan.added()) + " to " + plan.name();
        }
        return plan.changed().isEmpty()
                ? "Remove " + local(plan, plan.removed()) + " from " + plan.name()
                : "Change " + local(plan, plan.changed()) + " of " + plan.name();
    }

    private static String local(Plan plan, List<String> ids) {
        String prefix = plan.name() + "/";
        String id = ids.get(0);
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    private static void note(List<String> parts, List<String> ids, String done) {
        if (!ids.isEmpty()) {
            parts.add(ids.size() + " " + done);
        }
    }
}
