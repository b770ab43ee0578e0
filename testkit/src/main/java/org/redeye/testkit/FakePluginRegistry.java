package org.redeye.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.SectionType;

/** Holds the plugins that a test puts in. Listeners are called at once, on the thread of the change. Thread-safe. */
public final class FakePluginRegistry implements PluginRegistry {

    private record Entry(PluginInfo info, Object instance) {}

    private static final Object NOTHING = new Object();

    private final Map<PluginId, Entry> plugins = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> resources = new ConcurrentHashMap<>();
    private final List<Consumer<PluginId>> listeners = new CopyOnWriteArrayList<>();

    /** Puts a living plugin in, in place of one with the same identity; its schema is that of its section or record. */
    public FakePluginRegistry with(String kind, String id, Object instance) {
        Schema schema = instance instanceof SectionType section
                ? section.schema()
                : Schema.configOf(instance.getClass()).map(Schema::of).orElse(Schema.EMPTY);
        return with(kind, id, instance, schema);
    }

    /** The same with a schema of the test's own. */
    public FakePluginRegistry with(String kind, String id, Object instance, Schema schema) {
        return put(info(kind, id, PluginState.ACTIVE, "", schema), instance);
    }

    /** Puts every plugin of a kind in that stands on the class path of the test. */
    public <T> FakePluginRegistry withClassPath(String kind, Class<T> type) {
        ClassPath.plugins(kind, type).forEach((id, instance) -> with(kind, id, instance));
        return this;
    }

    /** Puts a plugin in that is there and does not work. */
    public FakePluginRegistry broken(String kind, String id, PluginState state, String reason) {
        return put(info(kind, id, state, reason, Schema.EMPTY), NOTHING);
    }

    /** Gives a plugin a file. */
    public FakePluginRegistry resource(PluginId id, String path, String text) {
        resources.put(id + "/" + path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Takes a plugin out. */
    public void remove(String kind, String id) {
        var gone = new PluginId(kind, id);
        if (plugins.remove(gone) != null) {
            tell(gone);
        }
    }

    @Override
    public List<PluginInfo> list() {
        return plugins.values().stream().map(Entry::info).toList();
    }

    @Override
    public Optional<PluginInfo> find(PluginId id) {
        return Optional.ofNullable(plugins.get(id)).map(Entry::info);
    }

    @Override
    public <T> Optional<T> instance(PluginId id, Class<T> type) {
        return Optional.ofNullable(plugins.get(id))
                .map(Entry::instance)
                .filter(type::isInstance)
                .map(type::cast);
    }

    @Override
    public Optional<byte[]> resource(PluginId id, String path) {
        return Optional.ofNullable(resources.get(id + "/" + path)).map(byte[]::clone);
    }

    @Override
    public Subscription onChange(Consumer<PluginId> listener) {
        Consumer<PluginId> own =
                listener::accept; // closing ends this subscription, not another one of the same listener
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private FakePluginRegistry put(PluginInfo info, Object instance) {
        plugins.put(info.id(), new Entry(info, instance));
        tell(info.id());
        return this;
    }

    private void tell(PluginId id) {
        listeners.forEach(listener -> listener.accept(id));
    }

    private static PluginInfo info(String kind, String id, PluginState state, String reason, Schema schema) {
        return new PluginInfo(
                new PluginId(kind, id), "1.0.0", id, "", "org.example." + kind + "." + id, 1, state, reason, schema);
    }
}
