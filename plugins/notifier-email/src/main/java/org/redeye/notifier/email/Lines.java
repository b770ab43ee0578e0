package org.redeye.notifier.email;

import org.redeye.api.notify.Notification;

/** The words of a mail. */
final class Lines {

    private static final int LONGEST_SUBJECT = 250;
    private static final int LONGEST_TEXT = 64 * 1024;

    private Lines() {}

    /** One line, whatever stands in it: what ends a line would begin another header. */
    static String subject(Notification notification) {
        String line = notification
                .subject()
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .strip();
        String cut = line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
        return cut.isEmpty() ? "Notice of Red Eye Monitor" : cut;
    }

    /** The plain text, with the addresses in it. */
    static String text(Notification notification) {
        var text = new StringBuilder(body(notification).stripTrailing()).append("\n");
        String acknowledge = notification.links().getOrDefault("acknowledge", "");
        if (!acknowledge.isEmpty()) {
            text.append("\nAcknowledge, without signing in:\n")
                    .append(acknowledge)
                    .append('\n');
        }
        String alert = notification.links().getOrDefault("alert", "");
        if (!alert.isEmpty()) {
            text.append("\nThe alert:\n").append(alert).append('\n');
        }
        return text.toString();
    }

    /** What the notice says, bounded and without characters that no text has. */
    static String body(Notification notification) {
        String text = notification.text();
        String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\n…";
        return cut.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }
}
