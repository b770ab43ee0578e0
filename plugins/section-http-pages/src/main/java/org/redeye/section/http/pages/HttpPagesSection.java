package org.redeye.section.http.pages;

import java.util.LinkedHashMap;
import java.util.List;
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
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpPageDeclaration;

/** Web pages of a package: a template filled with data. */
@Component
@Plugin(kind = "section", id = "http-pages", title = "HTTP pages", help = "Web pages that a package serves")
public final class HttpPagesSection implements SectionType {

    /** What stands for an address: no dot begins a segment, so that none is hidden or leads upwards. */
    private static final String SEGMENT = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*";

    private static final String PATH = "/|(" + SEGMENT + "/)*(" + SEGMENT + "|\\*)";
    private static final String FILE = "[^/\\\\]+(/[^/\\\\]+)*";

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text").help("What the page is called").build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("path", "text")
                            .help("Its address below the package, by default its key; / for the front page, and a/* for"
                                    + " every address below a")
                            .pattern(PATH)
                            .build(),
                    FieldSpec.of("template", "text")
                            .help("The page with %(key)s where data goes: HTML, or the name of a file of the package")
                            .required(true)
                            .build(),
                    FieldSpec.of("script", "text")
                            .help("The program of the package that gives the data")
                            .pattern(FILE)
                            .build(),
                    FieldSpec.of("data", "map")
                            .help("Data of its own; what the program gives goes before it")
                            .build(),
                    FieldSpec.of("public", "boolean")
                            .help("Whether it is served to who is not signed in")
                            .def("no")
                            .build(),
                    FieldSpec.of("role", "choice")
                            .help("The least role that it is served to")
                            .choices(List.of("viewer", "operator", "editor", "admin"))
                            .def("viewer")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Page", List.of("name", "title", "path")),
                    new FieldSet("Content", List.of("template", "script", "data")),
                    new FieldSet("Access", List.of("public", "role")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        String path = path(item);
        if (!path.isEmpty() && !path.matches(PATH)) {
            context.problem(
                    item,
                    "",
                    "The key '" + item.key() + "' cannot be an address; give the page a 'path' such as orders/open.",
                    "");
        }
        context.items(item.section()).stream()
                .takeWhile(other -> !other.path().equals(item.path()))
                .filter(other -> path(other).equals(path))
                .findFirst()
                .ifPresent(first -> context.problem(
                        item,
                        "path",
                        "The page '" + first.key() + "' at " + first.position() + " has the address '" + path
                                + "' already; an address has one page.",
                        ""));
        Map<String, Object> data = new LinkedHashMap<>();
        if (item.values().get("data") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> data.put(key.toString(), value));
        }
        TemplateKeys.unknown(item, data.keySet())
                .forEach(odd -> context.warning(item, "template", odd.message(), odd.suggestion()));
        return List.of(new HttpPageDeclaration(
                item.id(),
                item.packageName(),
                path,
                item.text("title").isEmpty() ? item.key() : item.text("title"),
                item.text("template"),
                item.text("script"),
                data,
                Audience.of(item)));
    }

    /** Without slashes around it; {@code index} is the front page. */
    private static String path(Item item) {
        String path = item.text("path");
        if (path.isEmpty()) {
            return item.key().equals("index") ? "" : item.key();
        }
        return path.equals("/") ? "" : path;
    }
}
