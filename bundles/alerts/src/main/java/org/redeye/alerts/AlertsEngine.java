package org.redeye.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.RouteDeclaration;
import org.redeye.api.alert.Silence;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.state.StateStore;
import org.redeye.api.store.StoreException;

/** The alerts engine as a service: hands everything to its one thread and waits for it. */
@Component(
        immediate = true,
        service = {Alerts.class, Reconciler.class, Meters.class},
        configurationPid = "org.redeye.alerts")
@Designate(ocd = Settings.class)
public final class AlertsEngine implements Alerts, Reconciler<RouteDeclaration>, Meters {

    private final Tally tally = new Tally();
    private final Routes routes = new Routes();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final Clock clock;
    private final Lane lane;
    private final SetUp setUp;
    private final Core core;
    private final Listing listing;
    private final Trail trail;
    private final DeadMansSwitch deadMansSwitch = new DeadMansSwitch();
    private final SignsOfLife signsOfLife;

    /** Goes on where it was when it ended last. */
    @Activate
    public AlertsEngine(@Reference StateStore store, @Reference Neighbours neighbours, Settings settings) {
        this(store, neighbours, Clock.systemUTC(), Lane.thread(), SetUp.SETTLING);
        set(settings);
        lane.every(Duration.ofMillis(250), this::tick);
    }

    AlertsEngine(StateStore store, Outside outside, Clock clock, Lane lane, Duration settling) {
        this.clock = clock;
        this.lane = lane;
        setUp = new SetUp(outside, routes, clock, settling);
        core = new Core(clock, store, setUp, outside, tally, this::tick);
        listing = new Listing(core);
        trail = new Trail(core, listing);
        signsOfLife = new SignsOfLife(store, outside, core);
    }

    /** Takes over other settings. */
    @Modified
    void set(Settings settings) {
        int pause = Tuning.bounded(
                "deadMansSwitchSeconds",
                settings::deadMansSwitchSeconds,
                DeadMansSwitch.LEAST_SECONDS,
                DeadMansSwitch.MOST_SECONDS,
                DeadMansSwitch.SECONDS);
        int days =
                Tuning.bounded("signOfLifeDays", settings::signOfLifeDays, 0, SignsOfLife.MOST_DAYS, SignsOfLife.DAYS);
        watch(settings.deadMansSwitch(), Duration.ofSeconds(pause), Duration.ofDays(days));
        tune(Tuning.of(settings));
    }

    void watch(String deadMansSwitchUrl, Duration every, Duration betweenSigns) {
        deadMansSwitch.set(deadMansSwitchUrl, every);
        signsOfLife.set(betweenSigns);
    }

    void tune(Tuning tuning) {
        setUp.tune(tuning);
    }

    /** Ends; what is not written yet is planned anew at the next start. */
    @Deactivate
    void stop() {
        lane.close();
        deadMansSwitch.close();
    }

    /** Looks at what is due; a look that waits already will do. */
    void tick() {
        if (ticking.compareAndSet(false, true)) {
            boolean taken = lane.run(() -> {
                ticking.set(false);
                core.tick();
                Instant now = clock.instant();
                deadMansSwitch.beat(now);
                signsOfLife.beat(now);
            });
            if (!taken) {
                ticking.set(false);
            }
        }
    }

    // --- conditions

    @Override
    public CompletionStage<Void> report(List<Condition> conditions) {
        List<Condition> all = List.copyOf(conditions);
        return on(() -> {
            core.report(all);
            return null;
        });
    }

    private <T> CompletableFuture<T> on(Supplier<@Nullable T> work) {
        var done = new CompletableFuture<T>();
        boolean taken = lane.run(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        if (!taken) {
            tally.refused.increment();
            done.completeExceptionally(new StoreException(
                    StoreException.Kind.UNAVAILABLE, "The alerts engine has too much to do; report it again later."));
        }
        return done;
    }

    private <T> T await(Supplier<T> work) {
        try {
            return on(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    // --- reading

    @Override
    public List<Alert> list(AlertQuery query) {
        return listing.list(query);
    }

    @Override
    public Optional<Alert> find(String id) {
        return listing.find(id);
    }

    @Override
    public List<Held> held(String id) {
        return listing.held(id);
    }

    @Override
    public List<AlertEntry> entries(String id, long after, int limit) {
        return listing.entries(id, after, limit);
    }

    @Override
    public List<AlertEntry> entries(Instant from, Instant to, int limit) {
        return listing.entries(from, to, limit);
    }

    @Override
    public List<AlertEntry> why(String person, Instant from, Instant to) {
        return trail.why(person, from, to);
    }

    @Override
    public List<AlertEntry> foresee(Condition condition, Instant at, Duration length) {
        return trail.foresee(condition, at, length);
    }

    // --- what people do

    @Override
    public Alert acknowledge(String id, String by, String reason, Optional<Instant> until) {
        return await(() -> core.act(id, life -> Actions.acknowledge(life, by, reason, until, clock.instant())));
    }

    @Override
    public Alert unacknowledge(String id, String by, String reason) {
        return await(() -> core.act(id, life -> Actions.unacknowledge(life, by, reason)));
    }

    @Override
    public Alert resolve(String id, String by, String reason) {
        return await(() -> core.act(id, life -> Actions.resolve(life, by, reason)));
    }

    @Override
    public Alert reopen(String id, String by, String reason) {
        return await(() -> core.act(id, life -> Actions.reopen(life, by, reason)));
    }

    @Override
    public Alert assign(String id, String person, String by, String reason) {
        return await(() -> core.act(id, life -> Actions.assign(life, person, by, reason, core.world())));
    }

    @Override
    public Alert note(String id, String by, String text) {
        return await(() -> core.act(id, life -> Actions.note(life, by, text)));
    }

    @Override
    public List<Silence> silences() {
        return core.silences().list();
    }

    @Override
    public Silence silence(Silence silence) {
        return await(() -> {
            Silence made = core.silences().add(silence, clock.instant());
            core.reviewNow();
            return made;
        });
    }

    @Override
    public void endSilence(String id, String by) {
        await(() -> {
            core.silences().end(id);
            core.reviewNow();
            return id;
        });
    }

    // --- routes, meters

    @Override
    public Class<RouteDeclaration> type() {
        return RouteDeclaration.class;
    }

    @Override
    public void apply(Changes<RouteDeclaration> changes) {
        routes.apply(changes);
    }

    @Override
    public List<Meter> read() {
        List<Alert> going = List.copyOf(core.seen().values());
        return Stream.of(
                        tally.read(),
                        deadMansSwitch.read(),
                        signsOfLife.read(),
                        List.of(
                                open(going, AlertState.OPEN),
                                open(going, AlertState.ACKNOWLEDGED),
                                Meter.gauge("alerts_notices_waiting", "Notices on their way", core.queue()),
                                Meter.gauge("alerts_queue", "What the engine has still to do", lane.waiting())))
                .flatMap(List::stream)
                .toList();
    }

    private static Meter open(List<Alert> going, AlertState state) {
        long count = going.stream().filter(alert -> alert.state() == state).count();
        return Meter.gauge("alerts_open", "Alerts that go on, by state", count).with("state", state.word());
    }
}
