package org.redeye.api.nagios;

import java.util.ArrayList;
import java.util.List;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/**
 * What a check program wrote: a line of text, behind {@code |} its performance data, then further lines of text, and behind
 * a second {@code |} further lines of performance data. Immutable.
 *
 * @param text the text of the first line; empty if there is none
 * @param details the further lines; empty if there are none
 * @param values the performance data, at most 1,000 values
 * @param metrics the same as metrics: {@code ms} as {@code s}, {@code %} as {@code ratio}, {@code KB} as {@code B},
 *     {@code c} as the increase per second. A label of letters, digits, {@code _ . -} and blanks gives the name
 *     ({@code rta} in ms is {@code rta_seconds}); any other stands as the item of {@code value} with the unit's ending
 *     ({@code value_bytes[/var]})
 * @param ignored what stands among the performance data and is none, or none that can be kept: as it was written
 */
public record NagiosOutput(
        String text, String details, List<PerformanceValue> values, List<Metric> metrics, List<String> ignored) {

    private static final int LONGEST_TEXT = 900;
    private static final int EXIT_UNKNOWN = 3;

    /** Copies the lists. */
    public NagiosOutput {
        values = List.copyOf(values);
        metrics = List.copyOf(metrics);
        ignored = List.copyOf(ignored);
    }

    /** Reads what was written. Whatever it is, it is read: what is no performance data is told by {@link #ignored}. */
    public static NagiosOutput parse(String written) {
        List<String> lines = written.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        var details = new ArrayList<String>();
        var data = new StringBuilder(behindBar(first));
        boolean text = true;
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (text) {
                details.add(beforeBar(line));
            }
            data.append('\n').append(text ? behindBar(line) : line);
            text &= line.indexOf('|') < 0;
        }
        PerformanceData performance = PerformanceData.of(data.toString());
        Metrics made = Metrics.of(performance.values());
        var ignored = new ArrayList<>(performance.ignored());
        ignored.addAll(made.ignored());
        return new NagiosOutput(
                printable(beforeBar(first)),
                String.join("\n", details).strip(),
                performance.values(),
                made.metrics(),
                ignored);
    }

    /**
     * What it means, with the exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; any other is UNKNOWN with BROKEN. The reason
     * is THRESHOLD if a value is in its own range of that status, else STATUS. The further lines are the evidence of what is
     * not OK.
     *
     * @param program what the messages call the program
     * @param exitCode 0 to 255
     */
    public Outcome outcome(String program, int exitCode) {
        String said = text.isEmpty() ? program + " wrote nothing and ended with exit code " + exitCode + "." : text;
        Outcome outcome =
                switch (exitCode) {
                    case 0 -> Outcome.ok(said, metrics);
                    case 1 -> Outcome.warning(reason(values.stream().anyMatch(PerformanceValue::warns)), said, metrics);
                    case 2 ->
                        Outcome.critical(reason(values.stream().anyMatch(PerformanceValue::isCritical)), said, metrics);
                    case EXIT_UNKNOWN -> new Outcome(Status.UNKNOWN, Reason.STATUS, said, metrics, "");
                    default ->
                        Outcome.unknown(
                                Reason.BROKEN,
                                program + " ended with exit code " + exitCode
                                        + "; expected is 0 (ok), 1 (warning), 2 (critical) or 3 (unknown)."
                                        + (text.isEmpty() ? "" : " It wrote: " + text));
                };
        return exitCode == 0 ? outcome : outcome.withEvidence(details);
    }

    private static Reason reason(boolean threshold) {
        return threshold ? Reason.THRESHOLD : Reason.STATUS;
    }

    private static String beforeBar(String line) {
        int bar = line.indexOf('|');
        return bar < 0 ? line : line.substring(0, bar);
    }

    private static String behindBar(String line) {
        int bar = line.indexOf('|');
        return bar < 0 ? "" : line.substring(bar + 1);
    }

    private static String printable(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT) + "…";
    }
}
