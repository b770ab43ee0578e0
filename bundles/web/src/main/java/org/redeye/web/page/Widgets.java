package org.redeye.web.page;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.web.Engines;
import org.redeye.web.json.WidgetJson;

/** The widget plugins as they are now, and the addresses of their modules. Keeps nothing. Thread-safe. */
@Component(service = Widgets.class)
public final class Widgets {

    private final PluginModules modules;

    /** @param engines the plugin registry */
    @Activate
    public Widgets(@Reference Engines engines) {
        modules = new PluginModules(engines, "widget", "widget.json", "/widgets/");
    }

    /** All widgets that can be shown, ordered by id. */
    public List<WidgetJson> list() {
        return modules.plugins().stream().flatMap(info -> widget(info).stream()).toList();
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
        return modules.file(id, hash, file);
    }

    /** The settings that a widget takes; empty if it is not there. */
    Optional<Schema> schema(String id) {
        return modules.find(id)
                .filter(info -> info.state() == PluginState.ACTIVE)
                .map(PluginInfo::schema);
    }

    private Optional<WidgetJson> widget(PluginInfo info) {
        return modules.module(info)
                .map(module -> new WidgetJson(
                        info.id().id(), info.version(), info.title(), module.address(), module.export()));
    }
}
