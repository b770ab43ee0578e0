package org.redeye.section.pages;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
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

/** Pages of the console. A page is a grid of twelve columns with widgets in the order of reading. */
@Component
@Plugin(kind = "section", id = "pages", title = "Pages", help = "Pages of the console and the widgets on them")
public final class PagesSection implements SectionType {

    private static final String WIDGETS = "widgets";

    private static final Schema WIDGET = Schema.fields(
                    FieldSpec.of("id", "text")
                            .help("The key it has on the page")
                            .build(),
                    FieldSpec.of("widget", "reference")
                            .help("The plugin that shows it; its own fields stand beside this one")
                            .target("plugin:widget")
                            .inline(true)
                            .required(true)
                            .build(),
                    FieldSpec.of("title", "text").help("Its heading").build(),
                    FieldSpec.of("width", "number")
                            .help("How many of the page's twelve columns it takes")
                            .def("6")
                            .range("1", "12")
                            .build(),
                    FieldSpec.of("height", "number")
                            .help("How many rows it takes")
                            .def("4")
                            .range("1", "24")
                            .build())
            .below(IndexLayer.key("id"));

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The last part of the page's address")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("help", "text").help("What it shows").build())
            .below(IndexLayer.key("name"))
            .with(new FieldSet("Page", List.of("name", "title", "help")))
            .with(WIDGETS, WIDGET);

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        List<WidgetSpec> widgets = item.nested().getOrDefault(WIDGETS, List.of()).stream()
                .map(widget -> widget(widget, context))
                .toList();
        String title = item.text("title").isEmpty() ? item.key() : item.text("title");
        return List.of(
                new PageDeclaration(item.id(), item.packageName(), address(item), title, item.text("help"), widgets));
    }

    /** The key; below the item of a schema instance, or of a script, with that item's keys before it, joined with dashes. */
    private static String address(Item item) {
        int below = item.section().lastIndexOf('/');
        return below < 0 ? item.key() : item.section().substring(0, below).replace('/', '-') + "-" + item.key();
    }

    private static WidgetSpec widget(Item widget, CompileContext context) {
        Map<String, Object> settings = new LinkedHashMap<>(widget.raw());
        settings.keySet().removeAll(WIDGET.fields().keySet());
        context.check(widget, new PluginId("widget", widget.text("widget")), settings);
        return new WidgetSpec(
                widget.key(),
                widget.text("widget"),
                widget.text("title"),
                whole(widget, "width"),
                whole(widget, "height"),
                settings);
    }

    private static int whole(Item widget, String field) {
        return widget.value(field, BigDecimal.class, BigDecimal.ONE).intValue();
    }
}
