package org.redeye.probe.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;

/** Holds what was found against what is expected; the first rule that is broken is told. */
final class Judgement {

    private final FileConfig config;
    private final List<Found> found;
    private final Instant now;

    Judgement(FileConfig config, List<Found> found, Instant now) {
        this.config = config;
        this.found = found;
        this.now = now;
    }

    /** @param deadline when an expression gives up, by {@link System#nanoTime} */
    Outcome outcome(long deadline) throws IOException {
        if (found.isEmpty()) {
            return config.min() == 0
                    ? Outcome.ok(where() + " holds no file.", List.of(Metric.of("files", "", 0)))
                    : bad(Reason.MISSING, where() + " holds no file.");
        }
        if (found.size() < config.min()) {
            return bad(Reason.COUNT, where() + " holds " + files() + "; expected are at least " + config.min() + ".");
        }
        if (found.size() > config.max()) {
            return bad(Reason.COUNT, where() + " holds " + files() + "; expected are at most " + config.max() + ".");
        }
        Found newest = newest();
        Found oldest = found.stream().min(Comparator.comparing(Found::modified)).orElseThrow();
        if (beyond(newest, config.maxAge())) {
            return bad(
                    Reason.AGE,
                    newest.path() + " is " + words(age(newest)) + " old; the newest may be " + words(config.maxAge())
                            + " old.");
        }
        if (beyond(oldest, config.maxOldest())) {
            return bad(
                    Reason.AGE,
                    oldest.path() + " is " + words(age(oldest)) + " old; none may be older than "
                            + words(config.maxOldest()) + ".");
        }
        return size(newest, deadline);
    }

    private Outcome size(Found newest, long deadline) throws IOException {
        Found largest =
                found.stream().max(Comparator.comparingLong(Found::size)).orElseThrow();
        if (newest.size() < config.minSize()) {
            return bad(
                    Reason.SIZE,
                    newest.path() + " has " + newest.size() + " B; expected are at least " + config.minSize() + " B.");
        }
        if (config.maxSize() > 0 && largest.size() > config.maxSize()) {
            return bad(
                    Reason.SIZE,
                    largest.path() + " has " + largest.size() + " B; allowed are " + config.maxSize() + " B.");
        }
        return config.reads() ? content(newest, deadline) : good();
    }

    private Outcome content(Found newest, long deadline) throws IOException {
        if (!Files.isRegularFile(newest.path())) {
            return bad(Reason.CONTENT, newest.path() + " is no regular file; its content cannot be read.");
        }
        String text = tail(newest.path(), (int) config.maxRead());
        try {
            if (!config.expect().isEmpty() && !Expression.of(config.expect()).isFoundIn(text, deadline)) {
                return bad(Reason.CONTENT, "/" + config.expect() + "/ is not found in " + newest.path() + ".");
            }
            if (!config.forbid().isEmpty() && Expression.of(config.forbid()).isFoundIn(text, deadline)) {
                return bad(Reason.CONTENT, "/" + config.forbid() + "/ is found in " + newest.path() + ".");
            }
        } catch (Expression.TooHard e) {
            return Outcome.unknown(Reason.SETTINGS, String.valueOf(e.getMessage()));
        }
        return good();
    }

    private static String tail(Path file, int most) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - most));
            var bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(channel.size(), 64 * 1024)));
            int n = channel.read(bytes);
            while (n > 0 && bytes.hasRemaining()) {
                n = channel.read(bytes);
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    private Outcome good() {
        return Outcome.ok(
                where() + ": " + files() + ", the newest " + words(age(newest())) + " old with " + newest().size()
                        + " B.",
                metrics());
    }

    private Outcome bad(Reason reason, String message) {
        return Outcome.critical(reason, message, metrics());
    }

    private List<Metric> metrics() {
        if (found.isEmpty()) {
            return List.of(Metric.of("files", "", 0));
        }
        double size = found.stream().mapToLong(Found::size).sum();
        return List.of(
                Metric.of("files", "", found.size()),
                Metric.of("size_bytes", "B", size),
                Metric.rate("growth_bytes_per_second", "", "B/s", size),
                Metric.of("newest_size_bytes", "B", newest().size()),
                Metric.of("newest_age_seconds", "s", age(newest()).toMillis() / 1000.0),
                Metric.of(
                        "oldest_age_seconds",
                        "s",
                        found.stream()
                                        .mapToLong(one -> age(one).toMillis())
                                        .max()
                                        .orElse(0)
                                / 1000.0));
    }

    private Found newest() {
        return found.stream()
                .max(Comparator.comparing(Found::modified).thenComparing(Found::path))
                .orElseThrow();
    }

    private Duration age(Found file) {
        return Duration.between(file.modified(), now);
    }

    private boolean beyond(Found file, Duration limit) {
        return !limit.isZero() && age(file).compareTo(limit) > 0;
    }

    private String where() {
        return config.files().equals("*") ? config.path() : config.path() + "/" + config.files();
    }

    private String files() {
        return found.size() + (found.size() == 1 ? " file" : " files");
    }

    /** Two units at most: {@code 2d 3h}, {@code 4m 5s}, {@code 6s}. */
    private static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds >= 86_400) {
            return seconds / 86_400 + "d " + seconds % 86_400 / 3_600 + "h";
        }
        if (seconds >= 3_600) {
            return seconds / 3_600 + "h " + seconds % 3_600 / 60 + "m";
        }
        return seconds >= 60 ? seconds / 60 + "m " + seconds % 60 + "s" : seconds + "s";
    }
}
