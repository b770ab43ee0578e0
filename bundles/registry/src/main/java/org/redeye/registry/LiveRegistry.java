package org.redeye.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry. It does not follow each bundle and service through its life; whenever one of them changes it surveys
 * anew what there is ({@link Survey}) and tells the difference. Living plugins alone are tracked at once
 * ({@link PluginServices}), so that nobody gets an instance that is gone.
 */
@Component(
        service = {PluginRegistry.class, Meters.class},
        immediate = true)
public final class LiveRegistry implements PluginRegistry, Meters {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRegistry.class);
    private static final String EVENT = "plugin";
    /** Bundles come and go in bursts; one survey answers for all of a burst. */
    private static final long SETTLE_MILLIS = 25;

    private static final long TICK_MILLIS = 500;
    /** What is not well is looked at again each so many ticks, for reasons that no event tells of. */
    private static final int TICKS_BETWEEN_REVIEWS = 4;

    private final BundleContext context;
    private final Events events;
    private final PluginServices services;
    private final DeployFolders deployFolders;
    private final Survey survey;
    private final ChangeListeners listeners = new ChangeListeners();
    private final BundleListener onBundle = event -> review();
    private final ScheduledExecutorService thread;
    private final AtomicBoolean reviewDue = new AtomicBoolean();

    private volatile Picture picture = Picture.EMPTY;
    private int ticks;

    /** Looks at what is there and begins to follow it. */
    @Activate
    public LiveRegistry(
            BundleContext context,
            @Reference Platform platform,
            @Reference Events events,
            @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.events = events;
        this.services = new PluginServices(context, this::review, Patience.of(context));
        this.deployFolders = new DeployFolders(
                List.of(platform.home().resolve("deploy"), platform.data().resolve("deploy")), context);
        this.survey = new Survey(context, services, new Components(components), deployFolders);
        var executor = new ScheduledThreadPoolExecutor(1, work -> {
            var fresh = new Thread(work, "rem-registry");
            fresh.setDaemon(true);
            fresh.setContextClassLoader(LiveRegistry.class.getClassLoader());
            return fresh;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = executor;
        context.addBundleListener(onBundle);
        services.open();
        takePicture();
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets go of every plugin. */
    @Deactivate
    void close() {
        context.removeBundleListener(onBundle);
        thread.shutdownNow();
        listeners.close();
        services.close();
    }

    @Override
    public List<PluginInfo> list() {
        return picture.list();
    }

    @Override
    public Optional<PluginInfo> find(PluginId id) {
        return picture.find(id);
    }

    @Override
    public <T> Optional<T> instance(PluginId id, Class<T> type) {
        return services.instance(id).filter(type::isInstance).map(type::cast);
    }

    @Override
    public Optional<byte[]> resource(PluginId id, String path) {
        return find(id).flatMap(info -> Optional.ofNullable(context.getBundle(info.bundleId())))
                .flatMap(bundle -> Resources.read(bundle, path));
    }

    @Override
    public Subscription onChange(Consumer<PluginId> listener) {
        return listeners.add(listener);
    }

    @Override
    public List<Meter> read() {
        var counts = new EnumMap<PluginState, Integer>(PluginState.class);
        list().forEach(info -> counts.merge(info.state(), 1, Integer::sum));
        var meters = new ArrayList<Meter>();
        for (PluginState state : PluginState.values()) {
            meters.add(Meter.gauge("plugins_count", "Plugins by state.", counts.getOrDefault(state, 0))
                    .with("state", word(state)));
        }
        return meters;
    }

    /** Asks for a survey soon. Any thread. */
    private void review() {
        if (reviewDue.compareAndSet(false, true)) {
            try {
                thread.schedule(this::takePicture, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.RejectedExecutionException e) {
                LOG.debug("The registry is closed", e);
            }
        }
    }

    private void tick() {
        ticks++;
        boolean filesChanged = deployFolders.poll();
        services.retry();
        if (filesChanged || (ticks % TICKS_BETWEEN_REVIEWS == 0 && !picture.isWell())) {
            review();
        }
    }

    private synchronized void takePicture() {
        reviewDue.set(false);
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
            return; // everything goes now, and nobody wants to hear of each
        }
        try {
            Picture before = picture;
            Picture now = new Picture(survey.take());
            picture = now;
            now.newsSince(before).forEach(LiveRegistry::log);
            for (PluginId id : now.changedSince(before)) {
                listeners.offer(id);
                publish(id, now.find(id), before);
            }
        } catch (RuntimeException e) {
            LOG.error("The survey of plugins failed; what was known before stands", e);
        }
    }

    private void publish(PluginId id, Optional<PluginInfo> info, Picture before) {
        String version = info.or(() -> before.find(id)).map(PluginInfo::version).orElse("");
        events.publish(
                EVENT,
                Map.of(
                        "kind", id.kind(),
                        "id", id.id(),
                        "state", info.map(i -> word(i.state())).orElse("removed"),
                        "version", version,
                        "reason", info.map(PluginInfo::reason).orElse("")));
    }

    private static void log(Picture.News news) {
        PluginInfo info = news.info();
        String plugin = info.id() + " " + info.version() + " of " + info.bundle();
        if (news.removed()) {
            LOG.info("{} is gone", plugin);
        } else if (info.state() == PluginState.FAILED) {
            LOG.warn("{} failed: {}", plugin, info.reason());
        } else if (info.state() == PluginState.PENDING) {
            LOG.info("{} is pending: {}", plugin, info.reason());
        } else {
            LOG.info("{} is active", plugin);
        }
    }

    private static String word(PluginState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /**
     * How long a plugin's own code may take.
     *
     * @param start until a constructor counts as hanging; it may still come back later
     * @param schema until {@code schema()} counts as hanging; it is interrupted then
     * @param retry between two tries to start a plugin whose constructor threw
     */
    record Patience(Duration start, Duration schema, Duration retry) {
        /** The usual; tests make it shorter with the framework property {@code rem.registry.patience} (milliseconds). */
        static Patience of(BundleContext context) {
            String millis = context.getProperty("rem.registry.patience");
            return millis == null
                    ? new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(60))
                    : new Patience(
                            Duration.ofMillis(Long.parseLong(millis)),
                            Duration.ofMillis(Long.parseLong(millis)),
                            Duration.ofMillis(Long.parseLong(millis)));
        }
    }
}
