package org.redeye.alerts;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.check.Checks;
import org.redeye.api.event.Events;
import org.redeye.api.graph.Graphs;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.notify.Channels;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.platform.Platform;

/** The other engines as components: they come and go. Thread-safe. */
@Component(service = Neighbours.class)
public final class Neighbours implements Outside {

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OnCall onCall;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Channels channels;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable AnswerLinks links;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Dependencies dependencies;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Maintenance maintenance;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Checks checks;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Graphs graphs;

    private final Events events;
    private final String url;

    /** Those that are always there. */
    @Activate
    public Neighbours(@Reference Events events, @Reference Platform platform) {
        this(events, platform.url().toString());
    }

    Neighbours(Events events, String url) {
        this.events = events;
        this.url = url.replaceFirst("/$", "");
    }

    /** Whom it asks; without components. */
    Neighbours with(@Nullable OnCall someOnCall, @Nullable Channels someChannels) {
        onCall = someOnCall;
        channels = someChannels;
        return this;
    }

    /** What may hold a call; without components. */
    Neighbours with(
            @Nullable Dependencies someDependencies,
            @Nullable Maintenance someMaintenance,
            @Nullable Checks someChecks) {
        dependencies = someDependencies;
        maintenance = someMaintenance;
        checks = someChecks;
        return this;
    }

    @Override
    public Optional<OnCall> onCall() {
        return Optional.ofNullable(onCall);
    }

    @Override
    public Optional<Channels> channels() {
        return Optional.ofNullable(channels);
    }

    @Override
    public Optional<Dependencies> dependencies() {
        return Optional.ofNullable(dependencies);
    }

    @Override
    public Optional<Maintenance> maintenance() {
        return Optional.ofNullable(maintenance);
    }

    @Override
    public Optional<Checks> checks() {
        return Optional.ofNullable(checks);
    }

    @Override
    public Optional<Graphs> graphs() {
        return Optional.ofNullable(graphs);
    }

    @Override
    public Optional<AnswerLinks> links() {
        return Optional.ofNullable(links);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void publish(String type, Map<String, Object> data) {
        events.publish(type, data);
    }
}
