package org.redeye.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;

/** Notices for tests: about an alert of two hosts, and such as nobody expects. */
public final class SampleNotices {

    /** When everything in them happened. */
    public static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");

    private SampleNotices() {}

    /** The first notice about an open alert. */
    public static Notification opened(String to) {
        return of("A-7.1.1", Purpose.ALERT, to, alert(AlertState.OPEN), 1);
    }

    /** A later one about the same alert. */
    public static Notification reminder(String to) {
        return of("A-7.1.2", Purpose.REMINDER, to, alert(AlertState.OPEN), 2);
    }

    /** That it is over. */
    public static Notification resolved(String to) {
        return of("A-7.2.1", Purpose.RESOLVED, to, alert(AlertState.RESOLVED), 3);
    }

    /** One that is about no alert. */
    public static Notification test(String to) {
        return new Notification(
                "test-1",
                Purpose.TEST,
                to,
                "",
                "Test notice of node1",
                "If you read this, it arrives.",
                Optional.empty(),
                0,
                Map.of(),
                AT);
    }

    /** Notices with texts that break out of lines, headers and markup, and one of many lines. */
    public static List<Notification> odd(String to) {
        Notification plain = opened(to);
        String wild =
                "a\r\nBcc: evil@example.org\r\n\r\n<script>alert(1)</script> %(to)s ${x} \u0000 \u202e ü 漢 \ud83d\ude00 &";
        return List.of(
                with(plain, "odd-1", wild, wild),
                with(plain, "odd-2", "", ""),
                with(plain, "odd-3", "x".repeat(5_000), "line\n.\n..\n".repeat(2_000)),
                with(plain, "odd-4", "\ud800 half a character", "y".repeat(100_000)));
    }

    private static Notification with(Notification notice, String key, String subject, String text) {
        return new Notification(
                key,
                notice.purpose(),
                notice.to(),
                subject,
                subject,
                text,
                notice.alert(),
                notice.count(),
                notice.links(),
                notice.at());
    }

    private static Notification of(String key, Purpose purpose, String to, Alert alert, int count) {
        return new Notification(
                key,
                purpose,
                to,
                "Ann Müller",
                "CRITICAL: db1 does not answer, and 1 more",
                "db1 does not answer.\nsince 03:00\n",
                Optional.of(alert),
                count,
                Map.of(
                        "acknowledge", "http://127.0.0.1:2001/answer/AQ-_x",
                        "alert", "http://127.0.0.1:2001/_/alerts/A-7"),
                AT);
    }

    /** An alert with two members: one out of order, one in order again. */
    public static Alert alert(AlertState state) {
        boolean over = state == AlertState.RESOLVED;
        var first = new Member(condition("db1", !over), AT, "", Optional.empty(), 1);
        var second = new Member(condition("db2", false), AT.plusSeconds(5), "same role dba", Optional.empty(), 2);
        return new Alert(
                "A-7",
                state,
                Severity.CRITICAL,
                "db1 does not answer, and 1 more",
                "dba",
                AT,
                AT.plusSeconds(60),
                over ? Optional.of(AT.plusSeconds(60)) : Optional.empty(),
                Optional.empty(),
                "",
                List.of(first, second),
                2,
                over ? 0 : 1,
                1,
                Optional.empty(),
                5);
    }

    private static Condition condition(String host, boolean firing) {
        return new Condition(
                "shop/rules/web/down|shop/checks/db/ping@" + host,
                "shop/rules/web/down",
                "shop",
                "shop/checks/db/ping@" + host,
                host,
                Severity.CRITICAL,
                firing,
                AT,
                "dba",
                host + " does not answer",
                "100 % of the packets were lost.",
                Map.of("team", "dba"),
                Map.of("runbook", "https://wiki.example.org/db"),
                Map.of("loss", 1.0));
    }
}
