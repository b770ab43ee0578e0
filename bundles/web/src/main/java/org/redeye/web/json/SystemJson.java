package org.redeye.web.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.platform.Meter;

/**
 * This instance.
 *
 * @param version the version of the product
 * @param node the name of the node
 * @param started when this run began, milliseconds since the epoch
 * @param url the address of the console
 * @param java the version of the Java runtime
 * @param memory what it takes
 * @param meters how its parts are
 */
public record SystemJson(
        String version, String node, long started, String url, String java, Memory memory, List<MeterJson> meters) {

    /**
     * What the process takes.
     *
     * @param heap bytes of heap in use
     * @param rss bytes resident; null where the system does not tell
     */
    public record Memory(long heap, @Nullable Long rss) {}

    /**
     * One reading.
     *
     * @param name its name
     * @param help what it tells
     * @param labels what distinguishes readings of one name
     * @param value the reading; null in JSON if unknown
     */
    public record MeterJson(String name, String help, Map<String, String> labels, double value) {

        /** A reading of a part. */
        public static MeterJson of(Meter meter) {
            return new MeterJson(meter.name(), meter.help(), meter.labels(), meter.value());
        }
    }
}
