package org.redeye.api.nagios;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.redeye.api.probe.Metric;

/** Makes metrics of performance data: units of the platform, names that end in them. */
final class Metrics {

    /** A label that a name can be made of, so that two labels hardly ever make the same name. */
    private static final Pattern SPEAKING = Pattern.compile("[A-Za-z][A-Za-z0-9 _.-]{0,39}");

    /** What a value is called whose label cannot be a name, such as a mount point: the label is then its item. */
    private static final String VALUE = "value";

    private static final int LONGEST_ITEM = 200;
    private static final String PER_SECOND = "_per_second";
    private static final String PREFIXES = "KMGTPE";

    private static final Map<String, Unit> UNITS = Map.of(
            "s", new Unit("s", 1, 1),
            "ms", new Unit("s", 1, 1e3),
            "us", new Unit("s", 1, 1e6),
            "µs", new Unit("s", 1, 1e6),
            "ns", new Unit("s", 1, 1e9),
            "%", new Unit("ratio", 1, 100),
            "B", new Unit("B", 1, 1));

    private static final Map<String, String> ENDINGS =
            Map.of("s", "_seconds", "ratio", "_ratio", "B", "_bytes", "days", "_days");

    /** A unit of the platform, and how to get there; a division by 100 is exact where a product with 0.01 is not. */
    private record Unit(String name, double times, double by) {

        double of(double value) {
            return value * times / by;
        }
    }

    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Metrics() {}

    static Metrics of(List<PerformanceValue> values) {
        var made = new Metrics();
        values.forEach(made::add);
        return made;
    }

    List<Metric> metrics() {
        return metrics;
    }

    /** Labels of values of which no metric can be made. */
    List<String> ignored() {
        return ignored;
    }

    private void add(PerformanceValue value) {
        boolean counter = value.unit().equals("c");
        boolean speaking = SPEAKING.matcher(value.label()).matches();
        String base = speaking ? snake(value.label()) : VALUE;
        String item = speaking
                ? ""
                : value.label().substring(0, Math.min(value.label().length(), LONGEST_ITEM));
        Unit unit = counter ? new Unit("/s", 1, 1) : unit(value.unit(), base);
        String name = ending(base, unit.name());
        boolean once = seen.add(name + "[" + item + "]") && !(counter && value.value() < 0);
        // one name has one meaning: the value of the moment and the count of the same name do not go together
        if (!once || seen.contains(!counter + " " + name)) {
            ignored.add(value.label());
            return;
        }
        seen.add(counter + " " + name);
        double number = unit.of(value.value());
        metrics.add(new Metric(name, item, unit.name(), Double.isInfinite(number) ? Double.NaN : number, counter));
    }

    private static String snake(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
    }

    private static Unit unit(String written, String name) {
        if (written.isEmpty()) {
            return new Unit(told(name), 1, 1);
        }
        if (written.endsWith("/s")) {
            Unit whole = plain(written.substring(0, written.length() - 2));
            return new Unit(whole.name() + "/s", whole.times(), whole.by());
        }
        return plain(written);
    }

    private static Unit plain(String written) {
        return Optional.ofNullable(UNITS.get(written))
                .or(() -> bytes(written))
                .orElseGet(() -> new Unit(written, 1, 1)); // °C, A, rpm: theirs
    }

    /** KB and KiB alike are 1,024 bytes: so do Debian's plugins count. */
    private static Optional<Unit> bytes(String written) {
        int power = written.isEmpty() ? -1 : PREFIXES.indexOf(Character.toUpperCase(written.charAt(0)));
        String rest = written.isEmpty() ? "" : written.substring(1);
        return power >= 0 && (rest.equals("B") || rest.equals("iB"))
                ? Optional.of(new Unit("B", Math.pow(1024, power + 1), 1))
                : Optional.empty();
    }

    /** The unit that a label tells itself, such as {@code age_seconds}. */
    private static String told(String name) {
        if (name.endsWith(PER_SECOND)) {
            return told(name.substring(0, name.length() - PER_SECOND.length())) + "/s";
        }
        return ENDINGS.entrySet().stream()
                .filter(ending -> name.endsWith(ending.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String ending(String name, String unit) {
        String whole = unit.endsWith("/s") ? unit.substring(0, unit.length() - 2) : unit;
        String ending = ENDINGS.getOrDefault(whole, "") + (unit.endsWith("/s") ? PER_SECOND : "");
        return name.endsWith(ending) ? name : name + ending;
    }
}
