package org.redeye.web.page;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.schema.FieldType;
import org.redeye.web.Engines;
import org.redeye.web.json.FieldEditorJson;

/** The field types as they are now, and what edits them in forms. Keeps nothing. Thread-safe. */
@Component(service = FieldEditors.class)
public final class FieldEditors {

    private final Engines engines;
    private final PluginModules modules;

    /** @param engines the plugin registry */
    @Activate
    public FieldEditors(@Reference Engines engines) {
        this.engines = engines;
        modules = new PluginModules(engines, "field", "field.json", "/console/fields/");
    }

    /** All field types that are there, ordered by id. */
    public List<FieldEditorJson> list() {
        return modules.plugins().stream().flatMap(info -> editor(info).stream()).toList();
    }

    /**
     * A file of a field type.
     *
     * @param id the field type
     * @param hash the fingerprint in the address; another than the present one is answered with nothing, so an address
     *     stands for the same bytes for ever
     * @param file its path in the bundle
     */
    public Optional<byte[]> file(String id, String hash, String file) {
        return modules.file(id, hash, file);
    }

    private Optional<FieldEditorJson> editor(PluginInfo info) {
        Optional<PluginModules.Module> module = modules.module(info);
        return engines.registry()
                .instance(info.id(), FieldType.class)
                .map(type -> new FieldEditorJson(
                        info.id().id(),
                        info.version(),
                        type.editor(),
                        module.map(PluginModules.Module::address).orElse(""),
                        module.map(PluginModules.Module::export).orElse("")));
    }
}
