package org.redeye.probe.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What follows from the settings alone and is the same in each run: reading it out of them anew took longer than all the rest
 * that a run does with text.
 *
 * @param request the first one, before any redirect
 * @param wire its bytes; only to be read
 * @param words how it is noted
 * @param place what was asked, for people
 * @param literal the address of its target, if that is one and no name; else empty
 * @param expected the status codes that are right
 */
record Plan(
        Request request,
        byte[] wire,
        String words,
        String place,
        List<InetAddress> literal,
        List<StatusRange> expected) {

    private static Plan of(HttpConfig config) {
        Request request = Request.of(config);
        ByteBuffer bytes = request.bytes();
        var wire = new byte[bytes.remaining()];
        bytes.get(wire);
        return new Plan(
                request,
                wire,
                request.toString(),
                request.target().place(),
                Resolver.literal(request.target().host()),
                StatusRange.of(config.expectStatus()));
    }

    /** The bytes of a request: one that follows a redirect has its own. */
    ByteBuffer bytes(Request which) {
        return which == request ? ByteBuffer.wrap(wire).asReadOnlyBuffer() : which.bytes();
    }

    /** What a request asks, for people. */
    String place(Request which) {
        return which == request ? place : which.target().place();
    }

    /** The address that a request's target is; empty if it is a name. */
    List<InetAddress> literal(Request which) {
        return which == request ? literal : Resolver.literal(which.target().host());
    }

    /** The plans of the settings that are in use; those of others go with them. Thread-safe. */
    static final class Book {

        private final Map<HttpConfig, Plan> plans = new WeakHashMap<>();

        synchronized Plan of(HttpConfig config) {
            Plan plan = plans.get(config);
            if (plan == null) {
                plan = Plan.of(config);
                plans.put(config, plan);
            }
            return plan;
        }
    }
}
