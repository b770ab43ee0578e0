package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.redeye.api.packages.Impact;
import org.redeye.api.plugin.PluginId;

/**
 * What taking a plugin away would do.
 *
 * @param plugins the plugins that go together, as {@code kind:id}
 * @param packages the packages that would notice
 * @param refreshed the other bundles that would be stopped and wired anew
 */
public record ImpactJson(List<String> plugins, List<OnPackage> packages, List<String> refreshed) {

    /**
     * What it would do to one package.
     *
     * @param name the package
     * @param pending what would wait, and for what
     * @param removed the ids of the declarations that would go
     */
    public record OnPackage(String name, Map<String, String> pending, List<String> removed) {}

    /** An impact of the engine. */
    public static ImpactJson of(Impact impact) {
        return new ImpactJson(
                impact.plugins().stream().map(PluginId::toString).toList(),
                impact.packages().stream()
                        .map(each -> new OnPackage(each.name(), each.pending(), each.removed()))
                        .toList(),
                impact.refreshed());
    }
}
