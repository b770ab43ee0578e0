package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.Packages;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.DraftJson;
import org.redeye.web.json.DraftRequest;
import org.redeye.web.json.EditJson;
import org.redeye.web.json.FileTextJson;

/**
 * {@code /api/v1/packages/{name}/draft}: edits a text that somebody works on and tells what it would be as this package.
 * Computes only; what comes in goes out again. {@code PUT /packages/{name}} takes a text over.
 */
@Component(service = DraftResource.class)
@JakartarsResource
@Path("packages/{name}/draft")
@Produces(Json.MEDIA_TYPE)
public final class DraftResource {

    private final Engines engines;

    /** @param engines the packages engine */
    @Activate
    public DraftResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Edits and looks. Who may not edit may look at the text in force, if they may read it. */
    @POST
    @RolesAllowed("viewer")
    @Consumes(Json.MEDIA_TYPE)
    public DraftJson draft(@PathParam("name") String name, @Context SecurityContext context, DraftRequest request) {
        String text = Given.required("text", request.text());
        List<Edit> edits = edits(request);
        if (!Caller.of(context).role().includes(Role.EDITOR)) {
            requireLookOnly(name, text, edits);
        }
        List<Object> at = request.at() == null ? List.of() : EditJson.steps("at", request.at());
        Map<String, FileText> files = FileTextJson.files(request.files());
        Packages packages = engines.packages();
        return PackagesResource.attempt(
                409,
                () -> DraftJson.of(
                        packages.draft(name, text, files, edits, at), Boolean.TRUE.equals(request.schemas())));
    }

    /** A draft compiles a text and runs what it says of fields: for others only one that is compiled already. */
    private void requireLookOnly(String name, String text, List<Edit> edits) {
        Packages packages = engines.packages();
        if (!edits.isEmpty() || !packages.text(name).equals(Optional.of(text))) {
            throw HttpProblem.forbidden("Editing a package takes the role editor; others look at the text in force.");
        }
        boolean secret = packages.find(name)
                .filter(info -> new Secrecy(engines).mayHoldSecrets(info))
                .isPresent();
        if (secret) {
            throw HttpProblem.forbidden(
                    "The text of '" + name + "' may hold secrets; reading it takes the role editor.");
        }
    }

    private static List<Edit> edits(DraftRequest request) {
        var edits = new ArrayList<Edit>();
        if (request.edits() != null) {
            for (EditJson edit : request.edits()) {
                if (edit == null) {
                    throw HttpProblem.unprocessable("'edits' has an element that is null.");
                }
                edits.add(edit.edit());
            }
        }
        return edits;
    }
}
