package org.redeye.packages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;

/** The plugins as they would be without some of them. */
record Without(PluginRegistry all, Set<PluginId> gone) implements PluginRegistry {

    @Override
    public List<PluginInfo> list() {
        return all.list().stream().filter(info -> !gone.contains(info.id())).toList();
    }

    @Override
    public Optional<PluginInfo> find(PluginId id) {
        return gone.contains(id) ? Optional.empty() : all.find(id);
    }

    @Override
    public <T> Optional<T> instance(PluginId id, Class<T> type) {
        return gone.contains(id) ? Optional.empty() : all.instance(id, type);
    }

    @Override
    public Optional<byte[]> resource(PluginId id, String path) {
        return gone.contains(id) ? Optional.empty() : all.resource(id, path);
    }

    @Override
    public Subscription onChange(Consumer<PluginId> listener) {
        return all.onChange(listener);
    }
}
