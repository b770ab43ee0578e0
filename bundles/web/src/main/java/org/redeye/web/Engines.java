package org.redeye.web;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.check.Checks;
import org.redeye.api.event.Events;
import org.redeye.api.graph.Graphs;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.packages.History;
import org.redeye.api.packages.Impacts;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.packages.Trust;
import org.redeye.api.packages.Units;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.query.Queries;
import org.redeye.api.rule.Rules;
import org.redeye.api.schema.Binder;
import org.redeye.api.security.Users;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.site.Routes;
import org.redeye.api.state.StateStore;
import org.redeye.web.http.HttpProblem;

/**
 * The engines as they come and go. Whoever needs one asks at each request; one that is away is answered with 503 and its
 * name, and everything else goes on. Thread-safe.
 */
@Component(service = Engines.class)
public final class Engines {

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Checks checks;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Packages packages;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OnCall onCall;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable History history;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable PendingChanges changes;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Units units;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Fallbacks fallbacks;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Impacts impacts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Trust trust;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Runs runs;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Specifications specifications;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Series series;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable SeriesUpkeep seriesUpkeep;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Queries queries;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Graphs graphs;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable SeriesStore seriesStore;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StateStore stateStore;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable PluginRegistry registry;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Binder binder;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Events events;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Users users;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Platform platform;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Routes routes;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Rules rules;

    /** The checks engine. */
    public Checks checks() {
        return there(checks, "the checks engine");
    }

    /** The packages engine. */
    public Packages packages() {
        return there(packages, "the packages engine");
    }

    /** Who is on call. */
    public OnCall onCall() {
        return there(onCall, "the on-call engine");
    }

    /** The history of packages. */
    public History history() {
        return there(history, "the history of packages");
    }

    /** What waits for a second person. */
    public PendingChanges changes() {
        return there(changes, "the packages engine");
    }

    /** The packages as units. */
    public Units units() {
        return there(units, "the engine of units");
    }

    /** Who answers for what a package lacks. */
    public Fallbacks fallbacks() {
        return there(fallbacks, "the packages engine");
    }

    /** Who tells what taking a plugin away would do. */
    public Impacts impacts() {
        return there(impacts, "the packages engine");
    }

    /** Whose scripts may run. */
    public Trust trust() {
        return there(trust, "the packages engine");
    }

    /** What runs sections of packages. */
    public Runs runs() {
        return there(runs, "the packages engine");
    }

    /** What knows of schema instances. */
    public Specifications specifications() {
        return there(specifications, "the packages engine");
    }

    /** The series engine. */
    public Series series() {
        return there(series, "the series engine");
    }

    /** The upkeep of series. */
    public SeriesUpkeep seriesUpkeep() {
        return there(seriesUpkeep, "the series engine");
    }

    /** What answers queries of series. */
    public Queries queries() {
        return there(queries, "the series engine");
    }

    /** The graphs engine. */
    public Graphs graphs() {
        return there(graphs, "the graphs engine");
    }

    /** The store of sessions and tokens. */
    public StateStore stateStore() {
        return there(stateStore, "the state store");
    }

    /** The registry of plugins. */
    public PluginRegistry registry() {
        return there(registry, "the plugin registry");
    }

    /** What types raw values. */
    public Binder binder() {
        return there(binder, "the binder of fields");
    }

    /** The event stream. */
    public Events events() {
        return there(events, "the event stream");
    }

    /** The event stream, for those who can do without. */
    public Optional<Events> eventsIfThere() {
        return Optional.ofNullable(events);
    }

    /** What packages serve. */
    public Routes routes() {
        return there(routes, "the engine of sites");
    }

    /** The rules engine. */
    public Rules rules() {
        return there(rules, "the rules engine");
    }

    /** The user realm. */
    public Users users() {
        return there(users, "the user realm");
    }

    /** This instance. */
    public Platform platform() {
        return there(platform, "the platform service");
    }

    /** What does not run, in words; empty if all does. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        note(missing, registry, "the plugin registry");
        note(missing, binder, "the binder of fields");
        note(missing, packages, "the packages engine");
        note(missing, history, "the history of packages");
        note(missing, units, "the engine of units");
        note(missing, checks, "the checks engine");
        note(missing, series, "the series engine");
        note(missing, seriesStore, "a series store");
        note(missing, stateStore, "a state store");
        note(missing, events, "the event stream");
        note(missing, users, "the user realm");
        note(missing, platform, "the platform service");
        return missing;
    }

    private static void note(List<String> missing, @Nullable Object service, String name) {
        if (service == null) {
            missing.add(name);
        }
    }

    private static <T> T there(@Nullable T service, String name) {
        if (service == null) {
            throw HttpProblem.unavailable(
                    Character.toUpperCase(name.charAt(0)) + name.substring(1) + " is not running. Try again later.");
        }
        return service;
    }
}
