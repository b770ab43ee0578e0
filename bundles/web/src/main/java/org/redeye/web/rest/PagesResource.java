package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.Access;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.PageJson;
import org.redeye.web.json.TriedJson;
import org.redeye.web.page.PageViews;
import org.redeye.web.page.Pages;

/** {@code /api/v1/pages}: the pages that packages declare. */
@Component(service = PagesResource.class)
@JakartarsResource
@Path("pages")
@Produces(Json.MEDIA_TYPE)
public final class PagesResource {

    private final Pages pages;
    private final PageViews views;
    private final Engines engines;

    /**
     * @param pages what is declared
     * @param views types the widgets' settings
     * @param engines who answers for what a package lacks
     */
    @Activate
    public PagesResource(@Reference Pages pages, @Reference PageViews views, @Reference Engines engines) {
        this.pages = pages;
        this.views = views;
        this.engines = engines;
    }

    /** All pages. */
    @GET
    public Items<PageJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(pages.list(), Pages::path, page -> PageJson.brief(page, Pages.path(page)));
    }

    /**
     * One page with its widgets, of the package or of who answers for what it lacks. With {@code ?explain} an admin is told
     * who was asked instead.
     */
    @GET
    @Path("{package}/{name}")
    public Object get(
            @PathParam("package") String packageName,
            @PathParam("name") String name,
            @QueryParam("explain") @Nullable String explain,
            @Context SecurityContext context) {
        Optional<PageDeclaration> own = pages.find(packageName, name);
        boolean explains = Parameters.flag("explain", explain);
        if (own.isPresent() && !explains) {
            return views.of(own.get());
        }
        Fallbacks.Answer<PageDeclaration> answer = engines.fallbacks().ask(packageName, each -> pages.find(each, name));
        if (explains) {
            Access.require(Optional.of(Caller.of(context)), Role.ADMIN);
            return TriedJson.of(answer);
        }
        return answer.found()
                .map(views::of)
                .orElseThrow(() -> HttpProblem.notFound("There is no page '/" + packageName + "/" + name + "'"
                        + (answer.tried().size() > 1
                                ? "; tried were the packages " + String.join(", ", answer.tried())
                                : "")
                        + "."));
    }
}
