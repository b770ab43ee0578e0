package org.redeye.web.files;

import jakarta.servlet.Servlet;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.page.FieldEditors;

/** {@code /console/fields/<id>/<fingerprint>/<file>}: the modules that edit types of fields. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/console/fields/*")
public final class FieldEditorServlet extends ModuleServlet {

    private static final long serialVersionUID = 1;

    private final transient FieldEditors editors;

    /** @param editors where the files are found */
    @Activate
    public FieldEditorServlet(@Reference FieldEditors editors) {
        super(
                "/console/fields/",
                "There is no such file of a field type; its present address is in /api/v1/field-editors.");
        this.editors = editors;
    }

    @Override
    Optional<byte[]> file(String id, String hash, String path) {
        return editors.file(id, hash, path);
    }
}
