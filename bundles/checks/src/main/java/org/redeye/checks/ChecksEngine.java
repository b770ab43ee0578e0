package org.redeye.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.Watch;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.Binder;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.series.Series;
import org.redeye.api.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks engine as a service: one thread that keeps the schedule, and a pool that calls the probes. */
@Component(
        immediate = true,
        service = {Checks.class, Reconciler.class, Meters.class},
        configurationPid = "org.redeye.checks")
@Designate(ocd = Settings.class)
public final class ChecksEngine implements Checks, Reconciler<CheckDeclaration>, Meters {

    private static final Logger LOG = LoggerFactory.getLogger(ChecksEngine.class);
    private static final long FLUSH_SECONDS = 3;

    private final Threads threads = new Threads();
    private final Timebase time = Timebase.system();
    private final StateKeeper states;
    private final Core core;
    private final Roster roster;
    private final Health health;
    private final Watches watches;
    private final Events events;
    private final PluginRegistry.Subscription subscription;
    private final Thread scheduler;
    private volatile boolean stopped;

    /** Begins to keep the schedule of the checks that it will be told of. */
    @Activate
    public ChecksEngine(
            @Reference PluginRegistry plugins,
            @Reference Binder binder,
            @Reference Series series,
            @Reference Events events,
            @Reference Platform platform,
            Settings settings) {
        this.events = events;
        states = new StateKeeper(threads.pool(), time, this::restore);
        var results = new Results(series, events, states, platform.node(), time);
        var parts =
                new Parts(time, plugins, binder, results, threads.pool(), threads.blocking(), threads.blockingCalls());
        core = new Core(parts, new Gates(settings.inFlight(), settings.perHost()), Reach::own);
        roster = new Roster(core, states, series, platform.node());
        health = new Health(core, roster, states);
        watches = new Watches(core, events);
        subscription = plugins.onChange(core.probes()::changed);
        scheduler = new Thread(this::keepSchedule, "rem-checks");
        scheduler.setDaemon(true);
        scheduler.start();
    }

    /** Takes over new limits. */
    @Modified
    void limit(Settings settings) {
        core.locked(() -> core.gates.limit(settings.inFlight(), settings.perHost(), core.slots()::queue));
    }

    /** A store for the states; while there is none, states wait. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStateStore(StateStore store) {
        states.attach(store);
    }

    /** The store goes away. */
    void unbindStateStore(StateStore store) {
        states.detach(store);
    }

    /** Somebody who gets every change of a check. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindListener(CheckListener listener) {
        core.results.listeners.add(listener);
    }

    /** Somebody who does no longer. */
    void unbindListener(CheckListener listener) {
        core.results.listeners.remove(listener);
    }

    /** Ends: no slot begins any more, and what waits to be stored is stored. */
    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        subscription.close();
        scheduler.interrupt();
        scheduler.join(TimeUnit.SECONDS.toMillis(FLUSH_SECONDS));
        core.attempts().stop();
        if (states.waiting() > 0) {
            flush();
        }
        threads.pool().shutdown(); // without interrupts: a store that is being written to would be closed by one
    }

    private void flush() throws InterruptedException {
        try {
            threads.pool().submit(this::write).get(FLUSH_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.warn("{} states of checks were not stored in time at the end", states.waiting());
        }
    }

    private Void write() throws InterruptedException {
        states.flush();
        return null;
    }

    private void keepSchedule() {
        while (!stopped) {
            try {
                core.advance();
                states.tick(time.nanos());
                watches.tick();
                core.await();
            } catch (InterruptedException e) {
                LOG.debug("The schedule of checks ends");
            } catch (RuntimeException | Error e) { // a fault in one place shall not end all monitoring
                LOG.error("The schedule of checks has stumbled and goes on", e);
            }
        }
    }

    private void restore(Map<String, StateKeeper.Stored> stored) {
        roster.restore(stored);
    }

    @Override
    public Class<CheckDeclaration> type() {
        return CheckDeclaration.class;
    }

    @Override
    public void apply(Changes<CheckDeclaration> changes) {
        roster.apply(changes);
        changes.removed().forEach(removed -> watches.endAll(removed.id()));
        if (!changes.isEmpty()) {
            events.publish(
                    "checks",
                    Map.of(
                            "added", ids(changes.added()),
                            "changed", ids(changes.changed()),
                            "removed", ids(changes.removed())));
        }
    }

    private static List<String> ids(List<CheckDeclaration> declarations) {
        return declarations.stream().map(CheckDeclaration::id).toList();
    }

    @Override
    public List<CheckStatus> list() {
        return roster.all().stream().map(roster::status).toList();
    }

    @Override
    public Optional<CheckStatus> find(String id) {
        return roster.find(id).map(roster::status);
    }

    @Override
    public CompletionStage<CheckRun> run(String id) {
        return roster.find(id)
                .map(check -> Manual.run(core, check))
                .orElseGet(() -> CompletableFuture.failedFuture(missing(id)));
    }

    @Override
    public Watch watch(String id, Duration every, Duration length) {
        return watches.begin(roster.find(id).orElseThrow(() -> missing(id)), every, length);
    }

    @Override
    public Optional<Watch> watched(String watch) {
        return watches.find(watch);
    }

    @Override
    public void endWatch(String watch) {
        watches.end(watch);
    }

    private static IllegalArgumentException missing(String id) {
        return new IllegalArgumentException("There is no check '" + id + "'");
    }

    @Override
    public List<Meter> read() {
        return health.read();
    }
}
