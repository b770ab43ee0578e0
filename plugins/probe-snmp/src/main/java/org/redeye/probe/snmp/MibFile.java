package org.redeye.probe.snmp;

/**
 * A MIB file as it was read.
 *
 * @param name of the file
 * @param bytes its size
 * @param names how many objects it names
 * @param fault why it was left out, with file and line; empty if it was not
 */
public record MibFile(String name, long bytes, int names, String fault) {}
