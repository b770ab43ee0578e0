package org.redeye.channels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Notifier;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;

/**
 * Finds the notifier of a channel and binds the channel's settings for it. Nothing is kept: notices are rare, and a plugin may
 * be another one each time. Runs code of plugins (field types, the record), which may throw.
 */
final class Bindings {

    private final PluginRegistry plugins;
    private final Binder binder;

    Bindings(PluginRegistry plugins, Binder binder) {
        this.plugins = plugins;
        this.binder = binder;
    }

    /** What a channel is good for now. */
    sealed interface Bound {}

    /**
     * It can be tried.
     *
     * @param secrets what must not be told, in clear
     */
    record Ready(Notifier<Record> notifier, Record config, List<String> secrets) implements Bound {
        /** Without its secrets. */
        @Override
        public String toString() {
            return "Ready[" + config + "]";
        }
    }

    /** It cannot, and why. */
    record Unfit(String reason) implements Bound {}

    @SuppressWarnings("unchecked") // the record is of the class that the notifier itself names
    Bound bind(ChannelDeclaration channel) {
        Optional<PluginId> id = identity(channel.notifier());
        Optional<Notifier<Record>> notifier =
                id.flatMap(known -> plugins.instance(known, Notifier.class)).map(found -> (Notifier<Record>) found);
        if (notifier.isEmpty()) {
            return new Unfit(missing(channel.notifier(), id));
        }
        Optional<Class<? extends Record>> type = Schema.configOf(notifier.get().getClass());
        if (type.isEmpty()) {
            return new Unfit("notifier:" + channel.notifier() + " names no configuration record: mend the plugin.");
        }
        Binder.Bound values = binder.bind(Schema.of(type.get()), channel.settings(), false);
        if (!values.faults().isEmpty()) {
            return new Unfit(values.faults().stream().map(Bindings::sentence).collect(Collectors.joining(" ")));
        }
        try {
            Record config = Schema.bind(type.get(), values.values());
            return new Ready(notifier.get(), config, secrets(values.values().values()));
        } catch (IllegalArgumentException e) {
            return new Unfit(String.valueOf(e.getMessage()));
        }
    }

    private String missing(String name, Optional<PluginId> id) {
        String why = id.flatMap(plugins::find)
                .filter(plugin -> plugin.state() != PluginState.ACTIVE)
                .map(PluginInfo::reason)
                .map(reason -> ", which is there but does not work: " + reason)
                .orElse("");
        return "needs notifier:" + name + why;
    }

    private static Optional<PluginId> identity(String name) {
        try {
            return Optional.of(new PluginId("notifier", name));
        } catch (IllegalArgumentException e) { // no plugin can have such a name: it stays missing
            return Optional.empty();
        }
    }

    private static List<String> secrets(Object value) {
        var found = new ArrayList<String>();
        collect(value, found);
        return List.copyOf(found);
    }

    private static void collect(Object value, List<String> into) {
        if (value instanceof Secret secret) {
            into.add(secret.reveal());
        } else if (value instanceof Collection<?> some) {
            some.forEach(each -> collect(each, into));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, into));
        }
    }

    private static String sentence(Binder.Fault fault) {
        return fault.suggestion().isEmpty()
                ? fault.message()
                : fault.message() + " Did you mean '" + fault.suggestion() + "'?";
    }
}
