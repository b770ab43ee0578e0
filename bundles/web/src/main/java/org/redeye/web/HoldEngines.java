package org.redeye.web;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.sla.Slas;
import org.redeye.api.sla.StateHistory;
import org.redeye.web.http.HttpProblem;

/** The engines that say when nobody is called and how good things were, as they come and go; see {@link Engines}. */
@Component(service = HoldEngines.class)
public final class HoldEngines {

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Dependencies dependencies;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Maintenance maintenance;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Slas slas;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StateHistory history;

    /** What stands on what. */
    public Dependencies dependencies() {
        return there(dependencies, "The engine of dependencies");
    }

    /** When something is worked on. */
    public Maintenance maintenance() {
        return there(maintenance, "The engine of maintenance");
    }

    /** How good things were. */
    public Slas slas() {
        return there(slas, "The engine of service levels");
    }

    /** In which states checks were. */
    public StateHistory history() {
        return there(history, "The history of states");
    }

    private static <T> T there(@Nullable T service, String name) {
        if (service == null) {
            throw HttpProblem.unavailable(name + " is not running. Try again later.");
        }
        return service;
    }
}
