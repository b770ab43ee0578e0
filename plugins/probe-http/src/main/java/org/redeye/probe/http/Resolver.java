package org.redeye.probe.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.ProbeContext;

/**
 * Finds the addresses of names without holding up the caller. Who asks for a name that was asked for less than a second
 * ago shares the answer, so a thousand checks of one host are one lookup. Thread-safe.
 */
final class Resolver {

    private static final int NAMES = 10_000;
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final Map<String, Lookup> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lookup> eldest) {
            return size() > NAMES;
        }
    };

    private record Lookup(long at, CompletableFuture<List<InetAddress>> answer) {}

    /** Whether it is an IP address and needs no resolver. */
    static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    /** The address that is written; empty if it is a name. */
    static List<InetAddress> literal(String name) {
        try {
            return isLiteral(name) ? List.of(InetAddress.getByName(name)) : List.of();
        } catch (UnknownHostException e) { // such as fe80::1%nowhere: whoever looks it up says so
            return List.of();
        }
    }

    /** The addresses in the order of the system's preference; fails with {@link UnknownHostException}. */
    CompletionStage<List<InetAddress>> resolve(String name, ProbeContext context) {
        var own = new Lookup(System.nanoTime(), new CompletableFuture<>());
        Lookup shared = share(name, own);
        if (shared != own) {
            return join(name, shared, context);
        }
        CompletionStage<List<InetAddress>> answer = lookup(name, context);
        answer.whenComplete((addresses, failed) -> finish(own, addresses, failed));
        return answer;
    }

    private synchronized Lookup share(String name, Lookup own) {
        Lookup known = recent.get(name);
        if (known != null && own.at() - known.at() < FRESH) {
            return known;
        }
        recent.remove(name); // to the end of the order
        recent.put(name, own);
        return own;
    }

    private static void finish(Lookup own, @Nullable List<InetAddress> addresses, @Nullable Throwable failed) {
        if (addresses != null) {
            own.answer().complete(addresses);
        } else if (failed != null) {
            own.answer().completeExceptionally(failed);
        }
    }

    /** The one that began the lookup may have been cut off before the resolver answered: then this one asks itself. */
    private static CompletionStage<List<InetAddress>> join(String name, Lookup shared, ProbeContext context) {
        return shared.answer()
                .thenApply(CompletableFuture::completedFuture)
                .exceptionally(failed -> Failure.cause(failed) instanceof UnknownHostException
                        ? CompletableFuture.failedFuture(Failure.cause(failed))
                        : lookup(name, context).toCompletableFuture())
                .thenCompose(answer -> answer);
    }

    private static CompletionStage<List<InetAddress>> lookup(String name, ProbeContext context) {
        return context.blocking(() -> List.of(InetAddress.getAllByName(name)));
    }
}
