package org.redeye.packages;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Plan;

/** The changes that wait, as a service. */
@Component(service = PendingChanges.class)
public final class ChangesEngine implements PendingChanges {

    private final Approvals approvals;
    private final Reviews reviews;

    /** Those of the packages of this engine. */
    @Activate
    public ChangesEngine(@Reference PackagesEngine packages) {
        this.approvals = packages.changes().approvals();
        this.reviews = packages.changes().reviews();
    }

    @Override
    public List<PendingChange> list(String name) {
        return reviews.list(name);
    }

    @Override
    public Optional<PendingChange> find(String id) {
        return reviews.list("").stream()
                .filter(change -> change.id().equals(id))
                .findFirst();
    }

    @Override
    public String waits(String name, Change change) {
        return reviews.waits(name, change);
    }

    @Override
    public String objection(String id, Change by) {
        return approvals.objection(reviews.get(id), by);
    }

    @Override
    public Plan approve(String id, Change by) {
        return approvals.approve(reviews.get(id), by);
    }

    @Override
    public void reject(String id, Change by) {
        reviews.reject(id, by);
    }
}
