package org.redeye.api.packages;

import java.util.List;
import java.util.Map;
import org.redeye.api.plugin.PluginId;

/**
 * What taking a plugin away would do.
 *
 * @param plugins the plugins that go: it, and what else its bundle brings
 * @param packages the packages that would notice, ordered by name
 * @param refreshed the symbolic names of the other bundles that would be stopped and wired anew; empty is as it should be
 */
public record Impact(List<PluginId> plugins, List<OnPackage> packages, List<String> refreshed) {

    /** Copies the lists. */
    public Impact {
        plugins = List.copyOf(plugins);
        packages = List.copyOf(packages);
        refreshed = List.copyOf(refreshed);
    }

    /**
     * What it would do to one package.
     *
     * @param name the package
     * @param pending what would wait, by declaration or section, and for what
     * @param removed the ids of the declarations that would go
     */
    public record OnPackage(String name, Map<String, String> pending, List<String> removed) {

        /** Copies map and list. */
        public OnPackage {
            pending = Map.copyOf(pending);
            removed = List.copyOf(removed);
        }
    }
}
