package org.redeye.notifier.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notification.Purpose;

/** What is posted: a text with one attachment, which Slack and Mattermost show alike. */
final class Message {

    private static final int LONGEST_TITLE = 250;
    /** Slack cuts longer ones. */
    private static final int LONGEST_TEXT = 3_000;

    /** Words by which a text would call everybody in the room. */
    private static final Pattern EVERYBODY = Pattern.compile("@(?=(?:all|channel|everyone|group|here)\\b)");

    private Message() {}

    static ObjectNode of(Notification notification, String username) {
        String title = cut(notification.subject().replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_TITLE);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", escaped(title));
        if (!notification.to().isEmpty()) {
            message.put("channel", notification.to());
        }
        if (!username.isEmpty()) {
            message.put("username", username);
        }
        ObjectNode attachment = message.putArray("attachments")
                .addObject()
                .put("color", colour(notification))
                .put("fallback", escaped(title))
                .put("text", text(notification))
                .put("footer", footer(notification))
                .put("ts", notification.at().getEpochSecond());
        attachment.putArray("mrkdwn_in");
        String page = notification.links().getOrDefault("alert", "");
        if (web(page)) {
            attachment.put("title", escaped(notification.alert().map(Alert::id).orElse("alert")));
            attachment.put("title_link", page);
        }
        return message;
    }

    private static String text(Notification notification) {
        String text = cut(
                notification.text().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip(), LONGEST_TEXT);
        String link = notification.links().getOrDefault("acknowledge", "");
        // Mattermost reads <address|word> as Slack does
        return escaped(text) + (web(link) ? "\n<" + link.replaceAll("[<>|\\s]", "") + "|Acknowledge>" : "");
    }

    private static String footer(Notification notification) {
        String person = notification.person().isEmpty() ? "" : " · calls " + notification.person();
        return escaped(cut(notification.purpose().word().replace('-', ' ') + person, LONGEST_TITLE));
    }

    private static String colour(Notification notification) {
        if (notification.purpose() == Purpose.RESOLVED) {
            return "#1a7f37";
        }
        return switch (notification.alert().map(Alert::severity).orElse(Severity.INFO)) {
            case CRITICAL -> "#c62828";
            case WARNING -> "#b26a00";
            case INFO -> "#3367a8";
        };
    }

    private static boolean web(String address) {
        return address.startsWith("http://") || address.startsWith("https://");
    }

    /** The three characters that Slack's markup is made of, and the words that call everybody. */
    private static String escaped(String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return EVERYBODY.matcher(plain).replaceAll("@\u200b");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
