package org.redeye.probe.ping;

import org.redeye.api.probe.Reason;

/** What the error numbers of Linux mean for a ping. */
final class Errors {

    private Errors() {}

    static Reason reason(int errno) {
        return switch (errno) {
            case Libc.EPERM, Libc.EACCES -> Reason.PERMISSION;
            case Libc.EMSGSIZE -> Reason.SETTINGS;
            default -> Reason.UNREACHABLE;
        };
    }

    static String text(int errno) {
        return switch (errno) {
            case Libc.EPERM -> "the node's firewall does not let the packet out";
            case Libc.EACCES -> "the way is closed by a firewall, or the address is a broadcast address";
            case Libc.EMSGSIZE -> "the packet is larger than the way allows; make 'size' smaller";
            case Libc.ENETUNREACH -> "network unreachable";
            case Libc.EHOSTUNREACH -> "host unreachable";
            case Libc.ECONNREFUSED -> "port unreachable";
            default -> "error " + errno;
        };
    }
}
