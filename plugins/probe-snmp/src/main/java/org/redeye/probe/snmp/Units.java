package org.redeye.probe.snmp;

import java.util.Map;

/** The unit that the ending of a metric's name tells, as the platform names them: {@code in_bytes_per_second} is B/s. */
final class Units {

    private static final String PER_SECOND = "_per_second";
    private static final Map<String, String> ENDINGS =
            Map.of("_seconds", "s", "_ratio", "ratio", "_bytes", "B", "_days", "days");

    private Units() {}

    /** The unit; empty if the ending tells none. */
    static String of(String name) {
        if (name.endsWith(PER_SECOND)) {
            return plain(name.substring(0, name.length() - PER_SECOND.length())) + "/s";
        }
        return plain(name);
    }

    /** The ending that a name with this unit must have; empty if it needs none. */
    static String ending(String unit) {
        if (unit.endsWith("/s")) {
            return PER_SECOND;
        }
        return ENDINGS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(unit))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String plain(String name) {
        return ENDINGS.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
