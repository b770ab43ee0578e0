package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.redeye.api.site.Route;

/**
 * An address that a package serves.
 *
 * @param kind {@code page}, {@code rpc} or {@code static}
 * @param packageName in JSON {@code package}: whose it is
 * @param path the whole address
 * @param id the declaration
 * @param audience {@code public}, or the least role that is served
 * @param calls how often it was asked for
 * @param errors how many of those ended in an error
 * @param seconds how long all calls took together
 */
public record RouteJson(
        String kind,
        @JsonProperty("package") String packageName,
        String path,
        String id,
        String audience,
        long calls,
        long errors,
        double seconds) {

    /** A route as it stands in lists. */
    public static RouteJson of(Route route) {
        return new RouteJson(
                route.kind().name().toLowerCase(Locale.ROOT),
                route.packageName(),
                "/site/" + route.packageName() + "/" + route.path(),
                route.id(),
                route.audience().word(),
                route.calls(),
                route.errors(),
                route.time().toNanos() / 1e9);
    }
}
