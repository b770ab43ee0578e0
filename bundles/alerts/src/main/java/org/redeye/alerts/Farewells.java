package org.redeye.alerts;

import static org.redeye.api.alert.AlertEntry.Kind.SENDING;
import static org.redeye.api.alert.AlertEntry.Kind.SKIPPED;

import java.time.Instant;
import java.util.Optional;
import org.redeye.api.notify.Notification.Purpose;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.PersonDeclaration;

/** Tells those who were called that it is over, once. */
final class Farewells {

    private final World world;

    Farewells(World world) {
        this.world = world;
    }

    Optional<Due> next(Life life, Instant now) {
        if (!world.ready()) {
            return Optional.empty();
        }
        Instant at = life.resolved.orElse(now);
        Optional<Due> due = Optional.empty();
        for (Notice told : life.notices().reached()) {
            String contact = told.data().getOrDefault("contact", "");
            String key = NoticeKey.resolved(life.id, life.reopened, told.person(), contact);
            Optional<Notice> notice = life.notices().find(key);
            due = Due.first(
                    due,
                    notice.isPresent()
                            ? Backoff.again(notice.get())
                            : Optional.of(new Due(at, tell(life, told, key, Plan.later(at, now)))));
        }
        return due;
    }

    private Draft tell(Life life, Notice told, String key, Instant at) {
        String contact = told.data().getOrDefault("contact", "");
        String what = told.data().getOrDefault("title", told.person()) + " by " + contact;
        String quiet = world.person(told.person())
                .map(person -> refusal(person, contact, life, at))
                .orElse("");
        Draft draft = quiet.isEmpty()
                ? Draft.of(SENDING, "Tells " + what + " that it is over.")
                : Draft.of(SKIPPED, "Does not tell " + what + " that it is over: it " + quiet + ".");
        return draft.with(told.data())
                .with("notice", key)
                .with("purpose", Purpose.RESOLVED.name())
                .with("count", life.begun + 1);
    }

    private static String refusal(PersonDeclaration person, String name, Life life, Instant at) {
        return person.contacts().stream()
                .filter(contact -> contact.name().equals(name))
                .map((Contact contact) -> Quiet.refuse(person, contact, life.severity(), at))
                .findFirst()
                .orElse("");
    }
}
