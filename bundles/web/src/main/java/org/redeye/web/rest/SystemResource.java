package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.platform.Platform;
import org.redeye.web.Engines;
import org.redeye.web.health.Readings;
import org.redeye.web.http.Json;
import org.redeye.web.json.SystemJson;

/** {@code /api/v1/system}: this instance and how it is. */
@Component(service = SystemResource.class)
@JakartarsResource
@Path("system")
@Produces(Json.MEDIA_TYPE)
public final class SystemResource {

    private static final java.nio.file.Path STATUS = java.nio.file.Path.of("/proc/self/status");

    private final Engines engines;
    private final Readings readings;

    /**
     * @param engines the platform
     * @param readings what its parts tell
     */
    @Activate
    public SystemResource(@Reference Engines engines, @Reference Readings readings) {
        this.engines = engines;
        this.readings = readings;
    }

    /** This instance. */
    @GET
    public SystemJson get() {
        Platform platform = engines.platform();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new SystemJson(
                platform.version(),
                platform.node(),
                platform.started().toEpochMilli(),
                platform.url().toString(),
                System.getProperty("java.version"),
                new SystemJson.Memory(heap, resident()),
                readings.all().stream().map(SystemJson.MeterJson::of).toList());
    }

    /** Resident memory in bytes, from the line {@code VmRSS: … kB} of proc(5); null on other systems. */
    private static @Nullable Long resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
