package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.FieldEditorJson;
import org.redeye.web.json.Items;
import org.redeye.web.page.FieldEditors;

/** {@code /api/v1/field-editors}: where forms find what edits each type of field. */
@Component(service = FieldEditorsResource.class)
@JakartarsResource
@Path("field-editors")
@Produces(Json.MEDIA_TYPE)
public final class FieldEditorsResource {

    private final FieldEditors editors;

    /** @param editors what is there */
    @Activate
    public FieldEditorsResource(@Reference FieldEditors editors) {
        this.editors = editors;
    }

    /** All field types that are there. */
    @GET
    public Items<FieldEditorJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(editors.list(), FieldEditorJson::id, editor -> editor);
    }
}
