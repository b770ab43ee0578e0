package org.redeye.checks;

import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.probe.Probe;
import org.redeye.api.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine knows of one probe, whether it is there or not. Holds no class of the plugin. */
final class ProbeEntry {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeEntry.class);

    /** How many calls of {@code probe()} may be going on at once; they are to return at once, so few are enough. */
    static final int CALLS = 8;
    /** How many runs may be in flight while the probe has not said how many. */
    static final int USUAL_CONCURRENCY = 512;

    private static final int CANCELS = 2;
    private static final int MOST_CONCURRENCY = 100_000;

    final String name;
    final Gate gate = new Gate(USUAL_CONCURRENCY);

    // guarded by the core's lock; whether it is there may be read without
    final Set<Check> checks = new LinkedHashSet<>();
    volatile boolean present;
    /** Whether it has been there since the engine began. */
    boolean everPresent;
    /** When it was first found missing, in the nanoseconds of the time base. */
    long missingSince;
    /** Whether its checks were told that it is missing. */
    boolean told;

    final LongAdder runs = new LongAdder();
    final LongAdder nanos = new LongAdder();

    /** Counts the changes of plugins: what was derived from a plugin before a change is not kept after it. */
    volatile int epoch;

    private final Optional<PluginId> id;
    // guarded by this, which is taken after the core's lock and never held while code of plugins runs
    private Lanes lanes;
    /** Whose lanes these are; unlike what follows it is not forgotten. */
    private WeakReference<@Nullable Probe<?>> laned = new WeakReference<>(null);

    private WeakReference<@Nullable Probe<?>> known = new WeakReference<>(null);
    private WeakReference<@Nullable Class<? extends Record>> config = new WeakReference<>(null);
    private String label = "";

    ProbeEntry(String name, Lender callPool, Lender blockingPool, int blockingCalls) {
        this.name = name;
        this.id = identity(name);
        this.lanes = new Lanes(
                new Lane(callPool, CALLS, false),
                new Lane(blockingPool, blockingCalls, true),
                new Lane(callPool, CANCELS, false));
    }

    private static Optional<PluginId> identity(String name) {
        try {
            return Optional.of(new PluginId("probe", name));
        } catch (IllegalArgumentException e) { // no plugin can have such a name: it stays missing
            return Optional.empty();
        }
    }

    /** What a check without its probe says. */
    String needs() {
        return "needs probe:" + name;
    }

    /** The living probe. */
    Optional<Probe<?>> find(PluginRegistry plugins) {
        return id.flatMap(identity -> plugins.instance(identity, Probe.class)).map(probe -> (Probe<?>) probe);
    }

    /** Queues a call of {@code probe()}. @return whether it may have to wait for one that is going on */
    synchronized boolean submit(Lane.Job call) {
        return lanes.calls().submit(call);
    }

    /** Takes back a call of {@code probe()}, see {@link Lane.Job#giveUp}; never while it is on its way to a new lane. */
    synchronized void giveUp(Lane.Job call) {
        call.giveUp();
    }

    /** The lanes of a probe; new ones if another probe was there before. */
    Lanes lanes(Probe<?> probe) {
        Lanes before;
        Lanes now;
        synchronized (this) {
            before = lanes;
            if (laned.get() != probe) {
                laned = new WeakReference<>(probe);
                lanes = before.next();
            }
            now = lanes;
        }
        if (now != before && now.shares(before)) {
            LOG.warn(
                    "Too many calls into replaced probes hang: the new 'probe:{}' shares the threads of the old one."
                            + " Restart this node to be rid of them.",
                    name);
        }
        return now;
    }

    /** Lends threads to lanes that are stuck. @return whether calls wait */
    synchronized boolean nudge() {
        return lanes.nudge();
    }

    /** How many calls of the probe met last go on past their deadline. */
    synchronized int hung() {
        return lanes.hung();
    }

    /** Takes note of the probe that is there. @return how many runs it allows at once; empty if it is known already */
    Optional<Integer> meet(Probe<?> probe, PluginRegistry plugins) {
        synchronized (this) {
            if (known.get() == probe) {
                return Optional.empty();
            }
        }
        Optional<Class<? extends Record>> type = Schema.configOf(probe.getClass());
        String version = id.flatMap(plugins::find)
                .map(PluginInfo::version)
                .map(v -> " " + v)
                .orElse("");
        int concurrency = Math.min(MOST_CONCURRENCY, Math.max(1, probe.concurrency()));
        synchronized (this) {
            config = new WeakReference<>(type.orElse(null));
            label = "probe:" + name + version;
            known = new WeakReference<>(probe);
        }
        return Optional.of(concurrency);
    }

    /** The configuration record of the probe met last. */
    synchronized Optional<Class<? extends Record>> config() {
        return Optional.ofNullable(config.get());
    }

    /** The probe met last, and its version. */
    synchronized String label() {
        return label.isEmpty() ? "probe:" + name : label;
    }

    /** Forgets what was derived from the plugin. */
    synchronized void forget() {
        epoch++;
        known = new WeakReference<>(null);
    }
}
