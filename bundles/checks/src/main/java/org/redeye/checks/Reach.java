package org.redeye.checks;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How far away a target is, as this machine's addresses tell: what is lost with the network, and what speaks for it. */
enum Reach {
    /** This machine itself: there without any network. */
    LOCAL,
    /** In a network that this machine has an address in. */
    NEAR,
    /** Behind a gateway; also every name, as looking one up would need the network that is in doubt. */
    FAR;

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%.*)?");

    /**
     * An address of this machine and the network it is in.
     *
     * @param prefix how many leading bits are those of the network
     */
    record Own(InetAddress address, int prefix) {

        boolean near(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] its = other.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                if (((mine[bit / 8] ^ its[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Asks nobody: an address is compared, a name is not looked up. */
    static Reach of(String target, List<Own> own) {
        String name = target.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("localhost") || name.endsWith(".localhost")) {
            return LOCAL;
        }
        if (!IPV4.matcher(name).matches() && !IPV6.matcher(name).matches()) {
            return FAR;
        }
        try {
            InetAddress address = InetAddress.getByName(name); // digits: nobody is asked
            boolean here = address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || own.stream().anyMatch(one -> one.address().equals(address));
            return here ? LOCAL : own.stream().anyMatch(one -> one.near(address)) ? NEAR : FAR;
        } catch (UnknownHostException e) { // 300.1.1.1, or an interface that is gone
            return FAR;
        }
    }

    /** The addresses that this machine has now; none if they cannot be read. */
    static List<Own> own() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(one -> one.getInterfaceAddresses().stream())
                    .map(Reach::own)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static Own own(InterfaceAddress one) {
        return new Own(one.getAddress(), one.getNetworkPrefixLength());
    }
}
