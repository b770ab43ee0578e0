package org.redeye.probe.snmp;

/** The versions of the protocol. */
enum Version {
    /** RFC 1157: no bulk requests, no 64 bit counters. */
    V1,
    /** RFC 1901: a community, not encrypted. */
    V2C,
    /** RFC 3411 to 3418: users with passwords, encryption. */
    V3
}
