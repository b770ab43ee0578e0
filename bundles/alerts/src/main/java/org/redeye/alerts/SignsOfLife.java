package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * Sends each role's holder a notice that all is well, every week or so. One that fails is tried again as any notice; if it is
 * given up, its channel is out of order before anybody needs it. On the engine's thread.
 */
final class SignsOfLife {

    static final int DAYS = 7;
    static final int MOST_DAYS = 366;

    /** What is told of channels. */
    interface Found {
        void broken(String channel, String role, String proof);

        void works(String channel);
    }

    /** A sign on its way, and how often it was tried. */
    private record Sign(String role, Contact contact, Notification notice, int attempts) {
        Sign again() {
            return new Sign(role, contact, notice, attempts + 1);
        }

        Instant first() {
            return notice.at();
        }
    }

    private record Outcome(Sign sign, Delivery delivery) {}

    private record Waiting(Sign sign, Instant until) {}

    private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);
    private static final String BUCKET = "alert-signs";
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final StateStore store;
    private final Outside outside;
    private final Found found;
    private volatile Duration between = Duration.ZERO;
    /** From any thread. */
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

    private final List<Waiting> waiting = new ArrayList<>();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private Instant looked = Instant.EPOCH;

    SignsOfLife(StateStore store, Outside outside, Found found) {
        this.store = store;
        this.outside = outside;
        this.found = found;
    }

    /** @param pause how often one is sent; zero for never */
    void set(Duration pause) {
        between = pause;
    }

    /** Does what is due. */
    void beat(Instant now) {
        outside.channels().ifPresent(channels -> {
            again(channels, now);
            if (now.isBefore(looked) || !now.isBefore(looked.plus(LOOK))) {
                looked = now;
                outside.onCall().filter(onCall -> !between.isZero()).ifPresent(onCall -> onCall.roles()
                        .forEach(role -> sign(role, onCall, channels, now)));
            }
            for (Outcome next = outcomes.poll(); next != null; next = outcomes.poll()) {
                settle(next.sign(), next.delivery(), now);
            }
        });
    }

    private void again(Channels channels, Instant now) {
        List<Waiting> due =
                waiting.stream().filter(each -> !each.until().isAfter(now)).toList();
        waiting.removeAll(due);
        due.forEach(each -> send(each.sign(), channels));
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
                            .map(contact -> new Sign(role.name(), contact, notice(role, person, contact, now), 1))
                            .ifPresent(sign -> send(sign, channels))));
        }
    }

    private Notification notice(RoleDeclaration role, PersonDeclaration person, Contact contact, Instant now) {
        String key =
                "life." + NoticeKey.word(role.name()) + "." + NoticeKey.word(person.name()) + "." + now.toEpochMilli();
        return new Notification(
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
    }

    private void send(Sign sign, Channels channels) {
        try {
            channels.send(sign.contact().channel(), sign.notice(), Optional::empty)
                    .whenComplete((delivery, failure) -> outcomes.add(
                            new Outcome(sign, failure == null ? delivery : Delivery.failed("It broke: " + failure))));
        } catch (RuntimeException e) {
            outcomes.add(new Outcome(sign, Delivery.failed("It broke: " + e)));
        }
    }

    private void settle(Sign sign, Delivery delivery, Instant now) {
        String channel = sign.contact().channel();
        if (delivery.result() == Delivery.Result.SENT) {
            arrived.increment();
            found.works(channel);
            return;
        }
        failed.increment();
        if (delivery.result() == Delivery.Result.FAILED && !Backoff.over(sign.attempts(), sign.first(), now)) {
            waiting.add(new Waiting(sign.again(), now.plus(Backoff.pause(sign.attempts()))));
            return;
        }
        LOG.warn(
                "The sign of life for {} did not reach {} by {}: {}",
                sign.role(),
                sign.notice().person(),
                sign.contact().name(),
                delivery.proof());
        found.broken(channel, sign.role(), delivery.proof());
    }

    List<Meter> read() {
        return List.of(
                Meter.counter("alerts_signs_of_life_total", "Signs of life that arrived", arrived.sum()),
                Meter.counter("alerts_signs_of_life_failed_total", "Tries of signs of life that failed", failed.sum()));
    }
}
