package org.redeye.web;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Alerts;
import org.redeye.api.event.Events;
import org.redeye.api.packages.History;
import org.redeye.api.platform.Platform;
import org.redeye.api.sla.StateHistory;
import org.redeye.web.http.HttpProblem;

/** The alerts engine, and what an alert's timeline is joined from, as they come and go. Thread-safe. */
@Component(service = AlertEngines.class)
public final class AlertEngines {

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Alerts alerts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StateHistory states;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable History history;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Events events;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Platform platform;

    /** The alerts engine. */
    public Alerts alerts() {
        Alerts there = alerts;
        if (there == null) {
            throw HttpProblem.unavailable("The alerts engine is not running. Try again later.");
        }
        return there;
    }

    /** What knows in which states checks were, if it is there. */
    public Optional<StateHistory> states() {
        return Optional.ofNullable(states);
    }

    /** The history of packages, if it is there. */
    public Optional<History> history() {
        return Optional.ofNullable(history);
    }

    /** When this run began, if it is known. */
    public Optional<Instant> started() {
        return Optional.ofNullable(platform).map(Platform::started);
    }

    /** The event stream, if it is there. */
    public Optional<Events> events() {
        return Optional.ofNullable(events);
    }
}
