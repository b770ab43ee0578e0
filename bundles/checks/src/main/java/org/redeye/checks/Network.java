package org.redeye.checks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.checks.Check.Standing;

/**
 * Whether this node's own network is there. Checks of {@code probe: network} are its witnesses. A remote check that gets no
 * answer waits until they were asked anew; while one of them says that the network is gone, no target is blamed, unless
 * others as far away answer. Without witnesses every outcome stands as it is. Thread-safe; calls nobody under its lock.
 */
final class Network {

    /** The id of the probe whose checks are witnesses. */
    static final String PROBE = "network";

    /** Runs that began so shortly before the network came back may still have suffered. */
    static final long SETTLE_NANOS = 2_000_000_000L;
    /** So long an answer speaks against witnesses that all the while say that the network is gone. */
    static final long BELIEVED_NANOS = 300_000_000_000L;

    /** What only the way to a target can cause; anything else was said by the target, or by this machine. */
    private static final Set<Reason> SILENCE = EnumSet.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.DNS, Reason.LOSS);
    /** A witness that was not run for so many of its intervals says nothing any more. */
    private static final int INTERVALS = 3;

    private static final long GRACE_NANOS = 10_000_000_000L;
    /** Checks that run more often say by themselves that they are well again. */
    private static final Duration OFTEN = Duration.ofMinutes(1);

    private final Core core;
    private final Supplier<List<Reach.Own>> own;
    private final Witnesses witnesses;

    final LongAdder excused = new LongAdder();

    // guarded by this
    private final Map<Check, Loss> losses = new LinkedHashMap<>();
    private final Map<Reach, Long> answered = new EnumMap<>(Reach.class);
    private final Map<Reach, Long> back = new EnumMap<>(Reach.class);
    private final Set<Check> silent = new LinkedHashSet<>();

    private volatile boolean suspected;

    /**
     * What a witness says.
     *
     * @param since when its run began that first said so, in the nanoseconds of the time base
     * @param confirmed the same of the run that last did
     */
    private record Loss(long since, long confirmed, String message) {}

    Network(Core core, Supplier<List<Reach.Own>> own) {
        this.core = core;
        this.own = own;
        this.witnesses = new Witnesses(core);
    }

    Witnesses witnesses() {
        return witnesses;
    }

    /** Whether a witness says that the network is gone. */
    boolean suspected() {
        return suspected;
    }

    /** Says what an outcome is worth, at once or when the witnesses were asked. */
    void judge(Run run, Outcome outcome, Consumer<Outcome> then) {
        if (run.check.probe.name.equals(PROBE)) {
            then.accept(heard(run, outcome));
        } else if (outcome.status() == Status.OK || outcome.status() == Status.WARNING) {
            if (suspected) {
                answers(run);
            }
            then.accept(outcome);
        } else if (SILENCE.contains(outcome.reason()) && !witnesses.all().isEmpty()) {
            doubt(run, outcome, then);
        } else {
            then.accept(outcome);
        }
    }

    private void doubt(Run run, Outcome outcome, Consumer<Outcome> then) {
        Reach reach = Reach.of(run.target(), own.get());
        if (reach == Reach.LOCAL) {
            then.accept(outcome);
        } else if (blamed(run.check) || lost(run, reach).isPresent()) {
            then.accept(excuse(run, reach, outcome));
        } else {
            witnesses.ask().thenRun(() -> then.accept(excuse(run, reach, outcome)));
        }
    }

    /** Whether the target is known to be down for itself; then it is not worth asking anew. */
    private static boolean blamed(Check check) {
        Standing now = check.view.standing();
        return now.state() == CheckState.CRITICAL
                || (now.state() == CheckState.UNKNOWN && !now.reason().equals(Reason.NETWORK.word()));
    }

    private Outcome excuse(Run run, Reach reach, Outcome outcome) {
        Optional<String> why = lost(run, reach);
        if (why.isEmpty()) {
            return outcome;
        }
        excused.increment();
        synchronized (this) {
            silent.add(run.check);
        }
        run.note("without its network it would have been " + outcome.status() + " "
                + outcome.reason().word() + ": " + outcome.message());
        return Outcome.unknown(Reason.NETWORK, why.get() + " Nothing can be said about the target.");
    }

    /** Why a run without an answer says nothing about a target so far away. */
    private synchronized Optional<String> lost(Run run, Reach reach) {
        long now = core.time.nanos();
        losses.entrySet().removeIf(one -> outdated(one.getKey(), one.getValue(), now));
        suspected = !losses.isEmpty();
        if (losses.isEmpty()) {
            silent.removeIf(check -> check.removed);
        }
        for (Loss loss : losses.values()) {
            if (!contradicted(reach, loss.since())) {
                return Optional.of(loss.message());
            }
        }
        Long returned = back.get(reach);
        boolean suffered = returned != null && run.beganNanos - returned - SETTLE_NANOS < 0;
        return suffered ? Optional.of("The network of this node was gone.") : Optional.empty();
    }

    /** Whether targets so far away answer although a witness has said since then that the network is gone. */
    private boolean contradicted(Reach reach, long since) {
        Long heard = answered.get(reach);
        return heard != null && heard - since >= 0 && core.time.nanos() - heard <= BELIEVED_NANOS;
    }

    private static boolean outdated(Check witness, Loss loss, long now) {
        long most = INTERVALS * witness.declaration.every().toNanos() + GRACE_NANOS;
        return witness.removed || !witness.probe.name.equals(PROBE) || now - loss.confirmed() > most;
    }

    /** A target has answered while the network was thought to be gone. */
    private void answers(Run run) {
        Reach reach = Reach.of(run.target(), own.get());
        synchronized (this) {
            answered.merge(reach, run.beganNanos, Math::max);
            silent.remove(run.check);
        }
    }

    /** Takes what a witness says. @return the same; a milder word if targets far away answer all the while */
    private Outcome heard(Run run, Outcome outcome) {
        boolean gone = outcome.reason() == Reason.NETWORK && !run.check.removed;
        List<Check> again = List.of();
        boolean contradicted = false;
        synchronized (this) {
            if (gone) {
                Loss before = losses.get(run.check);
                long since = before == null ? run.beganNanos : before.since();
                losses.put(run.check, new Loss(since, run.beganNanos, outcome.message()));
                contradicted = contradicted(Reach.FAR, since);
            } else if (losses.containsKey(run.check)) {
                again = recovered(losses.get(run.check).since());
                losses.remove(run.check);
            }
            suspected = !losses.isEmpty();
        }
        for (Check check : again) {
            var unused = Manual.run(core, check);
        }
        return contradicted
                ? Outcome.warning(
                        Reason.SETTINGS,
                        outcome.message() + " But targets behind it answer: name references that do as well.",
                        outcome.metrics())
                : outcome;
    }

    /** @return the checks to run at once, as their next slot is far away */
    private List<Check> recovered(long since) {
        for (Reach reach : Reach.values()) {
            if (!contradicted(reach, since)) {
                back.put(reach, core.time.nanos());
            }
        }
        List<Check> again = silent.stream()
                .filter(check -> !check.removed && check.declaration.every().compareTo(OFTEN) > 0)
                .toList();
        silent.clear();
        return again;
    }
}
