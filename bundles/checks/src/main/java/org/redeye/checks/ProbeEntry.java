package org.redeye.checks;

import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.probe.Probe;
import org.redeye.api.schema.Schema;

/** What the engine knows of one probe, whether it is there or not. Holds no class of the plugin. */
final class ProbeEntry {

    /** How many calls of {@code probe()} may be going on at once; they are to return at once, so few are enough. */
    static final int CALLS = 8;
    /** How many runs may be in flight while the probe has not said how many. */
    static final int USUAL_CONCURRENCY = 512;

    private static final int CANCELS = 2;
    private static final int MOST_CANCELS_WAITING = 10_000;
    private static final int MOST_CONCURRENCY = 100_000;

    final String name;
    final Gate gate = new Gate(USUAL_CONCURRENCY);
    final Lane calls;
    final Lane blocking;
    /** Cancelling a future runs code of the plugin, so it has threads of its own. */
    private final Lane cancels;

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
    // guarded by this
    private WeakReference<@Nullable Probe<?>> known = new WeakReference<>(null);
    private WeakReference<@Nullable Class<? extends Record>> config = new WeakReference<>(null);
    private String label = "";

    ProbeEntry(String name, Executor callPool, Executor blockingPool, int blockingCalls) {
        this.name = name;
        this.id = identity(name);
        this.calls = new Lane(callPool, CALLS, false);
        this.cancels = new Lane(callPool, CANCELS, false);
        this.blocking = new Lane(blockingPool, blockingCalls, true);
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

    /** Cancels a future that nobody waits for any more; left out if thousands hang in doing so already. */
    void cancel(CompletionStage<?> stage) {
        if (stage instanceof Future<?> future && cancels.waiting() < MOST_CANCELS_WAITING) {
            boolean unused = cancels.submit(new Lane.Job() {
                @Override
                void work() {
                    future.cancel(true);
                }
            });
        }
    }

    /** Lends threads to lanes that are stuck. @return whether calls wait */
    boolean nudge() {
        boolean waiting = calls.nudge();
        waiting |= blocking.nudge();
        waiting |= cancels.nudge();
        return waiting;
    }

    /** Takes note of the probe that is there. @return how many runs it allows at once; empty if it is known already */
    synchronized Optional<Integer> meet(Probe<?> probe, PluginRegistry plugins) {
        if (known.get() == probe) {
            return Optional.empty();
        }
        config = new WeakReference<>(Schema.configOf(probe.getClass()).orElse(null));
        label = "probe:" + name
                + id.flatMap(plugins::find)
                        .map(PluginInfo::version)
                        .map(v -> " " + v)
                        .orElse("");
        known = new WeakReference<>(probe);
        return Optional.of(Math.min(MOST_CONCURRENCY, Math.max(1, probe.concurrency())));
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
