package org.redeye.registry;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.SectionType;
import org.redeye.registry.LiveRegistry.Patience;
import org.redeye.registry.Survey.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service that is a plugin: gets the object, which may run its constructor, and its schema, each on a thread that
 * the plugin may block. Holds nothing of the plugin once it is released.
 */
final class PluginService {
    private static final Logger LOG = LoggerFactory.getLogger(PluginService.class);
    private static final String API = "org.redeye.api.";
    private static final int LONGEST_MESSAGE = 500;

    private final PluginId id;
    private final ServiceReference<?> reference;
    private final Bundle bundle;
    private final BundleContext context;
    private final Executor threads;
    private final Patience patience;
    private final Runnable onChange;

    private State state = State.GETTING;
    private long stateSince;
    private @Nullable Thread worker;
    private @Nullable Object object;
    private String reason = "";
    private Schema schema = Schema.EMPTY;

    private enum State {
        /** A thread is in {@code getService}, which may run the constructor. */
        GETTING,
        /** A thread is in {@code schema()}. */
        DESCRIBING,
        READY,
        /** The constructor threw: the reason is empty, for the component runtime knows it. Tried again after a while. */
        NOT_GOT,
        BROKEN,
        RELEASED
    }

    PluginService(
            PluginId id,
            ServiceReference<?> reference,
            Bundle bundle,
            BundleContext context,
            Executor threads,
            Patience patience,
            Runnable onChange) {
        this.id = id;
        this.reference = reference;
        this.bundle = bundle;
        this.context = context;
        this.threads = threads;
        this.patience = patience;
        this.onChange = onChange;
    }

    PluginId id() {
        return id;
    }

    ServiceReference<?> reference() {
        return reference;
    }

    Bundle bundle() {
        return bundle;
    }

    Version version() {
        return bundle.getVersion();
    }

    String title() {
        return Objects.toString(reference.getProperty("rem.title"), "");
    }

    String help() {
        return Objects.toString(reference.getProperty("rem.help"), "");
    }

    synchronized Optional<Object> instance() {
        return state == State.READY ? Optional.ofNullable(object) : Optional.empty();
    }

    /** How it is; FAILED without a reason if only the component runtime knows why. */
    synchronized Finding finding() {
        long number = (Long) reference.getProperty(Constants.SERVICE_ID);
        return switch (state) {
            case GETTING, DESCRIBING -> reason.isEmpty() ? Finding.settling("it is starting") : Finding.failed(reason);
            case READY -> Finding.active(title(), help(), schema, number);
            case NOT_GOT -> Finding.failed("");
            case BROKEN -> Finding.failed(reason);
            case RELEASED -> Finding.settling("its service is going");
        };
    }

    /** Begins to start it, on a thread of its own. */
    void prepare() {
        enter(State.GETTING, "");
        try {
            threads.execute(this::work);
        } catch (RuntimeException | OutOfMemoryError e) {
            enter(State.NOT_GOT, "");
            LOG.warn("No thread to start {}: {}", id, e.toString());
        }
    }

    /** Notes what takes too long, and tries again what did not start a while ago. */
    void tick() {
        boolean again = false;
        boolean late = false;
        synchronized (this) {
            long millis = (System.nanoTime() - stateSince) / 1_000_000;
            if (state == State.GETTING
                    && reason.isEmpty()
                    && millis > patience.start().toMillis()) {
                reason = "its constructor has not returned after "
                        + seconds(patience.start().toMillis()) + "; it must not block";
                late = true;
            } else if (state == State.DESCRIBING
                    && reason.isEmpty()
                    && millis > patience.schema().toMillis()) {
                reason = "its schema() has not returned after "
                        + seconds(patience.schema().toMillis())
                        + "; it must answer at once and without waiting for anything";
                late = true;
                if (worker != null) {
                    worker.interrupt();
                }
            } else {
                again = state == State.NOT_GOT && millis > patience.retry().toMillis();
            }
        }
        if (again) {
            prepare();
        } else if (late) {
            onChange.run();
        }
    }

    /** Lets go of the object. */
    void release() {
        Object held;
        synchronized (this) {
            held = object;
            object = null;
            state = State.RELEASED;
            schema = Schema.EMPTY;
            if (worker != null) {
                worker.interrupt();
            }
        }
        if (held != null) {
            unget();
        }
    }

    private void work() {
        Object got = get();
        if (got == null) {
            enter(State.NOT_GOT, "");
        } else if (keep(got)) {
            describe(got);
        } else {
            unget();
        }
        synchronized (this) {
            worker = null;
        }
        onChange.run();
    }

    private @Nullable Object get() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            return context.getService(reference);
        } catch (Throwable e) { // whatever a plugin's constructor throws, an Error too
            LOG.debug("{} cannot be had", id, e);
            return null;
        }
    }

    /** @return false if it was released in the meantime */
    private synchronized boolean keep(Object got) {
        if (state == State.RELEASED) {
            return false;
        }
        object = got;
        enter(State.DESCRIBING, "");
        return true;
    }

    private void describe(Object got) {
        try {
            Optional<String> foreign = foreignApi(got);
            if (foreign.isPresent()) {
                enter(State.BROKEN, foreign.get());
                return;
            }
            Schema described = got instanceof SectionType section
                    ? section.schema()
                    : Schema.configOf(got.getClass()).map(Schema::of).orElse(Schema.EMPTY);
            synchronized (this) {
                if (described == null) { // a plugin may not know our @NullMarked
                    enter(State.BROKEN, "its schema() answers null; expected a Schema");
                } else if (state != State.RELEASED) {
                    schema = described;
                    enter(State.READY, "");
                }
            }
        } catch (Throwable e) { // the same; its class may be the plugin's own, so only its text is kept
            LOG.debug("{} cannot be described", id, e);
            if (reason().isEmpty()) {
                enter(State.BROKEN, "its schema is broken: " + Names.firstLine(e.toString(), LONGEST_MESSAGE));
            } else {
                enter(State.BROKEN, reason());
            }
        }
    }

    /** A plugin that carries the API's classes in its jar implements other interfaces than ours, of the same name. */
    private Optional<String> foreignApi(Object got) {
        for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            if (name.startsWith(API)) {
                try {
                    ClassLoader loader = got.getClass().getClassLoader();
                    if (Class.forName(name, false, loader).getClassLoader() != SectionType.class.getClassLoader()) {
                        return Optional.of("its jar carries its own copy of " + name
                                + "; leave org.redeye.api out of the jar (Maven scope 'provided')");
                    }
                } catch (ClassNotFoundException e) {
                    return Optional.of("it is registered as " + name + ", which it does not implement");
                }
            }
        }
        return Optional.empty();
    }

    private synchronized String reason() {
        return reason;
    }

    private synchronized void enter(State next, String why) {
        if (state != State.RELEASED) {
            state = next;
            reason = why;
            stateSince = System.nanoTime();
        }
    }

    private void unget() {
        try {
            context.ungetService(reference);
        } catch (IllegalStateException e) {
            LOG.debug("This bundle has stopped; the framework lets go of its services", e);
        }
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
