package org.redeye.packages;

import java.util.Optional;
import org.redeye.api.plugin.PluginId;

/** Identities made of what people wrote, which may be none. */
final class PluginIds {

    private PluginIds() {}

    /** The plugin of a section; its key may be written with blanks for dashes: {@code http pages}. */
    static Optional<PluginId> section(String key) {
        return of("section", key.replace(' ', '-'));
    }

    static Optional<PluginId> of(String kind, String id) {
        try {
            return Optional.of(new PluginId(kind, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
