package org.redeye.sla;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Window;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.Slas;
import org.redeye.api.text.Glob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service levels engine as a service: reckons them every {@value #EVERY} s, reports and keeps their figures. */
@Component(service = {Slas.class, Reconciler.class, Meters.class})
public final class SlaEngine implements Slas, Reconciler<SlaDeclaration>, Meters {

    /** Seconds between two looks at whether a budget is used up too fast. */
    static final int EVERY = 10;

    private static final Logger LOG = LoggerFactory.getLogger(SlaEngine.class);
    /** The time between two samples of the figures. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private static final List<String> FIGURES = List.of("availability_ratio", "budget_left_ratio");

    private final HistoryBook history;
    private final Series series;
    private final Platform platform;
    private final Clock clock;
    private final Map<String, Ledger> ledgers = new TreeMap<>(); // guarded by this
    private final Burning burning = new Burning();
    private final Events.Subscription subscription;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rem-sla");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Maintenance maintenance;
    private volatile @Nullable Alerts alerts;
    private volatile boolean reckonAnew = true;
    private long version = -1;
    private long sampled;
    private volatile double tookSeconds = Double.NaN;

    /** Begins with nothing declared. */
    @Activate
    public SlaEngine(
            @Reference HistoryBook history,
            @Reference Series series,
            @Reference Events events,
            @Reference Platform platform) {
        this(history, series, events, platform, Clock.systemUTC());
        var unused = timer.scheduleWithFixedDelay(this::tick, EVERY, EVERY, TimeUnit.SECONDS);
    }

    SlaEngine(HistoryBook history, Series series, Events events, Platform platform, Clock clock) {
        this.history = history;
        this.series = series;
        this.platform = platform;
        this.clock = clock;
        this.subscription = events.subscribe(event -> reckonAnew |= event.type().equals("maintenance"));
    }

    /** Ends. */
    @Deactivate
    void close() {
        subscription.close();
        timer.shutdown();
    }

    /** The alerts engine; while there is none, nothing is reported. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindAlerts(Alerts there) {
        alerts = there;
        burning.forget();
    }

    /** It goes away; what is to be said is said to the next one. */
    void unbindAlerts(Alerts gone) {
        if (alerts == gone) {
            alerts = null;
        }
    }

    /** The engine of maintenance; while there is none, nothing is left out. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindMaintenance(Maintenance there) {
        maintenance = there;
        reckonAnew = true;
    }

    /** It goes away. What was reckoned stands until it has to be reckoned anew. */
    void unbindMaintenance(Maintenance gone) {
        if (maintenance == gone) {
            maintenance = null;
        }
    }

    @Override
    public Class<SlaDeclaration> type() {
        return SlaDeclaration.class;
    }

    @Override
    public synchronized void apply(Changes<SlaDeclaration> changes) {
        changes.removed().forEach(this::remove);
        for (List<SlaDeclaration> some : List.of(changes.changed(), changes.added())) {
            some.forEach(sla -> ledgers.put(sla.id(), new Ledger(sla, history)));
        }
        version = -1; // they have to find their checks
    }

    private void remove(SlaDeclaration sla) {
        Ledger ledger = ledgers.remove(sla.id());
        if (ledger != null) {
            Instant now = clock.instant();
            burning.gone(alerts, ledger.now(now, windows(ledger.earliest(now), now)), now);
            FIGURES.forEach(figure -> series.end(key(sla, figure).id(), now.toEpochMilli()));
        }
    }

    /** Reckons, reports and stores the figures. To be called every {@value #EVERY} s. */
    void tick() {
        try {
            long begin = System.nanoTime();
            Instant now = clock.instant();
            boolean sample = now.toEpochMilli() - sampled >= STEP.toMillis() || now.toEpochMilli() < sampled;
            List<Ledger> all;
            synchronized (this) {
                all = List.copyOf(ledgers.values());
            }
            for (Ledger ledger : all) {
                look(ledger, now, sample);
            }
            if (sample) {
                sampled = now.toEpochMilli() - now.toEpochMilli() % STEP.toMillis();
            }
            tookSeconds = (System.nanoTime() - begin) / 1e9;
        } catch (RuntimeException e) { // the next look tries again
            LOG.warn("The service levels could not be reckoned now; it is tried again every {} s", EVERY, e);
        }
    }

    private synchronized void look(Ledger ledger, Instant now, boolean sample) {
        if (ledgers.get(ledger.sla.id()) != ledger) {
            return; // removed meanwhile
        }
        List<Window> windows = prepare(ledger, now);
        SlaStatus status = ledger.now(now, windows);
        Optional<Burn> worst = Optional.empty();
        for (int i = 0; i < ledger.sla.burns().size(); i++) {
            Burn burn = ledger.sla.burns().get(i);
            boolean worse = worst.map(Burn::severity)
                    .filter(other -> other.compareTo(burn.severity()) >= 0)
                    .isEmpty();
            if (worse && ledger.burns(burn, status.burns().get(i), now, windows)) {
                worst = Optional.of(burn);
            }
        }
        burning.tell(alerts, status, worst, now);
        if (sample) {
            store(status, now);
        }
    }

    private void store(SlaStatus status, Instant now) {
        long at = now.toEpochMilli();
        var unused = series.append(List.of(
                new Sample(key(status.declaration(), FIGURES.get(0)), at, status.availability()),
                new Sample(key(status.declaration(), FIGURES.get(1)), at, left(status))));
    }

    private SeriesKey key(SlaDeclaration sla, String figure) {
        return new SeriesKey(sla.id(), figure, "", "ratio", platform.node(), STEP);
    }

    /** The part of the budget that is left, below 0 if it is used up; NaN if there is none. */
    static double left(SlaStatus status) {
        long budget = status.budget().toMillis();
        return budget == 0 ? Double.NaN : (double) status.left().toMillis() / budget;
    }

    /** Gives all ledgers their checks, and one its windows of maintenance. */
    private synchronized List<Window> prepare(Ledger ledger, Instant now) {
        if (reckonAnew) {
            reckonAnew = false;
            ledgers.values().forEach(Ledger::forget);
        }
        long current = history.version();
        if (version != current) {
            version = current;
            ledgers.values().forEach(each -> each.about(checks(each.sla)));
        }
        return windows(ledger.earliest(now), now);
    }

    private List<Window> windows(Instant from, Instant to) {
        Maintenance there = maintenance;
        return there == null ? List.of() : there.windows(from, to);
    }

    private List<CheckDeclaration> checks(SlaDeclaration sla) {
        var found = new TreeMap<String, CheckDeclaration>();
        for (String pattern : sla.checks()) {
            var glob = new Glob(pattern);
            String prefix = glob.prefix();
            for (var check : history.declared().tailMap(prefix, true).entrySet()) {
                if (!check.getKey().startsWith(prefix)) {
                    break;
                }
                if (glob.matches(check.getKey())) {
                    found.put(check.getKey(), check.getValue());
                }
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public synchronized List<SlaStatus> list() {
        Instant now = clock.instant();
        var all = new ArrayList<SlaStatus>();
        for (Ledger ledger : ledgers.values()) {
            all.add(ledger.now(now, prepare(ledger, now)));
        }
        all.sort(Comparator.comparing(status -> status.declaration().id()));
        return all;
    }

    @Override
    public synchronized Optional<SlaStatus> find(String id) {
        Instant now = clock.instant();
        return Optional.ofNullable(ledgers.get(id)).map(ledger -> ledger.now(now, prepare(ledger, now)));
    }

    @Override
    public synchronized Optional<SlaStatus> find(String id, Instant at) {
        Instant now = clock.instant();
        Instant asked = at.isAfter(now) ? now : at;
        return Optional.ofNullable(ledgers.get(id)).map(ledger -> {
            prepare(ledger, now);
            Spans window = Spans.of(ledger.sla, asked);
            Instant earliest = window.from().isBefore(ledger.earliest(asked)) ? window.from() : ledger.earliest(asked);
            return ledger.at(window, now, windows(earliest, now));
        });
    }

    @Override
    public synchronized List<Meter> read() {
        return List.of(
                Meter.gauge("slas_declared", "Service levels", ledgers.size()),
                Meter.gauge(
                        "slas_seconds", "How long it took to reckon all service levels the last time", tookSeconds));
    }
}
