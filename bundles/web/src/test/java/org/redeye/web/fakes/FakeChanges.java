package org.redeye.web.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Plan;
import org.redeye.api.security.Role;

/** Changes that wait for the user {@code admin}. */
public final class FakeChanges implements PendingChanges {

    public final List<PendingChange> waiting = new ArrayList<>();
    public final List<Change> ended = new ArrayList<>();

    public static PendingChange change(String id, String name) {
        return new PendingChange(
                id,
                name,
                Instant.ofEpochMilli(5),
                "erin",
                Role.EDITOR,
                "Add b",
                "More",
                "e0",
                "key: secret\n",
                Map.of(name + "/b.yaml", new FileText("b: 1\n", "e1")),
                new Plan(name, List.of(name + "/checks/b"), List.of(), List.of(), "e2"),
                "--- a/" + name + ".yaml\n");
    }

    @Override
    public List<PendingChange> list(String name) {
        return waiting.stream()
                .filter(change -> name.isEmpty() || change.name().equals(name))
                .toList();
    }

    @Override
    public Optional<PendingChange> find(String id) {
        return waiting.stream().filter(change -> change.id().equals(id)).findFirst();
    }

    @Override
    public String waits(String name, Change change) {
        return change.role() == Role.ADMIN ? "" : "Your changes of " + name + " wait for approval by an admin.";
    }

    @Override
    public String objection(String id, Change by) {
        return by.role() == Role.ADMIN ? "" : "You are no approver; ask an admin.";
    }

    @Override
    public Plan approve(String id, Change by) {
        if (by.role() != Role.ADMIN) {
            throw new PackageException(Kind.FORBIDDEN, objection(id, by));
        }
        if (by.why().equals("late")) {
            throw new PackageException(Kind.CONFLICT, "It was changed since.");
        }
        return end(id, by).plan();
    }

    @Override
    public void reject(String id, Change by) {
        end(id, by);
    }

    private PendingChange end(String id, Change by) {
        PendingChange change = find(id).orElseThrow(() -> new PackageException(Kind.MISSING, "No change waits."));
        waiting.remove(change);
        ended.add(by);
        return change;
    }
}
