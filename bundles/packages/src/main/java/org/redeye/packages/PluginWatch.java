package org.redeye.packages;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;

/**
 * Has the packages compiled anew when plugins come and go. What came is used at once; what went may be on its way back in
 * a new version and is waited for, longer than a swap takes. All state lives on one thread.
 */
final class PluginWatch {

    /** How long a plugin may be gone before what depends on it is taken down. */
    private static final long GRACE_MILLIS = 2_000;
    /** Plugins come in swarms; one compilation is enough for those that come together. */
    private static final long GATHER_MILLIS = 30;

    private final PluginRegistry plugins;
    private final ScheduledExecutorService thread;
    private final Runnable recompile;
    /** Those that packages may use. */
    private final Set<PluginId> there = new HashSet<>();
    /** Those that packages may have used, and since when they are gone. */
    private final Map<PluginId, Long> gone = new HashMap<>();

    private ScheduledFuture<?> next;

    PluginWatch(PluginRegistry plugins, ScheduledExecutorService thread, Runnable recompile) {
        this.plugins = plugins;
        this.thread = thread;
        this.recompile = recompile;
        this.next = thread.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
        plugins.list().stream()
                .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                .forEach(plugin -> there.add(plugin.id()));
    }

    /** Never waits: the registry calls it, and a compilation calls the registry. */
    void changed(PluginId id) {
        if (List.of("section", "field", "probe", "notifier", "widget").contains(id.kind()) && !thread.isShutdown()) {
            thread.execute(() -> schedule(id));
        }
    }

    private void schedule(PluginId id) {
        if (plugins.find(id)
                .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                .isPresent()) {
            there.add(id);
            gone.remove(id);
        } else if (there.remove(id)) { // one that never was there is not waited for
            gone.put(id, System.nanoTime());
        }
        long grace = gone.values().stream()
                .mapToLong(since -> GRACE_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since))
                .max()
                .orElse(0);
        next.cancel(false);
        next = thread.schedule(this::run, Math.max(GATHER_MILLIS, grace), TimeUnit.MILLISECONDS);
    }

    private void run() {
        gone.clear();
        recompile.run();
    }
}
