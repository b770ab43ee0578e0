package org.redeye.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.registry.Picture.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what there is: the plugins that bundles declare, joined with the services that live, with what the component
 * runtime knows of those that do not, and with the files in the deploy folder that are no bundle.
 */
final class Survey {
    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);
    private static final String LAST_LEVEL = "rem.startlevel.last";
    private static final String WIDGET = "widget";
    /** Stands for a plugin whose declared identity is none. */
    private static final String BROKEN_KIND = "bundle";

    private final BundleContext context;
    private final PluginServices services;
    private final Components components;
    private final DeployFolders deployFolders;
    private final Widgets widgets = new Widgets();
    private final Doubts doubts = new Doubts();
    /** Whether the framework was still starting when the survey began; then what is not well may only be not yet. */
    private boolean climbing;

    Survey(BundleContext context, PluginServices services, Components components, DeployFolders deployFolders) {
        this.context = context;
        this.services = services;
        this.components = components;
        this.deployFolders = deployFolders;
    }

    /**
     * How a plugin is and what is known of it; an intermediate result.
     *
     * @param generation see {@link Entry#generation}
     */
    record Finding(
            PluginState state,
            String reason,
            String title,
            String help,
            Schema schema,
            long generation,
            boolean settling) {

        static Finding active(String title, String help, Schema schema, long generation) {
            return new Finding(PluginState.ACTIVE, "", title, help, schema, generation, false);
        }

        static Finding pending(String reason) {
            return new Finding(PluginState.PENDING, reason, "", "", Schema.EMPTY, 0, false);
        }

        /** PENDING, but not for long. */
        static Finding settling(String reason) {
            return new Finding(PluginState.PENDING, reason, "", "", Schema.EMPTY, 0, true);
        }

        static Finding failed(String reason) {
            return new Finding(PluginState.FAILED, reason, "", "", Schema.EMPTY, 0, false);
        }

        Finding named(String otherTitle, String otherHelp) {
            return new Finding(state, reason, otherTitle, otherHelp, schema, generation, settling);
        }
    }

    List<Entry> take() {
        var entries = new ArrayList<Entry>();
        doubts.nextRound();
        climbing = reached() < last();
        for (Bundle bundle : context.getBundles()) {
            try {
                BundleRevision revision = bundle.adapt(BundleRevision.class);
                if (revision != null) {
                    addPlugins(bundle, revision, entries);
                }
            } catch (IllegalStateException e) {
                LOG.debug("{} was uninstalled in this moment", bundle, e);
            }
        }
        widgets.keepOnly(entries.stream().map(entry -> entry.info().bundleId()).toList());
        entries.addAll(deployFolders.broken());
        return entries;
    }

    private void addPlugins(Bundle bundle, BundleRevision revision, List<Entry> entries) {
        var ids = new TreeSet<>(services.of(bundle));
        for (BundleCapability capability : revision.getDeclaredCapabilities(Plugin.NAMESPACE)) {
            String kind = Objects.toString(capability.getAttributes().get("kind"), "");
            String id = Objects.toString(capability.getAttributes().get("id"), "");
            try {
                ids.add(new PluginId(kind, id));
            } catch (IllegalArgumentException e) {
                PluginId place = new PluginId(BROKEN_KIND, Names.word(bundle.getSymbolicName()));
                entries.add(
                        entry(bundle, place, Finding.failed("the bundle declares a plugin, but " + e.getMessage())));
            }
        }
        for (PluginId id : ids) {
            entries.add(entry(bundle, id, find(bundle, revision, id)));
        }
    }

    private static Entry entry(Bundle bundle, PluginId id, Finding found) {
        long generation = found.generation() == 0 ? bundle.getLastModified() : found.generation();
        var info = new PluginInfo(
                id,
                bundle.getVersion().toString(),
                found.title().isEmpty() ? id.id() : found.title(),
                found.help(),
                Objects.toString(bundle.getSymbolicName(), ""),
                bundle.getBundleId(),
                found.state(),
                found.reason(),
                found.schema());
        return new Entry(info, generation, found.settling());
    }

    private Finding find(Bundle bundle, BundleRevision revision, PluginId id) {
        Optional<PluginService> service = services.find(bundle, id); // asked once: it may come at any moment
        Finding found =
                switch (bundle.getState()) {
                    case Bundle.INSTALLED -> unresolved(bundle, revision);
                    case Bundle.ACTIVE -> inActiveBundle(bundle, id, service);
                    case Bundle.STARTING -> Finding.settling("its bundle is starting");
                    case Bundle.STOPPING -> Finding.settling("its bundle is stopping");
                    default -> notStarted(bundle);
                };
        boolean isSure = found.state() != PluginState.FAILED || service.isPresent();
        return isSure ? found : doubts.confirm(bundle, found);
    }

    private Finding unresolved(Bundle bundle, BundleRevision revision) {
        if (climbing) {
            return beforeItsTurn(bundle);
        }
        Optional<String> missing = Unresolved.explain(context, revision);
        if (missing.isPresent()) {
            return Finding.failed(missing.get());
        }
        return isToBeStarted(bundle)
                ? Finding.failed("its bundle cannot be resolved, though each of its imports is there; bundle:diag "
                        + bundle.getBundleId() + " says more")
                : Finding.settling("its bundle is installed and not started");
    }

    private Finding notStarted(Bundle bundle) {
        if (climbing || level(bundle) > reached()) {
            return beforeItsTurn(bundle);
        }
        return isToBeStarted(bundle)
                ? Finding.failed("its bundle did not start; the log says why, and bundle:start " + bundle.getBundleId()
                        + " tries again")
                : Finding.pending("its bundle is stopped; bundle:start " + bundle.getBundleId() + " starts it");
    }

    private Finding beforeItsTurn(Bundle bundle) {
        return Finding.settling("its bundle starts at level " + level(bundle) + "; the platform is at " + reached());
    }

    private static int level(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    private int reached() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
    }

    /** The level that a start ends at; the distribution says it. */
    private int last() {
        String level = context.getProperty(LAST_LEVEL);
        return level == null ? 1 : Integer.parseInt(level.strip());
    }

    private Finding inActiveBundle(Bundle bundle, PluginId id, Optional<PluginService> service) {
        if (service.isEmpty()) {
            return id.kind().equals(WIDGET) ? widgets.find(bundle) : components.explain(bundle, id);
        }
        PluginService living = service.get();
        Finding found = living.finding();
        if (found.state() == PluginState.FAILED && found.reason().isEmpty()) { // the component runtime knows why
            found = components.explain(bundle, id);
        }
        return found.named(living.title(), living.help());
    }

    private static boolean isToBeStarted(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }
}
