package org.redeye.probe.ping;

/** How a target is asked. */
enum Method {
    /** The first of the others that this process may use. */
    AUTO,
    /** ICMP through a raw socket: for root and CAP_NET_RAW. */
    RAW,
    /** ICMP through a datagram socket: for groups within net.ipv4.ping_group_range. */
    DATAGRAM,
    /** A TCP connection, accepted or refused: for everybody. */
    TCP
}
