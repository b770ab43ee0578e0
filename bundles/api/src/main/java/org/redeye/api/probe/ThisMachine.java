package org.redeye.api.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether an address is that of the machine that the platform runs on. For probes that look at this machine only, so
 * that no other host is shown with its figures. May ask the resolver, so it belongs into {@link ProbeContext#blocking}.
 */
public final class ThisMachine {

    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST_SHOWN = 100;

    private ThisMachine() {}

    /**
     * Why what is found on this machine says nothing about an address; empty if it does.
     *
     * @param probe the id of the probe, for the message
     * @param address a name or IP address; empty stands for this machine
     */
    public static Optional<String> whyNot(String probe, String address) {
        if (address.isEmpty() || address.equalsIgnoreCase("localhost") || address.equalsIgnoreCase(hostname())) {
            return Optional.empty();
        }
        String here = "The probe '" + probe + "' looks at the machine that the monitor runs on; ";
        try {
            for (InetAddress one : InetAddress.getAllByName(address)) {
                if (one.isLoopbackAddress() || NetworkInterface.getByInetAddress(one) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(here + address + " is another one.");
        } catch (UnknownHostException e) {
            return Optional.of(here + "whether that is '"
                    + (address.length() > LONGEST_SHOWN ? address.substring(0, LONGEST_SHOWN) + "…" : address)
                    + "' is not known, as the name cannot be resolved.");
        } catch (SocketException e) {
            return Optional.of("The network interfaces of this machine cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String hostname() {
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
