package org.redeye.probe.snmp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;
import org.redeye.api.text.Glob;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** Makes metrics of what an agent answered, and notes what is missing or no number. Not thread-safe. */
final class Readings {

    private static final int LONGEST_ITEM = 200;
    private static final int LONGEST_QUOTE = 60;

    private final SnmpConfig config;
    private final Plan plan;
    /** How long the agent has run, in seconds; NaN if it does not say. */
    private final double uptime;

    private final Set<String> rates;
    private final Set<String> values;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int rows;

    /** @param uptime what the agent said of sysUpTime; null if nothing */
    Readings(SnmpConfig config, Plan plan, @Nullable Variable uptime) {
        this.config = config;
        this.plan = plan;
        this.uptime = uptime == null ? Double.NaN : Numbers.of(uptime).orElse(Double.NaN);
        this.rates = Set.copyOf(config.asRate());
        this.values = Set.copyOf(config.asValue());
    }

    List<Metric> metrics() {
        return metrics;
    }

    /** What the agent has not, as it is called in the settings. */
    List<String> missing() {
        return missing;
    }

    /** What is no number, in words. */
    List<String> wrong() {
        return wrong;
    }

    int rows() {
        return rows;
    }

    void single(Map<OID, Variable> answered) {
        plan.get().forEach((name, oid) -> {
            Variable value = answered.get(oid);
            if (value == null) {
                missing.add(config.get().get(name) + " ('" + name + "')");
            } else {
                add(name, "", value, 1, uptime);
            }
        });
    }

    void table(Map<OID, @Nullable Variable[]> table) {
        var items = new HashSet<String>();
        var found = new HashSet<String>();
        table.forEach((index, row) -> {
            String name = name(index, row);
            if (wanted(name)) {
                rows++;
                String item = items.add(name) ? name : clip(name, LONGEST_ITEM / 2) + " (" + clip(index + "", 90) + ")";
                row(item, row, found);
            }
        });
        plan.walk().keySet().stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> missing.add("a row of " + config.walk().get(name) + " ('" + name + "')"));
    }

    private void row(String item, @Nullable Variable[] row, Set<String> found) {
        double age = age(row);
        plan.walk().forEach((name, oid) -> {
            Variable value = row[plan.columns().indexOf(oid)];
            if (value != null) {
                found.add(name);
                add(name, item, value, factor(name, row), age);
            }
        });
    }

    private void add(String name, String item, Variable value, double factor, double age) {
        OptionalDouble number = Numbers.of(value);
        String place = item.isEmpty() ? name : name + "[" + item + "]";
        if (number.isEmpty()) {
            wrong.add("'" + place + "' is no number but " + Numbers.type(value) + " '"
                    + clip(Numbers.text(value), LONGEST_QUOTE) + "'");
            return;
        }
        Number scale = config.scale().get(name);
        double measure = factor * (scale == null ? 1 : scale.doubleValue());
        double result = number.getAsDouble() * measure;
        String unit = config.units().getOrDefault(name, Units.of(name));
        if (!rates.contains(name) && (!Numbers.isCounter(value) || values.contains(name))) {
            metrics.add(Metric.of(name, item, unit, result));
        } else if (result < 0) {
            wrong.add("'" + place + "' is to be a running count, but is " + number.getAsDouble());
        } else {
            double modulus = Numbers.isCounter32(value) ? Numbers.MODULUS_32 * measure : 0;
            metrics.add(Metric.rate(name, item, unit, result).counting(modulus, age));
        }
    }

    /** NaN if the row has no such number. */
    private double factor(String name, @Nullable Variable[] row) {
        Integer place = plan.factors().get(name);
        if (place == null) {
            return 1;
        }
        Variable factor = row[place];
        return factor == null ? Double.NaN : Numbers.of(factor).orElse(Double.NaN);
    }

    /** The column tells sysUpTime at the beginning of the row's counts (RFC 2863, ifCounterDiscontinuityTime). */
    private double age(@Nullable Variable[] row) {
        Variable since = plan.since() < 0 ? null : row[plan.since()];
        double began = since == null ? 0 : Numbers.of(since).orElse(0);
        return began <= uptime ? uptime - began : Double.NaN; // sysUpTime itself wraps after 497 days
    }

    private String name(OID index, @Nullable Variable[] row) {
        Variable name = plan.names() < 0 ? null : row[plan.names()];
        String text = name == null ? "" : Numbers.text(name);
        return clip(text.isEmpty() ? index.toString() : text, LONGEST_ITEM);
    }

    private boolean wanted(String name) {
        return (config.rows().isEmpty() || Glob.any(config.rows(), name)) && !Glob.any(config.except(), name);
    }

    private static String clip(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
