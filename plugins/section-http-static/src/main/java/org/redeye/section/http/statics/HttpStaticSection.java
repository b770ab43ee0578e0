package org.redeye.section.http.statics;

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
import org.redeye.api.site.HttpStaticDeclaration;

/** Folders of a package whose files are served as they are. */
@Component
@Plugin(kind = "section", id = "http-static", title = "HTTP static", help = "Files that a package serves as they are")
public final class HttpStaticSection implements SectionType {

    private static final String PATH = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*";

    private static final Schema SCHEMA = Schema.fields(
                    FieldSpec.of("name", "text")
                            .help("What the folder is called")
                            .build(),
                    FieldSpec.of("path", "text")
                            .help("Its address below the package, by default its key")
                            .pattern(PATH)
                            .build(),
                    FieldSpec.of("folder", "text")
                            .help("The folder within the package's own folder, by default its key")
                            .pattern(PATH)
                            .build(),
                    FieldSpec.of("public", "boolean")
                            .help("Whether its files are served to who is not signed in")
                            .def("no")
                            .build(),
                    FieldSpec.of("role", "choice")
                            .help("The least role that they are served to")
                            .choices(List.of("viewer", "operator", "editor", "admin"))
                            .def("viewer")
                            .build())
            .below(IndexLayer.key("name"))
            .with(
                    new FieldSet("Files", List.of("name", "path", "folder")),
                    new FieldSet("Access", List.of("public", "role")));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Declaration> compile(Item item, CompileContext context) {
        String path = orKey(item, "path");
        String folder = orKey(item, "folder");
        if (!path.matches(PATH) || !folder.matches(PATH)) {
            context.problem(
                    item,
                    "",
                    "The key '" + item.key()
                            + "' cannot be an address; give it a 'path' and a 'folder' such as static.",
                    "");
        }
        return List.of(new HttpStaticDeclaration(item.id(), item.packageName(), path, folder, Audience.of(item)));
    }

    private static String orKey(Item item, String field) {
        return item.text(field).isEmpty() ? item.key() : item.text(field);
    }
}
