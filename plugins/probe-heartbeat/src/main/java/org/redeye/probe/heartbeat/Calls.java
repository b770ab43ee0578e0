package org.redeye.probe.heartbeat;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.redeye.api.store.StoreException;

/** Takes calls, whatever server they come through. Thread-safe. */
final class Calls {

    /** How much of a note is kept, in characters. */
    static final int NOTE = 1_000;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,200}");
    private static final String BEARER = "Bearer ";
    /** So many calls at once, and one a second from then on: what a job needs, and not what fills a disk. */
    private static final int BURST = 20;

    private static final int CALLERS = 10_000;

    private final Beats beats;
    private final Clock clock;
    /** By token, how many calls it may still make and since when. */
    private final Map<String, Allowance> allowances = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
            return size() > CALLERS;
        }
    };

    private record Allowance(double left, long at) {}

    /** @param clock tells when a call comes */
    Calls(Beats beats, Clock clock) {
        this.beats = beats;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param status of HTTP
     * @param detail a sentence
     */
    record Answer(int status, String detail) {}

    private static final Answer UNKNOWN = new Answer(
            404,
            "No check waits for this token; a new check does from its first run on. Expected /heartbeat/<token>,"
                    + " with /start, /fail or an exit status behind it if wanted.");

    /**
     * Takes a call.
     *
     * @param path what stands behind {@code /heartbeat}: {@code /<token>[/<event>]}; without token if it is in the header
     * @param authorization the header of this name; empty if none
     * @param note what came with it
     */
    Answer take(String path, String authorization, String note) {
        String below = path.startsWith("/") ? path.substring(1) : path;
        boolean header = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        int slash = below.indexOf('/');
        String token = header
                ? authorization.substring(BEARER.length()).strip()
                : slash < 0 ? below : below.substring(0, slash);
        String event = header ? below : slash < 0 ? "" : below.substring(slash + 1);
        if (!TOKEN.matcher(token).matches()) {
            return UNKNOWN;
        }
        Optional<UnaryOperator<Beat>> change = change(event, note);
        if (change.isEmpty()) {
            return UNKNOWN;
        }
        try {
            if (!beats.isKnown(token)) {
                return UNKNOWN;
            }
            if (!allowed(token)) {
                return new Answer(429, "Too many calls: expected no more than one a second.");
            }
            return beats.change(token, change.get()).isPresent() ? new Answer(200, "ok") : UNKNOWN;
        } catch (StoreException e) {
            return new Answer(503, "The call cannot be kept just now; call again.");
        }
    }

    private Optional<UnaryOperator<Beat>> change(String event, String note) {
        long now = clock.millis();
        return switch (event) {
            case "", "finish", "0" -> Optional.of(beat -> beat.finish(now));
            case "start" -> Optional.of(beat -> beat.start(now));
            case "fail" -> Optional.of(beat -> beat.fail(now, cut(note)));
            default ->
                event.matches("[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]")
                        ? Optional.of(beat -> beat.fail(now, cut("exit status " + event + "\n" + note)))
                        : Optional.empty();
        };
    }

    private static String cut(String note) {
        String clean = note.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        return clean.length() <= NOTE ? clean : clean.substring(0, NOTE);
    }

    private synchronized boolean allowed(String token) {
        long now = clock.millis();
        Allowance known = allowances.remove(token);
        double earned = known == null ? BURST : known.left() + Math.max(0, now - known.at()) / 1e3;
        double left = Math.min(BURST, earned);
        boolean allowed = left >= 1;
        allowances.put(token, new Allowance(allowed ? left - 1 : left, now)); // to the end of the order
        return allowed;
    }
}
