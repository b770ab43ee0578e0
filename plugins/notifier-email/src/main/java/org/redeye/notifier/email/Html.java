package org.redeye.notifier.email;

import java.util.Locale;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;

/** A notice as HTML that mail programs show alike: styles stand in the elements, nothing is loaded, nothing runs. */
final class Html {

    /** So many conditions are listed; the page of the alert has all. */
    private static final int MOST_MEMBERS = 20;

    private static final String FONT = "font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

    private final Notification notification;
    private final StringBuilder out = new StringBuilder();

    private Html(Notification notification) {
        this.notification = notification;
    }

    /** @param picture whether a picture stands at {@code cid:graph} */
    static String of(Notification notification, boolean picture) {
        return new Html(notification).write(picture);
    }

    private String write(boolean picture) {
        String colour = colour();
        out.append(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">")
                .append("<title>")
                .append(escaped(Lines.subject(notification)))
                .append("</title></head><body style=\"margin:0;padding:16px;")
                .append(FONT)
                .append(
                        ";font-size:16px;line-height:1.45\"><div style=\"max-width:640px;margin:0 auto;border-left:6px solid ")
                .append(colour)
                .append(";padding-left:14px\"><p style=\"margin:0;font-size:13px;font-weight:600;color:")
                .append(colour)
                .append("\">")
                .append(escaped(badge()))
                .append("</p><h1 style=\"margin:4px 0 12px;font-size:20px;line-height:1.25\">")
                .append(escaped(Lines.subject(notification)))
                .append("</h1><div style=\"white-space:pre-wrap;margin:0 0 16px\">")
                .append(escaped(Lines.body(notification).strip()))
                .append("</div>");
        button("acknowledge", "Acknowledge", colour);
        notification.alert().ifPresent(this::members);
        if (picture) {
            out.append(
                            "<p style=\"margin:16px 0\"><img src=\"cid:graph\" alt=\"The graph as of this notice\" width=\"600\" ")
                    .append("style=\"max-width:100%;height:auto;border:0\"></p>");
        }
        link("alert", "Open the alert");
        return out.append("</div></body></html>").toString();
    }

    private String colour() {
        if (notification.purpose() == Purpose.RESOLVED) {
            return "#1a7f37";
        }
        Severity severity = notification.alert().map(Alert::severity).orElse(Severity.INFO);
        return switch (severity) {
            case CRITICAL -> "#c62828";
            case WARNING -> "#b26a00";
            case INFO -> "#3367a8";
        };
    }

    private String badge() {
        String what = notification.purpose().word().replace('-', ' ');
        String severity = notification
                .alert()
                .filter(alert -> notification.purpose() != Purpose.RESOLVED)
                .map(alert -> alert.severity().word() + " ")
                .orElse("");
        String id = notification.alert().map(alert -> " · " + alert.id()).orElse("");
        return (severity + what).toUpperCase(Locale.ROOT) + id;
    }

    private void button(String word, String label, String colour) {
        String address = web(word);
        if (!address.isEmpty()) {
            out.append("<p style=\"margin:0 0 16px\"><a href=\"")
                    .append(escaped(address))
                    .append("\" style=\"display:inline-block;padding:12px 22px;border-radius:6px;color:#ffffff;")
                    .append("text-decoration:none;font-weight:600;background:")
                    .append(colour)
                    .append("\">")
                    .append(label)
                    .append("</a></p>");
        }
    }

    private void link(String word, String label) {
        String address = web(word);
        if (!address.isEmpty()) {
            out.append("<p style=\"margin:0\"><a href=\"")
                    .append(escaped(address))
                    .append("\">")
                    .append(label)
                    .append("</a></p>");
        }
    }

    private void members(Alert alert) {
        if (alert.count() < 2) {
            return;
        }
        out.append("<table style=\"border-collapse:collapse;font-size:14px;margin:0 0 8px\">");
        alert.members().stream().limit(MOST_MEMBERS).forEach(this::member);
        out.append("</table>");
        int more = alert.count() - Math.min(MOST_MEMBERS, alert.members().size());
        if (more > 0) {
            out.append("<p style=\"margin:0 0 16px;font-size:14px\">and ")
                    .append(more)
                    .append(" more</p>");
        }
    }

    private void member(Member member) {
        out.append("<tr><td style=\"padding:3px 12px 3px 0;vertical-align:top;white-space:nowrap\">")
                .append(member.firing() ? escaped(member.condition().severity().word()) : "ok")
                .append("</td><td style=\"padding:3px 0;vertical-align:top\">")
                .append(escaped(member.condition().summary()))
                .append("</td></tr>");
    }

    /** An address by its word, if it is one of the web: anything else is not made a link. */
    private String web(String word) {
        String address = notification.links().getOrDefault(word, "");
        return address.startsWith("http://") || address.startsWith("https://") ? address : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace('\u0000', ' ');
    }
}
