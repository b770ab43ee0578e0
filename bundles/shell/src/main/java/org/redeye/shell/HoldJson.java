package org.redeye.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Window;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaStatus;

/** The shapes of service levels and maintenance: those of the REST interface. */
final class HoldJson {

    private HoldJson() {}

    static Map<String, Object> sla(SlaStatus status) {
        SlaDeclaration sla = status.declaration();
        var burns = new ArrayList<Map<String, Object>>();
        for (SlaDeclaration.Burn burn : sla.burns()) {
            burns.add(object(
                    "rate", burn.rate(),
                    "now", number(status.burns().get(burns.size())),
                    "over_seconds", seconds(burn.over()),
                    "and_seconds", seconds(burn.and()),
                    "severity", burn.severity().word()));
        }
        return object(
                "id", sla.id(),
                "package", sla.packageName(),
                "title", sla.title(),
                "checks", sla.checks(),
                "target", sla.target(),
                "window", window(sla),
                "from", status.from().toEpochMilli(),
                "to", status.to().toEpochMilli(),
                "up_seconds", seconds(status.up()),
                "down_seconds", seconds(status.down()),
                "unknown_seconds", seconds(status.unknown()),
                "excluded_seconds", seconds(status.excluded()),
                "availability", number(status.availability()),
                "budget_seconds", seconds(status.budget()),
                "left_seconds", seconds(status.left()),
                "burns", burns,
                "outages", status.outages().stream().map(HoldJson::outage).toList(),
                "reason", status.reason());
    }

    /** {@code 30d}, or a word of the calendar. */
    static String window(SlaDeclaration sla) {
        if (sla.window() != SlaDeclaration.Span.ROLLING) {
            return sla.window().name().toLowerCase(Locale.ROOT);
        }
        long minutes = sla.rolling().toMinutes();
        return minutes % 1_440 == 0 ? minutes / 1_440 + "d" : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }

    private static Map<String, Object> outage(SlaStatus.Outage outage) {
        return object(
                "from", outage.from().toEpochMilli(),
                "until", outage.until().toEpochMilli(),
                "checks", outage.checks());
    }

    static Map<String, Object> maintenance(Window window) {
        Match match = window.match();
        return object(
                "id", window.id(),
                "title", window.title(),
                "match",
                        object(
                                "source", match.source(),
                                "subject", match.subject(),
                                "host", match.host(),
                                "package", match.packageName(),
                                "severity", match.severity().word(),
                                "labels", match.labels()),
                "by", window.by(),
                "from", window.from().toEpochMilli(),
                "until", window.until().toEpochMilli(),
                "declared", window.by().equals(window.id()));
    }

    /** What is worked on, for people: {@code host db*, package shop}. */
    static String what(Match match) {
        var parts = new ArrayList<String>();
        note(parts, "host ", match.host());
        note(parts, "check ", match.subject());
        note(parts, "rule ", match.source());
        note(parts, "package ", match.packageName());
        match.labels().forEach((label, pattern) -> parts.add(label + "=" + pattern));
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }

    private static void note(List<String> parts, String name, String pattern) {
        if (!pattern.isEmpty()) {
            parts.add(name + pattern);
        }
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Map<String, Object> object(@Nullable Object... keysAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }
}
