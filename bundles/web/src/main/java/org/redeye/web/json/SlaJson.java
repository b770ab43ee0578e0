package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaStatus;

/**
 * A service level and how good it was. Times are milliseconds since the epoch.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param title its name for people
 * @param checks patterns of ids of checks
 * @param target the part of the known time in which it shall be up
 * @param window a length such as {@code 30d}, or a word of the calendar
 * @param from when the window begins
 * @param to the time it was reckoned for
 * @param upSeconds in which it was up
 * @param downSeconds in which it was down
 * @param unknownSeconds of which nobody knows
 * @param excludedSeconds of maintenance
 * @param availability up of up and down; null if nothing is known
 * @param budgetSeconds it may be down in the whole window
 * @param leftSeconds of it; below 0 if it is used up
 * @param burns how fast the budget is used up
 * @param outages when it was down, the newest first
 * @param reason what is odd; empty if nothing is
 */
public record SlaJson(
        String id,
        @JsonProperty("package") String packageName,
        String title,
        List<String> checks,
        double target,
        String window,
        long from,
        long to,
        double upSeconds,
        double downSeconds,
        double unknownSeconds,
        double excludedSeconds,
        double availability,
        double budgetSeconds,
        double leftSeconds,
        List<BurnJson> burns,
        List<OutageJson> outages,
        String reason) {

    /**
     * A rate at which the budget must not be used up.
     *
     * @param rate so many times as fast as allowed
     * @param now how fast it is; null if nothing is known
     * @param overSeconds the long stretch
     * @param andSeconds the short one
     * @param severity how bad it is
     */
    public record BurnJson(double rate, double now, double overSeconds, double andSeconds, String severity) {}

    /**
     * A stretch in which it was down.
     *
     * @param from when it began
     * @param until when it ended
     * @param checks the checks that were down
     */
    public record OutageJson(long from, long until, List<String> checks) {}

    /** A service level as the engine tells of it. */
    public static SlaJson of(SlaStatus status) {
        SlaDeclaration sla = status.declaration();
        boolean rolling = sla.window() == SlaDeclaration.Span.ROLLING;
        return new SlaJson(
                sla.id(),
                sla.packageName(),
                sla.title(),
                sla.checks(),
                sla.target(),
                rolling ? Values.text(sla.rolling()) : sla.window().name().toLowerCase(Locale.ROOT),
                status.from().toEpochMilli(),
                status.to().toEpochMilli(),
                CheckJson.seconds(status.up()),
                CheckJson.seconds(status.down()),
                CheckJson.seconds(status.unknown()),
                CheckJson.seconds(status.excluded()),
                status.availability(),
                CheckJson.seconds(status.budget()),
                CheckJson.seconds(status.left()),
                burns(status),
                status.outages().stream()
                        .map(outage -> new OutageJson(
                                outage.from().toEpochMilli(), outage.until().toEpochMilli(), outage.checks()))
                        .toList(),
                status.reason());
    }

    private static List<BurnJson> burns(SlaStatus status) {
        var burns = new ArrayList<BurnJson>();
        for (Burn burn : status.declaration().burns()) {
            burns.add(new BurnJson(
                    burn.rate(),
                    status.burns().get(burns.size()),
                    CheckJson.seconds(burn.over()),
                    CheckJson.seconds(burn.and()),
                    burn.severity().word()));
        }
        return burns;
    }
}
