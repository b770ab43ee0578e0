package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Silence;
import org.redeye.api.state.StateStore;

/** The silences, stored one a row. Reading is thread-safe; writing is the engine's alone. */
final class Silences {

    static final int MOST = 10_000;

    private static final String BUCKET = "alert-silences";
    private static final String LAST = "last-silence";
    private static final String META = "alert-meta";
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REASON = 500;
    private static final String LABEL = "label.";

    private final StateStore store;
    private final ConcurrentSkipListMap<String, Silence> silences = new ConcurrentSkipListMap<>();

    private List<String> inForce = List.of();

    Silences(StateStore store) {
        this.store = store;
        store.scan(BUCKET, "", "", MOST).forEach(row -> silences.put(row.key(), read(row.key(), row.value())));
    }

    /** In order of their end. */
    List<Silence> list() {
        return silences.values().stream()
                .sorted(Comparator.comparing(Silence::until).thenComparing(Silence::id))
                .toList();
    }

    Optional<Silence> holding(Condition condition, Instant now) {
        return silences.values().stream()
                .filter(silence -> silence.holdsAt(now) && silence.match().fits(condition))
                .findFirst();
    }

    /** Whether one has begun or ended since this was asked last. */
    boolean changed(Instant now) {
        List<String> before = inForce;
        inForce = silences.values().stream()
                .filter(silence -> silence.holdsAt(now))
                .map(Silence::id)
                .toList();
        return !inForce.equals(before);
    }

    Silence add(Silence wanted, Instant now) {
        check(wanted, now);
        if (silences.size() >= MOST) {
            throw new IllegalStateException("There are " + MOST + " silences already; end some first.");
        }
        long number = store.get(META, LAST)
                        .map(value -> Long.parseLong(value.value()))
                        .orElse(0L)
                + 1;
        store.put(META, LAST, Long.toString(number));
        String id = "S-" + number;
        var silence = new Silence(id, wanted.match(), wanted.owner(), wanted.reason(), wanted.from(), wanted.until());
        store.put(BUCKET, id, write(silence));
        silences.put(id, silence);
        return silence;
    }

    private static void check(Silence wanted, Instant now) {
        if (wanted.reason().isBlank() || wanted.reason().length() > LONGEST_REASON) {
            throw new IllegalArgumentException("The reason of a silence has 1 to " + LONGEST_REASON
                    + " characters; this one has " + wanted.reason().length() + ".");
        }
        if (!wanted.from().isBefore(wanted.until()) || !wanted.until().isAfter(now)) {
            throw new IllegalArgumentException("A silence ends after it begins, and not in the past.");
        }
        if (wanted.from().plus(LONGEST).isBefore(wanted.until())) {
            throw new IllegalArgumentException("A silence lasts at most " + LONGEST.toDays() + " days.");
        }
    }

    void end(String id) {
        if (!silences.containsKey(id)) {
            throw new IllegalArgumentException("There is no silence '" + id + "'.");
        }
        store.remove(BUCKET, id);
        silences.remove(id);
    }

    /** Removes those that are over. */
    void tidy(Instant now) {
        silences.values().stream()
                .filter(silence -> !silence.until().isAfter(now))
                .map(Silence::id)
                .toList()
                .forEach(this::end);
    }

    private static String write(Silence silence) {
        Match match = silence.match();
        var all = new LinkedHashMap<String, String>();
        all.put("source", match.source());
        all.put("subject", match.subject());
        all.put("host", match.host());
        all.put("package", match.packageName());
        all.put("severity", match.severity().name());
        match.labels().forEach((name, value) -> all.put(LABEL + name, value));
        all.put("owner", silence.owner());
        all.put("reason", silence.reason());
        all.put("from", Long.toString(silence.from().toEpochMilli()));
        all.put("until", Long.toString(silence.until().toEpochMilli()));
        return EntryText.write(all);
    }

    private static Silence read(String id, String text) {
        Map<String, String> all = EntryText.read(text);
        var labels = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        var match = new Match(
                all.getOrDefault("source", ""),
                all.getOrDefault("subject", ""),
                all.getOrDefault("host", ""),
                all.getOrDefault("package", ""),
                Severity.valueOf(all.getOrDefault("severity", "INFO")),
                labels);
        return new Silence(
                id,
                match,
                all.getOrDefault("owner", ""),
                all.getOrDefault("reason", ""),
                Instant.ofEpochMilli(Long.parseLong(all.getOrDefault("from", "0"))),
                Instant.ofEpochMilli(Long.parseLong(all.getOrDefault("until", "0"))));
    }
}
