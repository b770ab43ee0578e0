package org.redeye.checks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.probe.Probe;

/**
 * The probes that checks ask for, and what their coming and going means. A check whose probe is missing at a slot's time
 * keeps the slot until its end; people are told when the probe stays away longer than a swap takes. Guarded by the core's
 * lock unless said otherwise.
 */
final class Probes {

    /** A swap of a plugin takes a quarter to half a second; a probe that is away this long is gone. */
    static final long GONE_NANOS = 2_000_000_000L;
    /** After the start of the engine probes may still be on their way. */
    static final long START_NANOS = 15_000_000_000L;

    /** How many threads of the pool calls of replaced probes may keep: half of them, see {@link Threads}. */
    static final int MOST_LEFT = 128;
    /** The same for virtual threads: a few times what one probe may take. */
    private static final int MOST_BLOCKING_LEFT = 4_000;

    private final Core core;
    private final Parts parts;
    private final Map<String, ProbeEntry> entries = new LinkedHashMap<>();
    private final Lender calls;
    private final Lender blocking;
    private final long start;

    Probes(Core core, Parts parts) {
        this.core = core;
        this.parts = parts;
        boolean onePool = parts.blockingPool() == parts.pool();
        this.calls = new Lender(parts.pool(), MOST_LEFT);
        this.blocking = onePool ? calls : new Lender(parts.blockingPool(), MOST_BLOCKING_LEFT);
        this.start = parts.time().nanos();
    }

    /** The entry of a probe; takes the lock itself, and asks the registry without it. */
    ProbeEntry entry(String name) {
        Optional<ProbeEntry> known = known(name);
        if (known.isPresent()) {
            return known.get();
        }
        var fresh = new ProbeEntry(name, calls, blocking, parts.blockingCalls());
        int epoch = fresh.epoch;
        core.locked(() -> entries.put(name, fresh)); // changes of the plugin reach it from now on
        Optional<Probe<?>> found = fresh.find(parts.plugins());
        found.ifPresent(fresh::lanes);
        boolean there = found.isPresent();
        core.locked(() -> {
            if (fresh.epoch == epoch) {
                fresh.present = there;
                fresh.everPresent = there;
                fresh.missingSince = parts.time().nanos();
            }
        });
        return fresh;
    }

    Collection<ProbeEntry> all() {
        return entries.values();
    }

    /** How many calls of replaced probes go on past their deadline. */
    int hungReplaced() {
        return calls == blocking ? calls.hung() : calls.hung() + blocking.hung();
    }

    /** Does something to every check. */
    void everyCheck(Consumer<Check> work) {
        entries.values().forEach(entry -> entry.checks.forEach(work));
    }

    /** Forgets the probes that no check asks for any more. */
    void tidy() {
        entries.values().removeIf(entry -> entry.checks.isEmpty() && entry.gate.used() == 0 && entry.hung() == 0);
    }

    /** A plugin has come, gone or been replaced. Takes the lock itself. */
    void changed(PluginId id) {
        if (id.kind().equals("field")) { // bound settings may hold values of its classes
            core.locked(() -> entries.values().forEach(entry -> {
                entry.forget();
                entry.checks.forEach(this::free);
            }));
        } else if (id.kind().equals("probe")) {
            known(id.id()).ifPresent(this::changed);
        }
    }

    private Optional<ProbeEntry> known(String name) {
        return core.locked(() -> Optional.ofNullable(entries.get(name)));
    }

    private void changed(ProbeEntry entry) {
        core.locked(entry::forget); // before it is looked for: what was found earlier counts no more
        Optional<Probe<?>> now = entry.find(parts.plugins());
        now.ifPresent(entry::lanes); // what waits for calls that hang need not wait any longer
        core.locked(() -> {
            entry.checks.forEach(check -> check.bound = null);
            if (now.isPresent()) {
                for (Check check : entry.checks) {
                    drain(check.run, now.get());
                }
                there(entry);
            } else {
                missing(entry);
            }
        });
    }

    private void drain(@Nullable Run run, Probe<?> now) {
        if (run != null) {
            core.attempts().drain(run, now);
        }
    }

    /** The probe is there: what waited for it begins. */
    void there(ProbeEntry entry) {
        entry.present = true;
        entry.everPresent = true;
        entry.told = false;
        for (Check check : List.copyOf(entry.checks)) {
            boolean missed = check.missed;
            core.afterwards(() -> core.results.resume(check, missed));
            free(check);
        }
    }

    private void free(Check check) {
        check.bound = null;
        check.blocked = "";
        core.slots().goOn(check);
    }

    /** The probe is not there. */
    void missing(ProbeEntry entry) {
        if (entry.present) {
            entry.present = false;
            entry.told = false;
            entry.missingSince = core.time.nanos();
        }
    }

    /** Whether the probe that a run has asked is not the one that is there now. Takes no lock. */
    boolean replaced(Run run) {
        Probe<?> asked = run.instance();
        return asked != null && run.probe.find(parts.plugins()).orElse(null) != asked;
    }

    /** Tells checks that their probe is gone, and lends threads to lanes that are stuck. @return whether calls wait */
    boolean tick(long nanos) {
        boolean waiting = false;
        for (ProbeEntry entry : entries.values()) {
            waiting |= entry.nudge();
            if (!entry.present && !entry.told && isGone(entry, nanos)) {
                entry.told = true;
                entry.checks.forEach(check -> tellGone(entry, check));
            }
        }
        return waiting;
    }

    /** Lets a check say that its probe is gone, unless it is back by then. */
    void tellGone(ProbeEntry entry, Check check) {
        core.afterwards(() -> {
            if (!entry.present) {
                core.results.suspend(check, entry.needs());
            }
        });
    }

    private boolean isGone(ProbeEntry entry, long nanos) {
        return nanos - entry.missingSince >= GONE_NANOS && (entry.everPresent || nanos - start >= START_NANOS);
    }
}
