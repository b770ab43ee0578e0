package org.redeye.shell;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;

/** {@code rem:plugin-list} */
@Service
@Command(scope = "rem", name = "plugin-list", description = "Lists the plugins, how they are, and if not well, why")
public final class PluginList extends RemCommand {

    @Override
    void run() throws Refusal {
        List<PluginInfo> plugins = ask(PluginRegistry.class, "plugin registry", PluginRegistry::list);
        if (isJson()) {
            out().println(Json.text(
                    Json.items(plugins.stream().map(Json::plugin).toList())));
            return;
        }
        var table = table("There are no plugins", "Plugin", "Version", "State", "Bundle", "Reason");
        for (PluginInfo info : plugins) {
            table.addRow()
                    .addContent(
                            info.id(),
                            info.version(),
                            info.state().name().toLowerCase(Locale.ROOT),
                            info.bundle(),
                            info.reason());
        }
        print(table);
    }
}
