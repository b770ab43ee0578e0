package org.redeye.probe.snmp;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /api/v1/snmp/mibs}: the MIB files that give objects their names. */
@Component(service = MibsResource.class)
@JakartarsResource
@Path("snmp/mibs")
@RolesAllowed("editor")
@Produces("application/json")
public final class MibsResource {

    private final MibFolder mibs;

    /** @param agents has them */
    @Activate
    public MibsResource(@Reference Agents agents) {
        this.mibs = agents.mibs();
    }

    /** The files by name: size in bytes, how many objects each names, and why it was left out if it was. */
    @GET
    public Map<String, List<MibFile>> list() {
        return Map.of("items", mibs.list());
    }

    /**
     * Takes a file, or another one of its name. Its names are known at once.
     *
     * @param file its name
     * @param text as its maker gives it out, in any 8 bit encoding
     */
    @PUT
    @Path("{file}")
    @Consumes("*/*")
    public MibFile put(@PathParam("file") String file, byte[] text) throws IOException {
        try {
            return mibs.put(file, text);
        } catch (IllegalArgumentException e) {
            throw RestProblem.of(422, "Invalid", String.valueOf(e.getMessage()));
        }
    }

    /** Removes a file; names that stand in it alone are not known any more. */
    @DELETE
    @Path("{file}")
    public void remove(@PathParam("file") String file) throws IOException {
        if (!mibs.remove(file)) {
            throw RestProblem.of(404, "Not found", "There is no MIB file '" + file + "'.");
        }
    }
}
