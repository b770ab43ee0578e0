package org.redeye.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;

/**
 * A window as it is stored, one value a line: {@code 1} (the form), title, by, from and until in milliseconds since the epoch,
 * the parts of the match, then each label and its pattern. A line break within a value is a blank.
 */
final class WindowText {

    private static final String FORM = "1";
    private static final int LINES = 10;

    private WindowText() {}

    static String write(Window window) {
        Match match = window.match();
        var lines = new ArrayList<>(List.of(
                FORM,
                window.title(),
                window.by(),
                Long.toString(window.from().toEpochMilli()),
                Long.toString(window.until().toEpochMilli()),
                match.source(),
                match.subject(),
                match.host(),
                match.packageName(),
                match.severity().name()));
        match.labels().forEach((label, pattern) -> {
            lines.add(label);
            lines.add(pattern);
        });
        return String.join(
                "\n", lines.stream().map(line -> line.replaceAll("\\R", " ")).toList());
    }

    /** Empty if it is of another form, from a later version or damaged. */
    static Optional<Window> read(String id, String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < LINES || lines.length % 2 != 0 || !lines[0].equals(FORM)) {
            return Optional.empty();
        }
        var labels = new TreeMap<String, String>();
        for (int i = LINES; i < lines.length; i += 2) {
            labels.put(lines[i], lines[i + 1]);
        }
        try {
            var match = new Match(lines[5], lines[6], lines[7], lines[8], Severity.valueOf(lines[9]), labels);
            return Optional.of(new Window(id, lines[1], match, lines[2], time(lines[3]), time(lines[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
