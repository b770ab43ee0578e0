package org.redeye.section.http.rpc;

import java.util.List;
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
import org.redeye.api.site.HttpRpcDeclaration;

/** Functions of a package that its pages call. */
@Component
@Plugin(kind = "section", id = "http-rpc", title = "HTTP RPC", help = "Functions that the web pages of a package call")
public final class HttpRpcSection implements SectionType {

    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("What the function is called")
                            .build(),
                    FieldSpec.of("title", "text").help("What people call it").build(),
                    FieldSpec.of("script", "text")
                            .help("The program of the package that answers, by element what shall stand in it")
                            .pattern("[^/\\\\]+(/[^/\\\\]+)*")
                            .required(true)
                            .build(),
                    FieldSpec.of("form", "text")
                            .help("The section of the package whose fields a call must fit; %(form:name)s on a page"
                                    + " shows them")
                            .build(),
                    FieldSpec.of("public", "boolean")
                            .help("Whether who is not signed in may call it")
                            .def("no")
                            .build(),
                    FieldSpec.of("role", "choice")
                            .help("The least role that may call it")
                            .choices(List.of("viewer", "operator", "editor", "admin"))
                            .def("operator")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Function", List.of("name", "title", "script", "form")),
                    new FieldSet("Access", List.of("public", "role")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        if (!item.key().matches(NAME)) {
            context.problem(
                    item,
                    "",
                    "'" + item.key() + "' cannot be the name of a function: at most 100 letters, digits, '_', '-' and"
                            + " dots, no dot first.",
                    "");
        }
        return List.of(new HttpRpcDeclaration(
                item.id(), item.packageName(), item.key(), item.text("script"), item.text("form"), Audience.of(item)));
    }
}
