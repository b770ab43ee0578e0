package org.redeye.api.plugin;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every plugin there is, live. Thread-safe; a list is a snapshot and never changes.
 *
 * <p>A plugin may be gone between two calls: ask for the instance at each use and do not keep it.
 */
@ProviderType
public interface PluginRegistry {

    /** All plugins, failed ones included, ordered by identity. */
    List<PluginInfo> list();

    /** What is known of one plugin; of several versions that are there at once, the one in use (the highest that is ACTIVE). */
    Optional<PluginInfo> find(PluginId id);

    /**
     * The living plugin.
     *
     * @param type the interface of its kind
     * @return empty if it is not there, not ACTIVE, or not of that type
     */
    <T> Optional<T> instance(PluginId id, Class<T> type);

    /**
     * Reads a file that travels with the plugin, below {@code META-INF/rem/} in its bundle: {@code README.md},
     * {@code icon.svg}, {@code examples/…}, {@code widget.json} or {@code field.json},
     * their module and what that loads.
     *
     * @param path relative, with {@code /}; a path that leaves the plugin's folder is not found
     * @return the bytes, at most 8 MiB
     */
    Optional<byte[]> resource(PluginId id, String path);

    /**
     * Calls the listener after a plugin has come, gone, been replaced or changed its state. Calls come one at a time,
     * in order, on a thread of the registry; a listener that throws is logged and stays.
     *
     * @return closes the subscription; no call begins after it returns
     */
    Subscription onChange(Consumer<PluginId> listener);

    /** What {@link #onChange} returns. Closing twice does nothing. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
