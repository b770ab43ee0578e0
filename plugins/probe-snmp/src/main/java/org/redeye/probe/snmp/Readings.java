package org.redeye.probe.snmp;

import java.util.ArrayList;
import java.util.HashMap;
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

    private final Map<String, Kind> kinds = new HashMap<>();
    private final List<Column> columns;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int rows;

    /**
     * What the settings say of a metric: the same for each of its values.
     *
     * @param scale by which a value is multiplied
     * @param rate whether its increase is wanted although it is no counter
     * @param value whether its value is wanted although it is one
     */
    private record Kind(String name, String unit, double scale, boolean rate, boolean value) {}

    /**
     * A column that is measured.
     *
     * @param place where it is in a row
     * @param factor where that is in a row by which it is multiplied; -1 for nowhere
     */
    private record Column(Kind kind, int place, int factor) {}

    /** @param uptime what the agent said of sysUpTime; null if nothing */
    Readings(SnmpConfig config, Plan plan, @Nullable Variable uptime) {
        this.config = config;
        this.plan = plan;
        this.uptime = uptime == null ? Double.NaN : Numbers.of(uptime).orElse(Double.NaN);
        this.columns = plan.walk().entrySet().stream()
                .map(column -> new Column(
                        kind(column.getKey()),
                        plan.columns().indexOf(column.getValue()),
                        plan.factors().getOrDefault(column.getKey(), -1)))
                .toList();
    }

    private Kind kind(String name) {
        return kinds.computeIfAbsent(name, metric -> {
            Number scale = config.scale().get(metric);
            String unit = config.units().get(metric);
            return new Kind(
                    metric,
                    unit == null ? Units.of(metric) : unit,
                    scale == null ? 1 : scale.doubleValue(),
                    config.asRate().contains(metric),
                    config.asValue().contains(metric));
        });
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
                add(kind(name), "", value, 1, uptime);
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
        for (Column column : columns) {
            Variable value = row[column.place];
            if (value != null) {
                found.add(column.kind.name);
                add(column.kind, item, value, factor(column, row), age);
            }
        }
    }

    private void add(Kind kind, String item, Variable value, double factor, double age) {
        OptionalDouble number = Numbers.of(value);
        String name = kind.name;
        if (number.isEmpty()) {
            wrong.add("'" + place(name, item) + "' is no number but " + Numbers.type(value) + " '"
                    + clip(Numbers.text(value), LONGEST_QUOTE) + "'");
            return;
        }
        double measure = factor * kind.scale;
        double result = number.getAsDouble() * measure;
        if (!kind.rate && (!Numbers.isCounter(value) || kind.value)) {
            metrics.add(Metric.of(name, item, kind.unit, result));
        } else if (result < 0) {
            wrong.add("'" + place(name, item) + "' is to be a running count, but is " + number.getAsDouble());
        } else {
            double modulus = Numbers.isCounter32(value) ? Numbers.MODULUS_32 * measure : 0;
            metrics.add(new Metric(name, item, kind.unit, result, true, modulus, age));
        }
    }

    private static String place(String name, String item) {
        return item.isEmpty() ? name : name + "[" + item + "]";
    }

    /** NaN if the row has no such number. */
    private static double factor(Column column, @Nullable Variable[] row) {
        if (column.factor < 0) {
            return 1;
        }
        Variable factor = row[column.factor];
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
