package org.redeye.section.hosts;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;

/**
 * The machines and devices a package is about. A host asks for nothing by itself; checks find their targets here. One with
 * parents depends on them.
 */
@Component
@Plugin(kind = "section", id = "hosts", title = "Hosts", help = "The machines and devices that checks look at")
public final class HostsSection implements SectionType {

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("The name it is called by; unique within the package")
                            .pattern("[A-Za-z0-9][A-Za-z0-9._-]{0,252}")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("address", "host")
                            .help("Name or IP address at which it is reached")
                            .required(true)
                            .build(),
                    FieldSpec.of("checks", "list")
                            .help("Checks it gets beside those whose 'hosts' name it, as group/check")
                            .element(FieldSpec.of("", "reference")
                                    .target("checks")
                                    .build())
                            .build(),
                    FieldSpec.of("parents", "list")
                            .help(
                                    "Hosts that the way to it leads through, as name, group/name or package/name; one that is up is"
                                            + " enough")
                            .range("0", "32")
                            .element(FieldSpec.of("", "text").build())
                            .build(),
                    FieldSpec.of("labels", "map")
                            .help("Free words about it, to select and group by")
                            .build())
            .below(IndexLayer.group("group"), IndexLayer.key("name"))
            .with(
                    new FieldSet("Host", List.of("name", "title", "address")),
                    new FieldSet("Checks", List.of("checks", "parents", "labels")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        context.first("hosts", "name", item.text("name"))
                .filter(first -> !first.path().equals(item.path()))
                .ifPresent(first -> context.problem(
                        item,
                        "name",
                        "A host named '" + item.text("name") + "' stands at " + first.position()
                                + " already; names are unique within a package.",
                        ""));
        List<String> parents = new Parents(item, context).find();
        if (parents.isEmpty()) {
            return List.of();
        }
        List<List<String>> ways = parents.stream().map(List::of).toList();
        return List.of(new DependencyDeclaration(item.id(), item.packageName(), item.text("name"), List.of(), ways));
    }
}
