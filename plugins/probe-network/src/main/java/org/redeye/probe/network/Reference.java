package org.redeye.probe.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody whose answer shows that the network is there.
 *
 * @param host a name or an IP address; {@value #GATEWAY} stands for that of the default route
 * @param port where to connect; 0 if it is only asked whether it is there
 */
record Reference(String host, int port) {

    static final String GATEWAY = "gateway";

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\[\\]\\s]+)]|([^:\\[\\]\\s]+)):([0-9]{1,5})");
    private static final Pattern ALONE = Pattern.compile("\\[?([^\\[\\]\\s/]{1,255})]?");
    private static final int MOST_PORTS = 65_535;

    /** @throws IllegalArgumentException with a sentence that says what was expected */
    static Reference of(String text) {
        Matcher both = WITH_PORT.matcher(text);
        if (both.matches()) {
            int port = Integer.parseInt(both.group(3));
            if (port >= 1 && port <= MOST_PORTS) {
                return new Reference(both.group(1) == null ? both.group(2) : both.group(1), port);
            }
        } else if (ALONE.matcher(text).matches()) {
            return new Reference(text.replaceAll("[\\[\\]]", ""), 0);
        }
        throw new IllegalArgumentException("'references' has '" + text
                + "'; expected is 'gateway', a name or address, or one with a port from 1 to 65535 such as"
                + " 192.0.2.53:53.");
    }

    boolean isGateway() {
        return host.equals(GATEWAY) && port == 0;
    }

    /** What people call it. */
    String label() {
        return port == 0 ? host : (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
