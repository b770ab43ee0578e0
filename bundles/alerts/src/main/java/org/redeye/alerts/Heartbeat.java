package org.redeye.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.platform.Meter;
import org.redeye.api.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that alerts would arrive: asks for an address each minute, so that somebody else notices when it stays away, and sends
 * each role's holder a sign of life every week. Beaten by the engine's own thread: when that stands still, so does this.
 */
final class Heartbeat implements AutoCloseable {

    static final Duration EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final String BUCKET = "alert-signs";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StateStore store;
    private final Outside outside;
    private final Clock clock;
    private volatile Optional<URI> address = Optional.empty();
    private volatile Duration between = Duration.ZERO;
    private Optional<HttpClient> client = Optional.empty();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder signs = new LongAdder();
    private Instant last = Instant.EPOCH;

    Heartbeat(StateStore store, Outside outside, Clock clock) {
        this.store = store;
        this.outside = outside;
        this.clock = clock;
    }

    /**
     * Takes settings over.
     *
     * @param url the address that is asked for; empty for none
     * @param signsEvery how often a sign of life is sent; zero for never
     */
    void set(String url, Duration signsEvery) {
        address = address(url);
        between = signsEvery;
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

    /** Does what is due. */
    void beat() {
        Instant now = clock.instant();
        if (now.isBefore(last.plus(EVERY)) && !now.isBefore(last)) {
            return;
        }
        last = now;
        address.ifPresent(this::ask);
        if (!between.isZero()) {
            outside.onCall().ifPresent(onCall -> outside.channels()
                    .ifPresent(channels -> onCall.roles().forEach(role -> sign(role, onCall, channels, now))));
        }
    }

    private void ask(URI uri) {
        if (!asking.compareAndSet(false, true)) {
            return; // the last one is not answered yet
        }
        HttpClient by = client.orElseGet(() -> HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
        client = Optional.of(by);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        by.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            asking.set(false);
            asked.increment();
            if (failure != null || answer.statusCode() >= 400) {
                failed.increment();
                LOG.warn(
                        "The dead man's switch did not take the heartbeat: {}",
                        failure == null ? "status " + answer.statusCode() : failure.toString());
            }
        });
    }

    private void sign(RoleDeclaration role, OnCall onCall, Channels channels, Instant now) {
        Optional<Instant> before = store.get(BUCKET, NoticeKey.word(role.name()))
                .map(value -> Instant.ofEpochMilli(Long.parseLong(value.value())));
        if (before.isPresent() && now.isBefore(before.get().plus(between))) {
            return;
        }
        // first, so that a crash leaves one out rather than sends two
        store.put(BUCKET, NoticeKey.word(role.name()), Long.toString(now.toEpochMilli()));
        if (before.isPresent()) {
            onCall.holder(role.name(), now)
                    .ifPresent(holding -> holding.people().forEach(person -> person.contacts().stream()
                            .findFirst()
                            .ifPresent(contact -> sign(role, person, contact, channels, now))));
        }
    }

    private void sign(RoleDeclaration role, PersonDeclaration person, Contact contact, Channels channels, Instant now) {
        String key =
                "life." + NoticeKey.word(role.name()) + "." + NoticeKey.word(person.name()) + "." + now.toEpochMilli();
        var notice = new Notification(
                key,
                Notification.Purpose.SIGN_OF_LIFE,
                contact.to(),
                person.title(),
                "Sign of life: notices for " + role.title() + " arrive",
                "All is well. You hold " + role.title()
                        + " now, and a notice would reach you here. The next sign of life" + " comes in "
                        + Words.of(between) + "; if it does not, look after Red Eye Monitor.",
                Optional.empty(),
                0,
                Map.of("alert", outside.url()),
                now);
        channels.send(contact.channel(), notice, Optional::empty).whenComplete((delivery, failure) -> {
            boolean arrived = failure == null && delivery.result() == Delivery.Result.SENT;
            (arrived ? signs : failed).increment();
            if (!arrived) {
                LOG.warn(
                        "The sign of life for {} did not reach {} by {}: {}",
                        role.name(),
                        person.name(),
                        contact.name(),
                        failure == null ? delivery.proof() : failure.toString());
            }
        });
    }

    List<Meter> read() {
        return List.of(
                Meter.counter("alerts_heartbeats_total", "Heartbeats sent to the dead man's switch", asked.sum()),
                Meter.counter(
                        "alerts_heartbeats_failed_total", "Heartbeats and signs of life that failed", failed.sum()),
                Meter.counter("alerts_signs_of_life_total", "Signs of life that arrived", signs.sum()));
    }

    @Override
    public void close() {
        asking.set(true);
    }
}
