package org.redeye.graphs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.redeye.api.series.SeriesKey;

/** What series are called in a graph: the same as in the console ({@code src/host/names.ts}), tested with one list. */
final class Names {

    private static final Pattern UNIT_ENDING =
            Pattern.compile("_(seconds|ratio|bytes_per_second|per_second|bytes|days|total)$");

    private Names() {}

    /** The parts of the id of a check: {@code system_monitor/checks/lan/ping@this} is "ping", group "lan", host "this". */
    record Check(String group, String name, String host) {

        static Check of(String id) {
            int at = id.indexOf('@');
            String[] steps = (at < 0 ? id : id.substring(0, at)).split("/", -1);
            String group =
                    steps.length < 4 ? "" : String.join("/", List.of(steps).subList(2, steps.length - 1));
            return new Check(group, steps[steps.length - 1], at < 0 ? "" : id.substring(at + 1));
        }

        /** {@code ping@this}, or {@code ping}. */
        String title() {
            return host.isEmpty() ? name : name + "@" + host;
        }
    }

    /** {@code first_byte_seconds} is "first byte": the unit stands beside the value. */
    static String metric(String metric) {
        return UNIT_ENDING.matcher(metric).replaceFirst("").replace('_', ' ');
    }

    /** Short names for series of one graph: what all have in common is left out. */
    static List<String> labels(List<SeriesKey> series) {
        boolean checks = differ(series, SeriesKey::check);
        boolean metrics = differ(series, SeriesKey::metric);
        boolean sameHost = !differ(series, key -> Check.of(key.check()).host());
        boolean sameName = !differ(
                series,
                key -> Check.of(key.check()).group() + "/"
                        + Check.of(key.check()).name());
        return series.stream()
                .map(key -> {
                    var words = new ArrayList<String>();
                    if (checks) {
                        words.add(of(Check.of(key.check()), sameHost, sameName));
                    }
                    if (!key.item().isEmpty()) {
                        words.add(metrics ? metric(key.metric()) + " " + key.item() : key.item());
                    } else if (metrics || !checks) {
                        words.add(metric(key.metric()));
                    }
                    return String.join(" · ", words);
                })
                .toList();
    }

    private static String of(Check check, boolean sameHost, boolean sameName) {
        if (sameName && !check.host().isEmpty()) {
            return check.host();
        }
        return sameHost || check.host().isEmpty() ? check.name() : check.name() + "@" + check.host();
    }

    private static boolean differ(List<SeriesKey> series, Function<SeriesKey, String> part) {
        return series.stream().map(part).distinct().limit(2).count() > 1;
    }
}
