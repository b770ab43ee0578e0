package org.redeye.web.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.web.Engines;

/**
 * The ES modules that plugins of one kind bring for the console, straight out of their bundles. Keeps nothing.
 * Thread-safe.
 *
 * @param engines the plugin registry
 * @param kind the kind of plugin
 * @param manifest the file beside the module that names it, such as {@code widget.json}
 * @param prefix what the addresses of the modules begin with, a slash at its end
 */
record PluginModules(Engines engines, String kind, String manifest, String prefix) {

    /**
     * Where a module is.
     *
     * @param address with a fingerprint of its content
     * @param export the name of the custom element's class in it
     */
    record Module(String address, String export) {}

    /** The plugins that are in use, ordered by id. */
    List<PluginInfo> plugins() {
        return engines.registry().list().stream()
                .filter(info -> info.id().kind().equals(kind))
                .filter(info -> info.state() == PluginState.ACTIVE)
                .filter(info -> engines.registry().find(info.id()).equals(Optional.of(info)))
                .toList();
    }

    /** One that is there, whatever its state. */
    Optional<PluginInfo> find(String id) {
        return identity(id).flatMap(engines.registry()::find);
    }

    /** The module of a plugin; empty if it brings none. */
    Optional<Module> module(PluginInfo info) {
        return manifest(info).flatMap(said -> hash(info, said)
                .map(hash ->
                        new Module(prefix + info.id().id() + "/" + hash + "/" + said.moduleFile(), said.exportName())));
    }

    /**
     * A file of a plugin.
     *
     * @param id the plugin
     * @param hash the fingerprint in the address; another than the present one is answered with nothing, so an address
     *     stands for the same bytes for ever
     * @param file its path in the bundle
     */
    Optional<byte[]> file(String id, String hash, String file) {
        PluginRegistry registry = engines.registry();
        return find(id).filter(info -> manifest(info)
                        .flatMap(said -> hash(info, said))
                        .filter(hash::equals)
                        .isPresent())
                .flatMap(info -> registry.resource(info.id(), file));
    }

    /** Twelve hexadecimal digits of the SHA-256 of version and module: a new version is a new address in any case. */
    private Optional<String> hash(PluginInfo info, ModuleManifest said) {
        return engines.registry().resource(info.id(), said.moduleFile()).map(module -> {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(info.version().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest.digest(module)).substring(0, 12);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        });
    }

    private Optional<ModuleManifest> manifest(PluginInfo info) {
        return engines.registry()
                .resource(info.id(), manifest)
                .flatMap(json -> ModuleManifest.read(manifest, info.id().toString(), json));
    }

    private Optional<PluginId> identity(String id) {
        try {
            return Optional.of(new PluginId(kind, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
