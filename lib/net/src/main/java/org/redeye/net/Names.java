package org.redeye.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;

/** Finds the addresses of names without holding up the caller. */
public final class Names {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private Names() {}

    /** Whether it is an IP address and needs no resolver. */
    public static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    /** A place as messages write it: {@code host:port}, IPv6 addresses in brackets. */
    public static String place(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    /** The addresses in the order of the system's preference; fails with a {@link Finding} of the reason DNS. */
    public static CompletableFuture<List<InetAddress>> resolve(String name, ProbeContext context) {
        var unknown = new Finding(Reason.DNS, "The name '" + name + "' could not be resolved.");
        try {
            if (isLiteral(name)) {
                return CompletableFuture.completedFuture(List.of(InetAddress.getByName(name)));
            }
        } catch (UnknownHostException e) {
            return CompletableFuture.failedFuture(unknown);
        }
        return context.blocking(() -> {
                    try {
                        return List.of(InetAddress.getAllByName(name));
                    } catch (UnknownHostException e) {
                        throw unknown;
                    }
                })
                .toCompletableFuture();
    }
}
