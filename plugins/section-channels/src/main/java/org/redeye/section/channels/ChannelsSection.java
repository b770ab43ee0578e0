package org.redeye.section.channels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/** By what people are called: a notifier and how it is set up. The fields of the notifier stand beside those of the section. */
@Component
@Plugin(
        kind = "section",
        id = "channels",
        title = "Channels",
        help = "By what people are called: mail servers, webhooks")
public final class ChannelsSection implements SectionType {

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("notifier", "reference")
                            .help("The plugin that sends; its own fields stand beside this one")
                            .target("plugin:notifier")
                            .inline(true)
                            .required(true)
                            .build())
            .below(IndexLayer.key("name"))
            .with(new FieldSet("Channel", List.of("name", "title", "notifier")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        Map<String, Object> settings = new LinkedHashMap<>(item.raw());
        settings.keySet().removeAll(SCHEMA.fields().keySet());
        String name = item.text("name");
        if (name.contains("/")) {
            context.problem(
                    item, "name", "The name of a channel has no '/': that stands between package and name.", "");
        }
        context.check(item, new PluginId("notifier", item.text("notifier")), settings);
        return List.of(new ChannelDeclaration(
                item.id(),
                item.packageName(),
                name,
                item.text("title").isEmpty() ? name : item.text("title"),
                item.text("notifier"),
                settings));
    }
}
