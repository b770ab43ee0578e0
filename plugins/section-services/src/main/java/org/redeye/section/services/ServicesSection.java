package org.redeye.section.services;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.api.text.Glob;

/** What machines do together: which checks say whether it is up, what it offers, and what it stands on. */
@Component
@Plugin(
        kind = "section",
        id = "services",
        title = "Services",
        help = "What machines do together, and what stands on what")
public final class ServicesSection implements SectionType {

    /** What says whether it is up. */
    private static final List<String> SAYS = List.of("checks", "hosts", "connections", "any of");

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by; unique within the package, hosts included")
                            .pattern("[A-Za-z0-9][A-Za-z0-9._-]{0,252}")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    texts(
                            "checks",
                            "Patterns of ids of the checks that say whether it is up; * stands for any run of characters"),
                    texts(
                            "hosts",
                            "Hosts whose checks say whether it is up, as group/name; * stands for any run of characters"),
                    FieldSpec.of("interfaces", "map")
                            .help("What it offers: a port or a word, by name")
                            .build(),
                    texts(
                            "connections",
                            "Services that it needs, all of them, as name, name/interface or package/name"),
                    texts("any of", "Services of which it needs one"))
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(
                    new FieldSet("Service", List.of("name", "title", "checks", "hosts")),
                    new FieldSet("Connections", List.of("interfaces", "connections", "any of")));

    private static FieldSpec texts(String name, String help) {
        return FieldSpec.of(name, "list")
                .help(help)
                .range("0", "100")
                .element(FieldSpec.of("", "text").range("1", "400").build())
                .build();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        names(item, context);
        List<String> checks = new ArrayList<>(Connections.texts(item, "checks"));
        checks.addAll(hosts(item, context));
        var connections = new Connections(item, context);
        List<List<String>> ways = connections.ways();
        if (SAYS.stream().noneMatch(field -> item.values().containsKey(field))) {
            context.problem(
                    item,
                    "",
                    "A service says by 'checks' or 'hosts' whether it is up, or by 'connections' what it consists of.",
                    "");
        }
        return List.of(new DependencyDeclaration(item.id(), item.packageName(), item.text("name"), checks, ways));
    }

    private static void names(Item item, CompileContext context) {
        context.first("services", "name", item.text("name"))
                .filter(first -> !first.path().equals(item.path()))
                .ifPresent(first -> context.problem(
                        item,
                        "name",
                        "A service named '" + item.text("name") + "' stands at " + first.position()
                                + " already; names are unique within a package.",
                        ""));
        context.first("hosts", "name", item.text("name"))
                .ifPresent(host -> context.problem(
                        item,
                        "name",
                        "A host is called '" + item.text("name")
                                + "' already; services and hosts have different names.",
                        ""));
    }

    /** Patterns that all checks of its hosts match. */
    private static List<String> hosts(Item item, CompileContext context) {
        var patterns = new ArrayList<String>();
        for (String text : Connections.texts(item, "hosts")) {
            var glob = new Glob(text);
            List<Item> hosts = context.items("hosts");
            hosts.stream()
                    .filter(host -> glob.matches(String.join("/", host.path())))
                    .map(host -> item.packageName() + "/*@" + host.text("name"))
                    .filter(pattern -> !patterns.contains(pattern))
                    .forEach(patterns::add);
            List<String> paths =
                    hosts.stream().map(host -> String.join("/", host.path())).toList();
            if (glob.isExact() && !paths.contains(text)) {
                context.problem(
                        item,
                        "hosts",
                        "There is no host '" + text + "' in this package; a host is named as group/name.",
                        Nearest.to(text, paths));
            }
        }
        return patterns;
    }
}
