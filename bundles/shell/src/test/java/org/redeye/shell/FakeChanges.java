package org.redeye.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Plan;
import org.redeye.api.security.Role;

/** A few changes that wait; whoever is named {@code erin} may approve none. */
final class FakeChanges implements PendingChanges {

    final List<PendingChange> waiting = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    String waits = "";

    static PendingChange change(String id, String name, String author) {
        var plan = new Plan(name, List.of(name + "/checks/new"), List.of(), List.of(), "e1");
        return new PendingChange(
                id,
                name,
                Instant.parse("2026-11-21T09:30:00Z"),
                author,
                Role.EDITOR,
                "",
                "More checks",
                "e0",
                "text",
                Map.of(),
                plan,
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
        return waits;
    }

    @Override
    public String objection(String id, Change by) {
        return waits;
    }

    @Override
    public Plan approve(String id, Change by) {
        PendingChange change = end("approve", id, by);
        return change.plan();
    }

    @Override
    public void reject(String id, Change by) {
        end("reject", id, by);
    }

    private PendingChange end(String what, String id, Change by) {
        PendingChange change = find(id).orElseThrow(
                        () -> new PackageException(Kind.MISSING, "No change '" + id + "' waits; it was replaced."));
        waiting.remove(change);
        done.add(what + " " + id + " " + by.author() + " " + by.why());
        return change;
    }
}
