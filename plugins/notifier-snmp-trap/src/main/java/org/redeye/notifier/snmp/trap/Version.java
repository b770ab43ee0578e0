package org.redeye.notifier.snmp.trap;

/** Which SNMP is spoken. */
enum Version {
    V2C,
    V3
}
