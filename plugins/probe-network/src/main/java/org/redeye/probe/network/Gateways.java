package org.redeye.probe.network;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The gateways of the default routes that the kernel has now: {@code /proc/net/route} (proc(5)) and
 * {@code /proc/net/ipv6_route} (Linux, net/ipv6/route.c: target, prefix, source, prefix, gateway, metric, references, uses,
 * flags, interface).
 */
record Gateways(Path proc) {

    private static final long UP = 0x1;
    private static final long GATEWAY = 0x2;
    private static final String NOWHERE = "0".repeat(32);

    /** None if there is no default route, or none that leads to a gateway. */
    List<InetAddress> addresses() throws IOException {
        var found = new ArrayList<InetAddress>();
        for (String line : lines("route")) {
            String[] words = line.split("\\s+");
            boolean whole = words.length >= 8 && words[1].equals("00000000") && words[7].equals("00000000");
            if (whole && leadsOn(words[3])) {
                found.add(InetAddress.getByAddress(ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt((int) Long.parseLong(words[2], 16))
                        .array()));
            }
        }
        for (String line : lines("ipv6_route")) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 10 && words[0].equals(NOWHERE) && words[1].equals("00") && leadsOn(words[8])) {
                byte[] address = HexFormat.of().parseHex(words[4]);
                found.add(Inet6Address.getByAddress("", address, NetworkInterface.getByName(words[9])));
            }
        }
        return List.copyOf(found);
    }

    private static boolean leadsOn(String flags) {
        long set = Long.parseLong(flags, 16);
        return (set & UP) != 0 && (set & GATEWAY) != 0;
    }

    private List<String> lines(String file) throws IOException {
        Path path = proc.resolve(file);
        return Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    }
}
