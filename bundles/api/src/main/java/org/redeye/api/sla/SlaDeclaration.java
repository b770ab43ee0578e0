package org.redeye.api.sla;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.redeye.api.alert.Severity;
import org.redeye.api.section.Declaration;

/**
 * How good something shall be.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param title its name for people
 * @param checks patterns of ids of checks; it is up while all of them are
 * @param target the part of the known time in which it shall be up, above 0 and below 1
 * @param window over what it is reckoned
 * @param rolling how long a rolling window is, 1 h to 366 days
 * @param zone the time zone of a calendar's window
 * @param warningIsUp whether WARNING counts as up
 * @param burns when to warn that the budget is used up too fast
 * @param role the name of the role that burn alerts go to; empty if the routes decide
 */
public record SlaDeclaration(
        String id,
        String packageName,
        String title,
        List<String> checks,
        double target,
        Span window,
        Duration rolling,
        ZoneId zone,
        boolean warningIsUp,
        List<Burn> burns,
        String role)
        implements Declaration {

    /** Copies the lists. */
    public SlaDeclaration {
        checks = List.copyOf(checks);
        burns = List.copyOf(burns);
    }

    /** Over what it is reckoned. */
    public enum Span {
        /** The stretch that ends now. */
        ROLLING,
        /** The calendar's day. */
        DAY,
        /** The calendar's week, from Monday. */
        WEEK,
        /** The calendar's month. */
        MONTH,
        /** The calendar's quarter. */
        QUARTER,
        /** The calendar's year. */
        YEAR
    }

    /**
     * Warns when the error budget is used up faster than it lasts, over a long and a short stretch (Google, The Site
     * Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts").
     *
     * @param rate so many times as fast as the budget allows
     * @param over the long stretch
     * @param and the short stretch, by which it recovers soon
     * @param severity how bad it is
     */
    public record Burn(double rate, Duration over, Duration and, Severity severity) {}
}
