package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.PageJson;
import org.redeye.web.page.PageViews;
import org.redeye.web.page.Pages;

/** {@code /api/v1/pages}: the pages that packages declare. */
@Component(service = PagesResource.class)
@RestResource(name = "rem-pages")
@Path("pages")
@Produces(Json.MEDIA_TYPE)
public final class PagesResource {

    private final Pages pages;
    private final PageViews views;

    /**
     * @param pages what is declared
     * @param views types the widgets' settings
     */
    @Activate
    public PagesResource(@Reference Pages pages, @Reference PageViews views) {
        this.pages = pages;
        this.views = views;
    }

    /** All pages. */
    @GET
    public Items<PageJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(pages.list(), Pages::path, page -> PageJson.brief(page, Pages.path(page)));
    }

    /** One page with its widgets. */
    @GET
    @Path("{package}/{name}")
    public PageJson get(@PathParam("package") String packageName, @PathParam("name") String name) {
        return pages.find(packageName, name)
                .map(views::of)
                .orElseThrow(() -> HttpProblem.notFound("There is no page '/" + packageName + "/" + name + "'."));
    }
}
