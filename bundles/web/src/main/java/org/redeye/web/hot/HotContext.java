package org.redeye.web.hot;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;
import org.redeye.web.rest.Gatehouse;

/**
 * The servlet context of the plain servlets below {@code /api/v1}. The Jakarta REST whiteboard has a context of its own at
 * the same path, with a servlet for everything in it; the higher ranking makes this one be asked first.
 */
@Component(service = ServletContextHelper.class, property = "service.ranking:Integer=100")
@HttpWhiteboardContext(name = HotContext.NAME, path = "/api/v1")
public final class HotContext extends ServletContextHelper {

    static final String NAME = "rem-hot";
    /** What a servlet says to stand in this context. */
    static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** @param gatehouse keeps the gate; without it there is no such context, and so none of its servlets */
    @Activate
    @SuppressWarnings("unused") // it only has to be there
    public HotContext(@Reference Gatehouse gatehouse) {}
}
