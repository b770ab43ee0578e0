package org.redeye.web.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.web.Engines;
import org.redeye.web.json.WidgetJson;

/** The widget plugins as they are now, and the addresses of their modules. Keeps nothing. Thread-safe. */
@Component(service = Widgets.class)
public final class Widgets {

    /** The kind of plugin. */
    static final String KIND = "widget";

    private final Engines engines;

    /** @param engines the plugin registry */
    @Activate
    public Widgets(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All widgets that can be shown, ordered by id. */
    public List<WidgetJson> list() {
        return engines.registry().list().stream()
                .filter(info -> info.id().kind().equals(KIND))
                .filter(info -> info.state() == PluginState.ACTIVE)
                .filter(info -> engines.registry().find(info.id()).equals(Optional.of(info)))
                .flatMap(info -> widget(info).stream())
                .toList();
    }

    /**
     * A file of a widget.
     *
     * @param id the widget
     * @param hash the fingerprint in the address; another than the present one is answered with nothing, so an address
     *     stands for the same bytes for ever
     * @param file its path in the bundle
     */
    public Optional<byte[]> file(String id, String hash, String file) {
        PluginRegistry registry = engines.registry();
        return identity(id)
                .flatMap(registry::find)
                .filter(info -> hash(info).filter(hash::equals).isPresent())
                .flatMap(info -> registry.resource(info.id(), file));
    }

    /** The settings that a widget takes; empty if it is not there. */
    Optional<Schema> schema(String id) {
        return identity(id)
                .flatMap(engines.registry()::find)
                .filter(info -> info.state() == PluginState.ACTIVE)
                .map(PluginInfo::schema);
    }

    private Optional<WidgetJson> widget(PluginInfo info) {
        return manifest(info).flatMap(manifest -> hash(info, manifest)
                .map(hash -> new WidgetJson(
                        info.id().id(),
                        info.version(),
                        info.title(),
                        "/widgets/" + info.id().id() + "/" + hash + "/" + manifest.moduleFile(),
                        manifest.exportName())));
    }

    private Optional<String> hash(PluginInfo info) {
        return manifest(info).flatMap(manifest -> hash(info, manifest));
    }

    /** Twelve hexadecimal digits of the SHA-256 of version and module: a new version is a new address in any case. */
    private Optional<String> hash(PluginInfo info, WidgetManifest manifest) {
        return engines.registry().resource(info.id(), manifest.moduleFile()).map(module -> {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(info.version().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest.digest(module)).substring(0, 12);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        });
    }

    private Optional<WidgetManifest> manifest(PluginInfo info) {
        return engines.registry()
                .resource(info.id(), "widget.json")
                .flatMap(json -> WidgetManifest.read(info.id().toString(), json));
    }

    private static Optional<PluginId> identity(String id) {
        try {
            return Optional.of(new PluginId(KIND, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
