package org.redeye.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;

/** Plugins that a test brings and takes away. */
final class FakePlugins implements PluginRegistry {

    private final Map<PluginId, Object> instances = new ConcurrentHashMap<>();
    private final Map<PluginId, String> versions = new ConcurrentHashMap<>();
    private final List<Consumer<PluginId>> listeners = new CopyOnWriteArrayList<>();

    /** What happens once, just after the next look-up. */
    volatile Runnable afterLookup = () -> {};

    void put(String probe, Object instance, String version) {
        var id = new PluginId("probe", probe);
        instances.put(id, instance);
        versions.put(id, version);
        tell(id);
    }

    void putQuietly(String probe, Object instance) {
        instances.put(new PluginId("probe", probe), instance);
    }

    void remove(String probe) {
        var id = new PluginId("probe", probe);
        instances.remove(id);
        tell(id);
    }

    void tell(PluginId id) {
        listeners.forEach(listener -> listener.accept(id));
    }

    @Override
    public List<PluginInfo> list() {
        return instances.keySet().stream().map(this::info).toList();
    }

    @Override
    public Optional<PluginInfo> find(PluginId id) {
        return instances.containsKey(id) ? Optional.of(info(id)) : Optional.empty();
    }

    private PluginInfo info(PluginId id) {
        return new PluginInfo(
                id, versions.getOrDefault(id, "1.0.0"), "", "", "bundle", 1, PluginState.ACTIVE, "", Schema.EMPTY);
    }

    @Override
    public <T> Optional<T> instance(PluginId id, Class<T> type) {
        Optional<T> found =
                Optional.ofNullable(instances.get(id)).filter(type::isInstance).map(type::cast);
        Runnable then = afterLookup;
        afterLookup = () -> {};
        then.run();
        return found;
    }

    @Override
    public Optional<byte[]> resource(PluginId id, String path) {
        return Optional.empty();
    }

    @Override
    public Subscription onChange(Consumer<PluginId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
