package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Impact;
import org.redeye.api.packages.Impact.OnPackage;
import org.redeye.api.packages.Impacts;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.packages.yaml.Document;

/** Finds out by compiling what is in force once more, without the plugin; and by asking the framework who is wired to it. */
@Component(service = Impacts.class)
public final class RehearsedImpacts implements Impacts {

    private final PackagesEngine packages;
    private final PluginRegistry plugins;
    private final LongFunction<List<String>> refreshed;

    /** Of the packages of this engine and the bundles of this framework. */
    @Activate
    public RehearsedImpacts(
            BundleContext context, @Reference PackagesEngine packages, @Reference PluginRegistry plugins) {
        this(packages, plugins, bundle -> wiredTo(context, bundle));
    }

    RehearsedImpacts(PackagesEngine packages, PluginRegistry plugins, LongFunction<List<String>> refreshed) {
        this.packages = packages;
        this.plugins = plugins;
        this.refreshed = refreshed;
    }

    @Override
    public Optional<Impact> ofRemoving(PluginId id) {
        return plugins.find(id).map(info -> {
            List<PluginId> gone = plugins.list().stream()
                    .filter(other ->
                            other.id().equals(id) || other.bundleId() == info.bundleId() && info.bundleId() >= 0)
                    .map(PluginInfo::id)
                    .distinct()
                    .toList();
            PackageCompiler without = packages.compiler(new Without(plugins, Set.copyOf(gone)));
            var affected = new ArrayList<OnPackage>();
            packages.road().inForce().values().forEach(compiled -> on(compiled, without)
                    .ifPresent(affected::add));
            List<String> bundles = info.bundleId() < 0 ? List.of() : refreshed.apply(info.bundleId());
            return new Impact(gone, affected, bundles);
        });
    }

    private static Optional<OnPackage> on(Compiled now, PackageCompiler without) {
        Compiled then = without.compile(now.name(), Document.read(now.name() + ".yaml", now.text()));
        var pending = new TreeMap<>(then.pending());
        pending.keySet().removeAll(now.pending().keySet());
        if (!then.valid()) {
            pending.put(now.name(), "would be refused: " + then.problems().get(0));
        }
        List<String> removed = now.declarations().keySet().stream()
                .filter(key -> then.valid() && !then.declarations().containsKey(key))
                .map(Compiled.Key::id)
                .sorted()
                .toList();
        return pending.isEmpty() && removed.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnPackage(now.name(), pending, removed));
    }

    /** The bundles that would be refreshed with one, without it. */
    private static List<String> wiredTo(BundleContext context, long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return List.of();
        }
        Collection<Bundle> closure = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .getDependencyClosure(List.of(bundle));
        var names = new TreeSet<String>();
        closure.stream()
                .filter(other -> other.getBundleId() != id)
                .forEach(other -> names.add(other.getSymbolicName()));
        return List.copyOf(names);
    }
}
