package org.redeye.web.files;

import jakarta.servlet.Servlet;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.page.Widgets;

/** {@code /widgets/<id>/<fingerprint>/<file>}: the modules of widgets. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/widgets/*")
public final class WidgetServlet extends ModuleServlet {

    private static final long serialVersionUID = 1;

    private final transient Widgets widgets;

    /** @param widgets where the files are found */
    @Activate
    public WidgetServlet(@Reference Widgets widgets) {
        super("/widgets/", "There is no such file of a widget; its present address is in /api/v1/widgets.");
        this.widgets = widgets;
    }

    @Override
    Optional<byte[]> file(String id, String hash, String path) {
        return widgets.file(id, hash, path);
    }
}
