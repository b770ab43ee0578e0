package org.redeye.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.api.platform.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for an address again and again, so that somebody else notices when that stays away. Driven by the engine's own thread:
 * when that stands still, so does this. What fails is tried again as notices are, and at least twice as often as usual, so that
 * who listens again hears of it within its time.
 */
final class DeadMansSwitch implements AutoCloseable {

    static final int SECONDS = 60;
    static final int LEAST_SECONDS = 5;
    static final int MOST_SECONDS = 86_400;

    private static final Logger LOG = LoggerFactory.getLogger(DeadMansSwitch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private volatile Optional<URI> address = Optional.empty();
    private volatile Duration every = Duration.ofSeconds(SECONDS);
    private Optional<HttpClient> client = Optional.empty();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();
    private final LongAdder failed = new LongAdder();
    /** How many failed since the last one that was taken. */
    private final AtomicInteger inVain = new AtomicInteger();

    private Instant last = Instant.EPOCH;

    /**
     * Takes settings over.
     *
     * @param url the address that is asked for; empty for none
     */
    void set(String url, Duration pause) {
        address = address(url);
        every = pause;
    }

    private static Optional<URI> address(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text.strip());
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        LOG.warn("deadMansSwitch in etc/org.redeye.alerts.cfg is no address; expected one like https://host/path.");
        return Optional.empty();
    }

    /** Asks if it is time to. */
    void beat(Instant now) {
        boolean early = !now.isBefore(last) && now.isBefore(last.plus(pause()));
        if (early || address.isEmpty() || !asking.compareAndSet(false, true)) {
            return; // or the last one is not answered yet
        }
        last = now;
        ask(address.get());
    }

    private Duration pause() {
        int failures = inVain.get();
        Duration again = Backoff.pause(failures);
        Duration half = every.dividedBy(2);
        return failures == 0 ? every : again.compareTo(half) < 0 ? again : half;
    }

    private void ask(URI uri) {
        HttpClient by = client.orElseGet(() -> HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
        client = Optional.of(by);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        by.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() < 400) {
                taken();
            } else {
                refused(failure == null ? "status " + answer.statusCode() : failure.toString());
            }
            asked.increment();
            asking.set(false);
        });
    }

    private void taken() {
        if (inVain.getAndSet(0) > 0) {
            LOG.info("The dead man's switch takes heartbeats again");
        }
    }

    private void refused(String why) {
        failed.increment();
        if (inVain.getAndIncrement() == 0) {
            LOG.warn("The dead man's switch did not take the heartbeat; it is tried again. {}", why);
        } else {
            LOG.debug("The dead man's switch did not take the heartbeat: {}", why);
        }
    }

    List<Meter> read() {
        return List.of(
                Meter.counter("alerts_heartbeats_total", "Heartbeats sent to the dead man's switch", asked.sum()),
                Meter.counter("alerts_heartbeats_failed_total", "Heartbeats that were not taken", failed.sum()));
    }

    @Override
    public void close() {
        asking.set(true);
    }
}
