package org.redeye.web.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.check.Reading;

/**
 * One measured value.
 *
 * @param value the value; null in JSON if unknown
 * @param unit its unit; empty for a plain count
 */
public record MetricJson(double value, String unit) {

    /** The values of a run by name, {@code name[item]} where there are several of a kind, in the order measured. */
    public static Map<String, MetricJson> of(List<Reading> readings) {
        var byName = new LinkedHashMap<String, MetricJson>();
        for (Reading reading : readings) {
            String name = reading.item().isEmpty() ? reading.name() : reading.name() + "[" + reading.item() + "]";
            byName.put(name, new MetricJson(reading.value(), reading.unit()));
        }
        return byName;
    }
}
