package org.redeye.probe.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;

/**
 * What one run has measured so far. The phases of all redirects are added up. Used by one thread at a time, handed over
 * by futures.
 */
final class Trace {

    /** A part of the way. Those that were not gone have no metric. */
    enum Phase {
        DNS,
        CONNECT,
        TLS,
        /** From the request's last byte to the answer's first. */
        FIRST_BYTE;

        private final String metric = name().toLowerCase(Locale.ROOT) + "_seconds";
    }

    private static final double NANOS = 1e9;
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    /** Below and from here on {@code %.3g} writes an exponent. */
    private static final long SHORT_NANOS = 100_000;

    private static final long LONG_NANOS = 999_500_000_000L;

    private final long began = System.nanoTime();
    private final long limit;
    private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
    private @Nullable Instant certificateEnd;
    private int status;
    private long bodyBytes;

    /** @param limit how long the run may take, in nanoseconds */
    Trace(long limit) {
        this.limit = limit;
    }

    /** When the run must end, by {@link System#nanoTime}. */
    long deadline() {
        return began + limit;
    }

    /** How long the run may take, for people. */
    String limit() {
        return seconds(limit);
    }

    /** How long it took, for people. */
    String elapsed() {
        return seconds(System.nanoTime() - began);
    }

    /** A phase has ended that began then. */
    void add(Phase phase, long since) {
        phases.merge(phase, System.nanoTime() - since, Long::sum);
    }

    /** A certificate was seen; of several, the first to end counts. */
    void certificate(Instant end) {
        if (certificateEnd == null || end.isBefore(certificateEnd)) {
            certificateEnd = end;
        }
    }

    /** An answer was read. */
    void answered(Response response) {
        status = response.status();
        bodyBytes = response.body().size();
    }

    /** How long the certificate is still valid, in days; negative once it has ended; empty if there is none. */
    Optional<Double> certificateDays(Instant now) {
        return Optional.ofNullable(certificateEnd)
                .map(end -> Duration.between(now, end).toSeconds() / 86_400.0);
    }

    /** Everything measured. */
    List<Metric> metrics(Instant now) {
        var metrics = new ArrayList<Metric>(8);
        phases.forEach((phase, nanos) -> metrics.add(Metric.of(phase.metric, "s", nanos / NANOS)));
        metrics.add(Metric.of("total_seconds", "s", (System.nanoTime() - began) / NANOS));
        if (status > 0) {
            metrics.add(Metric.of("status", "", status));
            metrics.add(Metric.of("body_bytes", "B", bodyBytes));
        }
        certificateDays(now).ifPresent(days -> metrics.add(Metric.of("certificate_days", "days", days)));
        return metrics;
    }

    /** Three digits, as {@code %.3g} has them; that took an eighth of the time of a run. */
    static String seconds(long nanos) {
        return nanos < SHORT_NANOS || nanos >= LONG_NANOS
                ? String.format(Locale.ROOT, "%.3g s", nanos / NANOS)
                : BigDecimal.valueOf(nanos, 9).round(DIGITS).toPlainString() + " s";
    }
}
