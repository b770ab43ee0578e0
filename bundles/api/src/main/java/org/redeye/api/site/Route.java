package org.redeye.api.site;

import java.time.Duration;

/**
 * One address that a package serves, and what became of it since it was declared or this run began. A snapshot.
 *
 * @param kind what it is
 * @param id the declaration, such as {@code shop/http pages/orders}
 * @param packageName whose it is
 * @param path its address below {@code /site/<package>/}
 * @param audience who is served
 * @param calls how often it was asked for and found, refusals included
 * @param errors how many of those ended in an error of ours or of the package (status 500 and above)
 * @param time how long all of them took together
 */
public record Route(
        Kind kind,
        String id,
        String packageName,
        String path,
        Audience audience,
        long calls,
        long errors,
        Duration time) {

    /** What a route is, in the order in which they are asked. */
    public enum Kind {
        /** A page. */
        PAGE,
        /** A function. */
        RPC,
        /** A folder of files. */
        STATIC
    }
}
