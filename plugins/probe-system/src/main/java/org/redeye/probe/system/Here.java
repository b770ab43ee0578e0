package org.redeye.probe.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Tells whether an address is that of this machine, so that no other host is shown with this one's figures. */
final class Here {

    private Here() {}

    /** Why the figures of this machine are not those of the address; empty if they are. */
    static Optional<String> whyNot(String address, Proc proc) {
        if (address.isEmpty() || address.equalsIgnoreCase("localhost") || address.equalsIgnoreCase(hostname(proc))) {
            return Optional.empty();
        }
        try {
            for (InetAddress one : InetAddress.getAllByName(address)) {
                if (one.isLoopbackAddress() || NetworkInterface.getByInetAddress(one) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of("The probe 'system' looks at the machine that the monitor runs on; " + address
                    + " is another one.");
        } catch (UnknownHostException e) {
            return Optional.of("The probe 'system' looks at the machine that the monitor runs on; whether that is '"
                    + (address.length() > 100 ? address.substring(0, 100) + "…" : address)
                    + "' is not known, as the name cannot be resolved.");
        } catch (SocketException e) {
            return Optional.of("The network interfaces of this machine cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String hostname(Proc proc) {
        try {
            return proc.read("sys/kernel/hostname").strip();
        } catch (IOException e) {
            return "";
        }
    }
}
