package org.redeye.probe.snmp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object as people write it: {@code 1.3.6.1.2.1.1.3.0}, {@code sysUpTime.0} or {@code SNMPv2-MIB::sysUpTime.0}.
 *
 * @param module the module; empty if none is named
 * @param name the object's name; empty if it is numbers only
 * @param index the numbers behind the name, or all of them, without a dot at either end; empty if there are none
 */
record ObjectName(String module, String name, String index) {

    private static final int LONGEST = 500;
    private static final String NUMBERS = "\\d{1,10}(?:\\.\\d{1,10}){0,127}";
    private static final Pattern OID = Pattern.compile("\\.?(" + NUMBERS + ")");
    private static final Pattern NAMED = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9._-]{0,99})::)?([A-Za-z][A-Za-z0-9-]{0,99})(?:\\.(" + NUMBERS + "))?");

    /** Whether it is written as one; whether there is such an object is another question. */
    static boolean isOne(String text) {
        return text.length() <= LONGEST
                && (OID.matcher(text).matches() && numbersFit(text)
                        || NAMED.matcher(text).matches() && numbersFit(text));
    }

    /** @throws IllegalArgumentException if it is not written as one */
    static ObjectName of(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("no OID and no name of an object: " + text);
        }
        Matcher oid = OID.matcher(text);
        if (oid.matches()) {
            return new ObjectName("", "", oid.group(1));
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new ObjectName(orEmpty(named, 1), orEmpty(named, 2), orEmpty(named, 3));
    }

    /** Each number of an OID has 32 bits (RFC 2578, 3.5). */
    private static boolean numbersFit(String text) {
        int colons = text.indexOf("::");
        for (String part : text.substring(colons < 0 ? 0 : colons + 2).split("\\.", -1)) {
            if (!part.isEmpty() && Character.isDigit(part.charAt(0)) && Long.parseLong(part) > 0xffff_ffffL) {
                return false;
            }
        }
        return true;
    }

    private static String orEmpty(Matcher matcher, int group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }
}
