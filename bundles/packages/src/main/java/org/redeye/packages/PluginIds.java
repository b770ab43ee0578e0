package org.redeye.packages;

import java.util.Optional;
import org.redeye.api.plugin.PluginId;

/** Identities made of what people wrote, which may be none. */
final class PluginIds {

    private PluginIds() {}

    static Optional<PluginId> section(String key) {
        return of("section", key);
    }

    static Optional<PluginId> of(String kind, String id) {
        try {
            return Optional.of(new PluginId(kind, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
