package org.redeye.store.rrd4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.redeye.api.series.SeriesUpkeep;

/**
 * What can be set.
 *
 * @param folder where all of it lies
 * @param plan the archives of new files
 * @param journalBytes when a journal is so long, or its samples take so much memory, a new one begins and the files catch up; at
 *     most four times as much lies in journals
 * @param flush when a journal is so old, the same
 * @param force how often the journal is forced to the disk, against power failure; zero leaves that to the system
 * @param openFiles files that stay open for reading, at most
 * @param latestBytes memory for the latest samples of series that are asked for them
 * @param retired how long a retired series is kept; zero: for ever
 * @param backups how many backups are kept
 */
record Settings(
        Path folder,
        ArchivePlan plan,
        long journalBytes,
        Duration flush,
        Duration force,
        int openFiles,
        long latestBytes,
        Duration retired,
        int backups) {

    private static final Pattern DURATION = Pattern.compile("\\s*(\\d{1,9})\\s*(ms|s|m|h|d)\\s*");

    /** @throws IllegalArgumentException if a setting is wrong, saying which */
    static Settings of(Path folder, Config config) {
        var coarse = Arrays.stream(config.coarse().split(","))
                .filter(text -> !text.isBlank())
                .map(Settings::coarse)
                .sorted((a, b) -> a.row().compareTo(b.row()))
                .toList();
        var plan = new ArchivePlan(
                within("fine.rows", config.fine_rows(), 2, ArchivePlan.MOST_ROWS),
                duration("fine.least", config.fine_least()),
                duration("fine.most", config.fine_most()),
                coarse);
        int megabytes = within("journal.megabytes", config.journal_megabytes(), 1, 1024);
        return new Settings(
                folder,
                plan,
                megabytes * 1024L * 1024L,
                duration("flush", config.flush()),
                duration("force", config.force()),
                within("open.files", config.open_files(), 0, 100_000),
                within("latest.megabytes", config.latest_megabytes(), 0, 4096) * 1024L * 1024L,
                duration("retired", config.retired()),
                within("backups", config.backups(), 1, SeriesUpkeep.MOST_BACKUPS));
    }

    private static ArchivePlan.Coarse coarse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2) {
            throw wrong("coarse", text, "row:reach, such as 10m:7d");
        }
        var row = duration("coarse", parts[0]);
        var reach = duration("coarse", parts[1]);
        if (row.isZero() || reach.compareTo(row) < 0) {
            throw wrong("coarse", text, "a row above zero and a reach not below it");
        }
        return new ArchivePlan.Coarse(row, reach);
    }

    private static Duration duration(String name, String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw wrong(name, text, "a number with ms, s, m, h or d, such as 10m");
        }
        long count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name, String.valueOf(value), least + " to " + most);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String value, String expected) {
        return new IllegalArgumentException(
                "etc/org.redeye.store.rrd4j.cfg: '" + name + " = " + value + "'; expected " + expected);
    }
}
