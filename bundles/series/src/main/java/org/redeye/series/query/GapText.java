package org.redeye.series.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.redeye.api.query.Gap;

/** Gaps as they are stored: a line each, from, to, reason and message between tabs. */
final class GapText {

    private GapText() {}

    static String write(List<Gap> gaps) {
        return gaps.stream()
                .map(gap -> gap.from() + "\t" + gap.to() + "\t" + plain(gap.reason()) + "\t" + plain(gap.message()))
                .collect(Collectors.joining("\n"));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }

    /** What is no gap is left out. @return may be changed */
    static List<Gap> read(String text) {
        var gaps = new ArrayList<Gap>();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 4 && time(parts[0]) >= 0 && time(parts[1]) >= 0) {
                gaps.add(new Gap(time(parts[0]), time(parts[1]), parts[2], parts[3]));
            }
        }
        return gaps;
    }

    /** Milliseconds since the epoch; -1 if it is no time. */
    static long time(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
