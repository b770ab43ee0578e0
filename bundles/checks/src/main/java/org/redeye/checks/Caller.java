package org.redeye.checks;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Schema;

/**
 * Asks a probe, on a thread of its lane: finds it, binds the settings, calls it, and hands on what it answers. All code of
 * plugins that the engine calls is called from here, except what runs within {@code blocking}.
 */
final class Caller {

    private final PluginRegistry plugins;
    private final Binder binder;
    private final Timebase time;
    private final Desk desk;

    Caller(PluginRegistry plugins, Binder binder, Timebase time, Desk desk) {
        this.plugins = plugins;
        this.binder = binder;
        this.time = time;
        this.desk = desk;
    }

    /** Takes what becomes of a run. */
    interface Desk {
        /** The run has its thread. @return false if it was called off */
        boolean begin(Run run);

        /** Its probe is not there, or was not when the plugins had changed {@code epoch} times. */
        void absent(Run run, int epoch);

        /** Its settings do not fit the probe that is there. */
        void unfit(Run run, String reason);

        /** A probe that was missing is there, or was when the plugins had changed {@code epoch} times. */
        void appeared(ProbeEntry probe, int epoch);

        /** A probe is there that was not known. */
        void met(ProbeEntry probe, int concurrency);

        /** There is an outcome. */
        void finished(Run run, Outcome outcome);
    }

    /** The settings do not fit. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String reason) {
            super(reason, null, false, false);
        }
    }

    void call(Run run) {
        if (!desk.begin(run)) {
            return;
        }
        int epoch = run.probe.epoch;
        try {
            Optional<Probe<?>> found = run.probe.find(plugins);
            if (found.isPresent()) {
                ask(run, found.get(), epoch);
            } else if (run.end()) {
                desk.absent(run, epoch);
            }
        } catch (Unfit e) {
            if (run.end()) {
                desk.unfit(run, String.valueOf(e.getMessage()));
            }
        } catch (Throwable e) { // of a plugin anything may come, errors of linking included
            broken(run, e);
        }
    }

    private void ask(Run run, Probe<?> probe, int epoch) throws Unfit {
        if (!run.probe.present) {
            desk.appeared(run.probe, epoch);
        }
        Lanes lanes = run.probe.lanes(probe);
        run.probe.meet(probe, plugins).ifPresent(most -> desk.met(run.probe, most));
        Check.Bound bound = bound(run, probe, epoch);
        var context = new Context(run, run.declaration, time, lanes.blocking());
        run.ask(probe, context, lanes, bound.target());
        CompletionStage<Outcome> stage = invoke(probe, bound.config(), context);
        if (stage == null) {
            finish(run, broke("it answered no stage"));
        } else {
            await(run, stage);
        }
    }

    @SuppressWarnings("unchecked") // the record is of the class that the probe itself names
    private static @Nullable CompletionStage<Outcome> invoke(Probe<?> probe, Record config, Context context) {
        return ((Probe<Record>) probe).probe(config, context);
    }

    private void await(Run run, CompletionStage<Outcome> stage) {
        if (stage instanceof CompletableFuture<Outcome> future
                && future.isDone()
                && !future.isCompletedExceptionally()) {
            finish(run, future.getNow(null));
            return;
        }
        run.answer(stage);
        stage.whenComplete((outcome, failure) -> {
            if (failure == null) {
                finish(run, outcome);
            } else {
                broken(run, failure);
            }
        });
        if (run.over()) { // it was given up while the probe was still being called
            run.cancel(stage);
        }
    }

    private void broken(Run run, Throwable failure) {
        if (!run.over()) {
            finish(run, broke(Bounds.describe(failure)));
        }
    }

    private void finish(Run run, @Nullable Outcome outcome) {
        Outcome answer = outcome == null ? broke("it answered nothing") : outcome;
        if (run.end()) {
            desk.finished(run, answer);
        }
    }

    private static Outcome broke(String why) {
        return Outcome.unknown(Reason.BROKEN, "the probe broke: " + why);
    }

    private Check.Bound bound(Run run, Probe<?> probe, int epoch) throws Unfit {
        Check.Bound bound = run.check.bound;
        if (bound != null
                && bound.declaration() == run.declaration
                && bound.probe().get() == probe) {
            return bound;
        }
        Class<? extends Record> type = run.probe
                .config()
                .orElseThrow(() -> new Unfit(run.probe.label() + " names no configuration record: mend the plugin"));
        Record config = bind(type, run);
        String target = target(probe, config, run.declaration.address());
        var fresh = new Check.Bound(new WeakReference<>(probe), run.declaration, config, target);
        run.check.bound = fresh;
        if (run.probe.epoch != epoch) { // the plugin may have gone meanwhile: do not keep its class
            run.check.bound = null;
        }
        return fresh;
    }

    @SuppressWarnings("unchecked") // the record is of the class that the probe itself names
    private static String target(Probe<?> probe, Record config, String address) {
        try {
            @Nullable String target = ((Probe<Record>) probe).target(config, address);
            return target == null ? address : target;
        } catch (RuntimeException | LinkageError e) { // a plugin that cannot tell is no reason not to ask it
            return address;
        }
    }

    private Record bind(Class<? extends Record> type, Run run) throws Unfit {
        Binder.Bound values = binder.bind(Schema.of(type), run.declaration.settings(), false);
        if (!values.faults().isEmpty()) {
            throw new Unfit(Bounds.characters(
                    values.faults().stream().map(Caller::sentence).collect(Collectors.joining(" ")),
                    Bounds.MESSAGE_CHARACTERS));
        }
        try {
            return Schema.bind(type, values.values());
        } catch (IllegalArgumentException e) {
            throw new Unfit(Bounds.characters(String.valueOf(e.getMessage()), Bounds.MESSAGE_CHARACTERS));
        }
    }

    private static String sentence(Binder.Fault fault) {
        return fault.suggestion().isEmpty()
                ? fault.message()
                : fault.message() + " Did you mean '" + fault.suggestion() + "'?";
    }
}
