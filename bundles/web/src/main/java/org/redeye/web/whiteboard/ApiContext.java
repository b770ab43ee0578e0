package org.redeye.web.whiteboard;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The servlet context of all below {@code /api/v1}: of the resources, and of the plain servlets beside them. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = ApiContext.NAME, path = "/api/v1")
public final class ApiContext extends ServletContextHelper {

    static final String NAME = "rem-api";
    /** What a servlet says to stand in this context. */
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** @param gatehouse keeps the gate; without it there is no such context, and so none of its servlets */
    @Activate
    @SuppressWarnings("unused") // it only has to be there
    public ApiContext(@Reference Gatehouse gatehouse) {}
}
