package org.redeye.web.answer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Alert.Acknowledgement;
import org.redeye.api.alert.AlertState;

/** The page: HTML, no script. It shows no more than the notice itself said. */
final class AnswerPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Map<Character, String> MARKUP =
            Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;", '"', "&quot;", '\'', "&#39;");

    private AnswerPage() {}

    /** A sentence and nothing else. */
    static byte[] saying(String heading, String sentence) {
        return page(heading, "<h1>" + text(heading) + "</h1>\n<p>" + text(sentence) + "</p>\n");
    }

    /**
     * The alert as it stands, with a button if it waits for somebody.
     *
     * @param person whom the link is for
     * @param title what people call a person of a name
     */
    static byte[] of(Alert alert, String person, UnaryOperator<String> title, Instant now) {
        boolean over = alert.state() == AlertState.RESOLVED;
        String badge = over ? "resolved" : alert.severity().word();
        var body = new StringBuilder(1024)
                .append("<p class=\"badge ")
                .append(badge)
                .append("\">")
                .append(text(badge.toUpperCase(Locale.ROOT)))
                .append(" <span>")
                .append(text(alert.id()))
                .append("</span></p>\n<h1>")
                .append(text(alert.title()))
                .append("</h1>\n<p>Since ")
                .append(text(when(alert.opened(), now)))
                .append(".</p>\n<p class=\"state\">")
                .append(text(state(alert, person, title, now)))
                .append("</p>\n");
        if (alert.state() == AlertState.OPEN) {
            body.append(
                            "<form method=\"post\"><button type=\"submit\">Acknowledge</button></form>\n<p class=\"note\">As ")
                    .append(text(title.apply(person)))
                    .append(". Calling stops, and you take care of it.</p>\n");
        }
        return page(alert.title(), body.toString());
    }

    /** How it stands, one sentence. */
    private static String state(Alert alert, String person, UnaryOperator<String> title, Instant now) {
        return switch (alert.state()) {
            case OPEN -> "Nobody has taken it.";
            case RESOLVED ->
                alert.resolved()
                        .map(at -> "It is over since " + when(at, now) + ".")
                        .orElse("It is over.");
            case ACKNOWLEDGED ->
                alert.acknowledgement()
                        .map(taken -> taken(taken, person, title, now))
                        .orElse("Somebody has taken it.");
        };
    }

    private static String taken(Acknowledgement taken, String person, UnaryOperator<String> title, Instant now) {
        boolean self = taken.by().equals(person);
        return (self ? "You have it" : title.apply(taken.by()) + " has it") + " since " + when(taken.at(), now)
                + taken.until().map(until -> ", until " + TIME.format(until)).orElse("") + ".";
    }

    private static String when(Instant at, Instant now) {
        Duration ago = Duration.between(at, now);
        String span = ago.toMinutes() < 1
                ? "just now"
                : ago.toMinutes() < 120
                        ? ago.toMinutes() + " min ago"
                        : ago.toHours() < 48 ? ago.toHours() + " h ago" : ago.toDays() + " days ago";
        return TIME.format(at) + " (" + span + ")";
    }

    private static byte[] page(String title, String body) {
        String page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n<title>"
                + text(title)
                + " – Red Eye Monitor</title>\n<link rel=\"stylesheet\" href=\"/answer/page.css\">\n</head>\n"
                + "<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> escaped.append(MARKUP.getOrDefault((char) c, String.valueOf((char) c))));
        return escaped.toString();
    }
}
