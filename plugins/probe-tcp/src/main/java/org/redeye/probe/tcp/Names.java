package org.redeye.probe.tcp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.redeye.api.probe.ProbeContext;

/** Finds the addresses of a name without holding up the caller. */
final class Names {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private Names() {}

    /** Whether it is an IP address and needs no resolver. */
    static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    /** The addresses in the order of the system's preference; fails with {@link UnknownHostException}. */
    static CompletionStage<List<InetAddress>> resolve(String name, ProbeContext context) {
        if (!isLiteral(name)) {
            return context.blocking(() -> List.of(InetAddress.getAllByName(name)));
        }
        try {
            return CompletableFuture.completedFuture(List.of(InetAddress.getByName(name)));
        } catch (UnknownHostException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
