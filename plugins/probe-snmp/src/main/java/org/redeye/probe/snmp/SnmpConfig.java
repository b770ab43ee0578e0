package org.redeye.probe.snmp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Secret;

/** Whom to ask, as whom, for what, and what the numbers mean. */
record SnmpConfig(
        @Field(help = "Name or IP address of the agent; by default the host's", type = "host")
        String address,

        @Field(help = "The UDP port of the agent", def = "161", min = "1", max = "65535")
        int port,

        @Field(help = "The version of the protocol", def = "v2c")
        Version version,

        @Field(help = "The community, for v1 and v2c", min = "1", max = "255") @Nullable
        Secret community,

        @Field(help = "The user, for v3", max = "32") String user,

        @Field(help = "How messages of v3 are signed, if there is an 'auth password'", def = "sha-256")
        Authentication auth,

        @Field(help = "The password that signs; without it nothing is signed", min = "8", max = "256") @Nullable
        Secret authPassword,

        @Field(help = "How messages of v3 are encrypted, if there is a 'privacy password'", def = "aes-128")
        Privacy privacy,

        @Field(help = "The password that encrypts; without it nothing is encrypted", min = "8", max = "256") @Nullable
        Secret privacyPassword,

        @Field(help = "The context, for agents of v3 that have several", max = "32")
        String context,

        @Field(help = "Single values: the OID or name of each, by the name of its metric", of = "oid", max = "500")
        Map<String, String> get,

        @Field(
                help = "Columns of a table: the OID or name of each, by the name of its metric",
                of = "oid",
                target = "column",
                max = "50")
        Map<String, String> walk,

        @Field(
                help =
                        "The column that names the rows, such as IF-MIB::ifName; by default they are named by their index",
                type = "oid",
                target = "column")
        String names,

        @Field(help = "Names of the rows that are wanted; * stands for any run of characters", max = "100")
        List<String> rows,

        @Field(help = "Names of rows that are not wanted; * stands for any run of characters", max = "100")
        List<String> except,

        @Field(help = "How many rows the table may have", def = "1000", min = "1", max = "10000")
        int maxRows,

        @Field(help = "How many rows are asked for at once (v2c and v3)", def = "20", min = "1", max = "200")
        int repetitions,

        @Field(
                help = "The column that tells since when a row counts, such as IF-MIB::ifCounterDiscontinuityTime;"
                        + " by default its counters begin when the agent does",
                type = "oid",
                target = "column")
        String countsSince,

        @Field(help = "Factors by the name of the metric (8 turns bytes into bits)", max = "500")
        Map<String, Number> scale,

        @Field(
                help = "Columns by the name of the metric with whose value of the same row it is multiplied,"
                        + " such as HOST-RESOURCES-MIB::hrStorageAllocationUnits",
                of = "oid",
                target = "column",
                max = "50")
        Map<String, String> scaleBy,

        @Field(help = "Units by the name of the metric, where its ending does not tell (C, V, dBm)", max = "500")
        Map<String, String> units,

        @Field(help = "Metrics of which the increase per second is kept although the agent calls them no counter")
        List<String> asRate,

        @Field(help = "Metrics of which the value is kept although the agent calls them a counter")
        List<String> asValue,

        @Field(help = "How long each request waits for its answer", def = "2s", min = "50ms", max = "60s")
        Duration answerWithin,

        @Field(help = "How often a request is sent again", def = "2", min = "0", max = "10")
        int retries) {

    /** What one run may give, see {@link org.redeye.api.probe.Outcome}; two are the probe's own. */
    private static final int MOST_METRICS = 10_000 - 2;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Set<String> OWN = Set.of("total_seconds", "rows");
    private static final Pattern UNIT = Pattern.compile("[^\\p{Cntrl}]{1,32}");

    SnmpConfig {
        credentials(version, community, user, authPassword, privacyPassword);
        if (get.isEmpty() && walk.isEmpty()) {
            throw new IllegalArgumentException("'get' or 'walk' must say what is asked for.");
        }
        get.forEach((name, oid) -> metric("get", name, oid));
        walk.forEach((name, oid) -> {
            metric("walk", name, oid);
            if (get.containsKey(name)) {
                throw new IllegalArgumentException("'walk' has '" + name + "', which 'get' has too.");
            }
        });
        if (walk.size() * maxRows + get.size() > MOST_METRICS) {
            throw new IllegalArgumentException("'max rows' times the columns of 'walk' would be "
                    + walk.size() * maxRows + " values; a run may give " + MOST_METRICS + ".");
        }
        oid("names", names);
        oid("counts since", countsSince);
        scaleBy.values().forEach(column -> oid("scale by", column));
        Set<String> known =
                Stream.concat(get.keySet().stream(), walk.keySet().stream()).collect(Collectors.toUnmodifiableSet());
        known("scale", scale.keySet(), known);
        known("scale by", scaleBy.keySet(), walk.keySet());
        known("units", units.keySet(), known);
        known("as rate", asRate, known);
        known("as value", asValue, known);
        scale.forEach(SnmpConfig::factor);
        units.forEach(SnmpConfig::unit);
    }

    private static void credentials(
            Version version, @Nullable Secret community, String user, @Nullable Secret auth, @Nullable Secret privacy) {
        if (version == Version.V3) {
            if (user.isEmpty()) {
                throw new IllegalArgumentException("'user' is missing: version v3 needs one.");
            }
            if (privacy != null && auth == null) {
                throw new IllegalArgumentException(
                        "'privacy password' is of no use without 'auth password': what is encrypted is signed too.");
            }
        } else if (community == null) {
            throw new IllegalArgumentException("'community' is missing: versions v1 and v2c need one.");
        } else if (!user.isEmpty() || auth != null || privacy != null) {
            throw new IllegalArgumentException("'version' must be v3 for a user and passwords.");
        }
    }

    private static void metric(String field, String name, String oid) {
        if (!NAME.matcher(name).matches() || name.length() > 64) {
            throw new IllegalArgumentException("'" + field + "' has '" + printable(name)
                    + "', which is no name of a metric; expected lower case words like in_bytes_per_second.");
        }
        if (OWN.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + field + "' has '" + name + "', which is a metric of the probe's own.");
        }
        if (oid.isEmpty()) {
            throw new IllegalArgumentException("'" + field + "' says no OID for '" + name + "'.");
        }
        oid(field, oid);
    }

    private static void oid(String field, String text) {
        if (!text.isEmpty() && !ObjectName.isOne(text)) {
            throw new IllegalArgumentException("'" + field + "' has '" + printable(text)
                    + "', which is no OID; expected one like 1.3.6.1.2.1.1.3.0 or SNMPv2-MIB::sysUpTime.0.");
        }
    }

    private static void known(String field, Iterable<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                String nearest = Nearest.to(name, known);
                throw new IllegalArgumentException("'" + field + "' has '" + printable(name)
                        + "', which is no metric of this check."
                        + (nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?"));
            }
        }
    }

    private static void factor(String name, Number factor) {
        double value = factor.doubleValue();
        if (!Double.isFinite(value) || value <= 0) {
            throw new IllegalArgumentException("'scale' of '" + name + "' must be a number over 0.");
        }
    }

    private static void unit(String name, String unit) {
        if (!Units.of(name).isEmpty()) {
            throw new IllegalArgumentException(
                    "'units' has '" + name + "', whose ending tells its unit already: " + Units.of(name) + ".");
        }
        if (!UNIT.matcher(unit).matches() || !Units.ending(unit).isEmpty()) {
            throw new IllegalArgumentException("'units' of '" + name + "' may not be '" + printable(unit)
                    + "': the name would end in " + Units.ending(unit) + ".");
        }
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }

    /** Without what is asked for: only whom. */
    @Override
    public String toString() {
        return "SnmpConfig[" + version + " " + address + ":" + port + "]";
    }
}
