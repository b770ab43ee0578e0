package org.redeye.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.Reading;
import org.redeye.api.event.Particulars;

/** How a run is told in an event. */
final class Telling {

    private Telling() {}

    /** What is told of a run to those who watch. */
    static Map<String, Object> told(String watch, CheckRun run) {
        return Particulars.of(
                "watch", watch,
                "check", run.check(),
                "at", run.at().toEpochMilli(),
                "status", run.status().name().toLowerCase(Locale.ROOT),
                "reason", Results.words(run),
                "message", run.message(),
                "metrics", metrics(run.readings()));
    }

    static List<Object> metrics(List<Reading> readings) {
        return Particulars.each(readings, Telling::metric);
    }

    /** One value; it is absent if unknown, for JSON has no NaN. */
    private static Particulars metric(Reading reading) {
        return Double.isNaN(reading.value())
                ? Particulars.of("name", reading.name(), "item", reading.item(), "unit", reading.unit())
                : Particulars.of(
                        "name",
                        reading.name(),
                        "item",
                        reading.item(),
                        "unit",
                        reading.unit(),
                        "value",
                        reading.value());
    }
}
