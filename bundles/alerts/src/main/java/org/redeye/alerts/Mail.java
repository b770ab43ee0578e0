package org.redeye.alerts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.notify.Delivery;

/** The notices of the engine: written, handed over, and what became of them written down. On the engine's thread. */
final class Mail {

    private final Core core;
    private final Intake intake;
    private final Sender sender;
    private final Letters letters;
    private final Tally tally;

    Mail(Core core, Intake intake, Letters letters, Sender sender, Tally tally) {
        this.core = core;
        this.intake = intake;
        this.tally = tally;
        this.sender = sender;
        this.letters = letters;
    }

    /** Sends what was on its way when the process died: its outcome died with it. */
    void again(Life life) {
        life.notices().all().stream()
                .filter(notice -> notice.state() == Notice.State.SENDING)
                .forEach(notice -> order(life, notice.key()));
    }

    void order(Life life, String key) {
        sender.order(life.id, key);
    }

    void send() {
        sender.send(this::letter);
    }

    int queue() {
        return sender.queue();
    }

    /** Writes down what became of notices. */
    void outcomes() {
        for (Optional<Sender.Outcome> next = sender.outcome(); next.isPresent(); next = sender.outcome()) {
            Sender.Outcome outcome = next.get();
            Life life = core.live(outcome.alert()).orElse(null);
            Optional<Notice> notice =
                    Optional.ofNullable(life).flatMap(it -> it.notices().find(outcome.key()));
            if (life != null && notice.isPresent() && notice.get().state() == Notice.State.SENDING) {
                record(life, notice.get(), outcome.delivery());
            }
            sender.taken();
        }
    }

    private void record(Life life, Notice notice, Delivery delivery) {
        Instant now = core.now();
        String whom = notice.data().getOrDefault("title", notice.person()) + " by "
                + notice.data().getOrDefault("contact", notice.channel());
        Map<String, String> data = Map.of(
                "round",
                notice.data().getOrDefault("round", "0"),
                "notice",
                notice.key(),
                "person",
                notice.person(),
                "channel",
                notice.channel(),
                "proof",
                delivery.proof());
        if (delivery.result() == Delivery.Result.SENT) {
            core.write(
                    life,
                    Draft.of(Kind.SENT, "Reached " + whom + ": " + delivery.proof())
                            .with(data));
            tally.sent.increment();
            intake.works(notice.channel(), now);
            return;
        }
        boolean over = delivery.result() == Delivery.Result.REFUSED || Backoff.over(notice, now);
        tally.failed.increment();
        if (over) {
            // first, since with the entry this notice is settled and nothing would remind us of it
            tally.givenUp.increment();
            intake.take(ChannelFault.broken(notice.channel(), life.role, life.severity(), delivery.proof(), now), now);
        }
        String text = "Did not reach " + whom + ": " + delivery.proof()
                + (over
                        ? " It is given up; the next contact is used."
                        : " It is tried again in " + Words.of(Backoff.pause(notice.attempts())) + ".");
        core.write(life, Draft.of(Kind.FAILED, text).with(data).with("final", over));
    }

    private Optional<Sender.Letter> letter(Sender.Order order) {
        return core.live(order.alert()).flatMap(life -> life.notices()
                .find(order.key())
                .filter(notice -> notice.state() == Notice.State.SENDING)
                .map(notice -> new Sender.Letter(
                        notice.channel(),
                        life.first().condition().subject(),
                        letters.write(life, notice, core.next(life), core.now()))));
    }
}
