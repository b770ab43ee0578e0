package org.redeye.section.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.check.CheckDeclaration;
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

/**
 * What is looked at, how and how often. The fields of the probe stand beside those of the section. An item gives one
 * check, or one for each host that it names or that names it.
 */
@Component
@Plugin(kind = "section", id = "checks", title = "Checks", help = "What is looked at, how and how often")
public final class ChecksSection implements SectionType {

    /** How long a run may take if nothing is said: as the tools of the field have it, but never beyond the interval. */
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("probe", "reference")
                            .help("The plugin that looks; its own fields stand beside this one")
                            .target("plugin:probe")
                            .inline(true)
                            .required(true)
                            .build(),
                    FieldSpec.of("hosts", "list")
                            .help("Hosts it is run for, as group/name; * stands for any run of characters")
                            .element(FieldSpec.of("", "text").build())
                            .build(),
                    FieldSpec.of("every", "duration")
                            .help("The time between two runs")
                            .def("10s")
                            .range("100ms", "366d")
                            .build(),
                    FieldSpec.of("timeout", "duration")
                            .help("How long a run may take; at most the time between two, by default 10s")
                            .range("10ms", "1h")
                            .build(),
                    FieldSpec.of("enabled", "boolean")
                            .help("Whether it is run at all")
                            .def("true")
                            .build())
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(
                    new FieldSet("Check", List.of("name", "title", "probe", "hosts")),
                    new FieldSet("Schedule", List.of("every", "timeout", "enabled")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        Duration every = item.value("every", Duration.class, USUAL_TIMEOUT);
        Duration timeout =
                item.value("timeout", Duration.class, every.compareTo(USUAL_TIMEOUT) < 0 ? every : USUAL_TIMEOUT);
        if (timeout.compareTo(every) > 0) {
            context.problem(item, "timeout", "A run may not take longer than the time between two ('every').", "");
        }
        var targets = new Targets(item, context);
        var settings = settings(item);
        var declarations = new ArrayList<Declaration>();
        boolean checked = false;
        for (Target target : targets.find()) {
            var text = new Template(target.variables(context.variables()));
            Map<String, Object> filled = text.fill(settings);
            text.missing()
                    .forEach(key -> context.problem(
                            item,
                            text.field(key),
                            "'%(" + key + ")s' stands for nothing here; possible are " + String.join(", ", text.known())
                                    + ".",
                            text.nearest(key)));
            if (!checked) {
                context.check(item, new PluginId("probe", item.text("probe")), filled);
                checked = true; // the hosts differ in their values only: once is enough to name what is wrong
            }
            declarations.add(new CheckDeclaration(
                    item.id() + target.suffix(),
                    item.packageName(),
                    title(item, target),
                    item.text("probe"),
                    target.host(),
                    target.address(),
                    every,
                    timeout,
                    filled));
        }
        return item.value("enabled", Boolean.class, true) ? declarations : List.of();
    }

    private static String title(Item item, Target target) {
        String own = item.text("title").isEmpty() ? item.key() : item.text("title");
        return target.title().isEmpty() ? own : own + " · " + target.title();
    }

    /** What the author wrote beside the section's own fields: the probe's. */
    private static Map<String, Object> settings(Item item) {
        var settings = new LinkedHashMap<>(item.raw());
        settings.keySet().removeAll(SCHEMA.fields().keySet());
        return settings;
    }
}
