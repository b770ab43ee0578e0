package org.redeye.notifier.command;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.alert.Alert;
import org.redeye.api.notify.Notification;
import org.redeye.post.NoticeJson;

/**
 * What a program is told of a notice: words in its arguments, and the same in its environment. Each word stays one argument,
 * whatever stands in it, and none becomes an option.
 */
final class Words {

    /** A place that is filled in. */
    static final Pattern PLACE = Pattern.compile("%\\(([^()]{1,100})\\)s");

    /** What may stand in such a place. */
    static final List<String> NAMES = List.of(
            "to", "subject", "text", "person", "purpose", "severity", "state", "alert", "key", "acknowledge", "link");

    private static final int LONGEST = 500;
    /** Far within what a system takes as one argument, 128 KiB. */
    private static final int LONGEST_TEXT = 8_000;

    private static final int LONGEST_JSON = 60_000;
    private static final int[] MEMBERS = {20, 3, 0};

    private final Notification notification;
    private final Map<String, String> values = new HashMap<>();

    Words(Notification notification) {
        this.notification = notification;
        put("to", notification.to(), LONGEST);
        put("subject", notification.subject().replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST);
        put("text", notification.text(), LONGEST_TEXT);
        put("person", notification.person(), LONGEST);
        put("purpose", notification.purpose().word(), LONGEST);
        put("key", notification.key(), LONGEST);
        put("acknowledge", notification.links().getOrDefault("acknowledge", ""), LONGEST_TEXT);
        put("link", notification.links().getOrDefault("alert", ""), LONGEST_TEXT);
        put("alert", notification.alert().map(Alert::id).orElse(""), LONGEST);
        put(
                "severity",
                notification.alert().map(alert -> alert.severity().word()).orElse(""),
                LONGEST);
        put("state", notification.alert().map(alert -> alert.state().word()).orElse(""), LONGEST);
    }

    private void put(String name, String text, int longest) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
        values.put(name, clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…");
    }

    /** The words of a command, filled in. */
    List<String> fill(List<String> command) {
        return command.stream().map(this::fill).toList();
    }

    private String fill(String word) {
        String filled = PLACE.matcher(word)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
        // what somebody else wrote shall not become an option; a word that begins with a dash by itself is one
        return filled.startsWith("-") && !word.startsWith("-") ? " " + filled : filled;
    }

    /** The same as variables, {@code REM_TO} and so on, and all of it as JSON in {@code REM_NOTICE}. */
    Map<String, String> environment() {
        var all = new HashMap<String, String>();
        values.forEach((name, value) -> all.put("REM_" + name.toUpperCase(Locale.ROOT), value));
        all.put("REM_NOTICE", json());
        return all;
    }

    private String json() {
        var bounded = new Notification(
                notification.key(),
                notification.purpose(),
                values.getOrDefault("to", ""),
                values.getOrDefault("person", ""),
                values.getOrDefault("subject", ""),
                values.getOrDefault("text", ""),
                notification.alert(),
                notification.count(),
                notification.links(),
                notification.at());
        for (int members : MEMBERS) {
            String json = NoticeJson.of(bounded, members).toString();
            if (json.length() <= LONGEST_JSON) {
                return json;
            }
        }
        return "";
    }
}
