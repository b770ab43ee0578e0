package org.redeye.section.sites;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.api.site.SiteDeclaration;

/** Web sites: packages under the names of a host. The first one is the default. */
@Component
@Plugin(kind = "section", id = "sites", title = "Sites", help = "Packages under the names of a host")
public final class SitesSection implements SectionType {

    private static final String SEGMENT = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*";
    private static final String PREFIX = "/|(/" + SEGMENT + ")+";
    private static final String PACKAGE = "[a-z][a-z0-9_-]{0,63}";

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text").help("What the site is called").build(),
                    FieldSpec.of("aliases", "list")
                            .help("The names of the host at which it is found")
                            .element(FieldSpec.of("", "host").build())
                            .build(),
                    FieldSpec.of("mount", "map")
                            .help("By prefix the packages that answer below it, asked in this order")
                            .element(FieldSpec.of("", "list")
                                    .range("1", "100")
                                    .element(FieldSpec.of("", "text")
                                            .pattern(PACKAGE)
                                            .build())
                                    .build())
                            .range("1", "100")
                            .required(true)
                            .build())
            .below(IndexLayer.key("name"))
            .with(new FieldSet("Site", List.of("name", "aliases", "mount")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        var mounts = new LinkedHashMap<String, List<String>>();
        if (item.values().get("mount") instanceof Map<?, ?> given) {
            given.forEach((prefix, packages) -> mounts.put(prefix.toString(), texts(packages)));
        }
        mounts.keySet().stream()
                .filter(prefix -> !prefix.matches(PREFIX))
                .forEach(prefix -> context.problem(
                        item,
                        "mount",
                        "'" + prefix + "' cannot be a prefix; expected is / or something like /shop/admin.",
                        ""));
        int order = (int) context.items(item.section()).stream()
                .takeWhile(other -> !other.path().equals(item.path()))
                .count();
        List<String> hosts = texts(item.values().getOrDefault("aliases", List.of())).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        return List.of(new SiteDeclaration(item.id(), item.packageName(), item.key(), order, hosts, mounts));
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> values
                ? values.stream().map(Object::toString).toList()
                : List.of();
    }
}
