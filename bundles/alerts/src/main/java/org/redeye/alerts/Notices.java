package org.redeye.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.notify.Notification.Purpose;

/** The notices of an alert: those of the present round, those about its end, and whom they reached. Changed by {@link Life} alone. */
final class Notices {

    private final Map<String, Notice> notices = new LinkedHashMap<>();
    /** The last notice that reached each contact, by person and contact. */
    private final Map<String, Notice> reached = new LinkedHashMap<>();

    /** A new round begins: what is settled of the old ones is of no more use. */
    void next() {
        notices.values().removeIf(notice -> notice.state() != Notice.State.SENDING);
    }

    void skip(Map<String, String> data, Instant at) {
        String key = data.getOrDefault("notice", "");
        notices.put(key, new Notice(key, data, Notice.State.SKIPPED, 0, at, at));
    }

    void apply(AlertEntry entry) {
        String key = entry.data().getOrDefault("notice", "");
        Notice before = notices.get(key);
        switch (entry.kind()) {
            case SENDING ->
                notices.put(
                        key,
                        before == null
                                ? new Notice(key, entry.data(), Notice.State.SENDING, 1, entry.at(), entry.at())
                                : before.again(entry.at()));
            case SENT -> {
                if (before != null) {
                    notices.put(key, before.now(Notice.State.SENT, entry.at()));
                    reach(before);
                }
            }
            default -> {
                if (before != null) {
                    boolean over = Boolean.parseBoolean(entry.data().getOrDefault("final", "false"));
                    notices.put(key, before.now(over ? Notice.State.GIVEN_UP : Notice.State.FAILED, entry.at()));
                }
            }
        }
    }

    private void reach(Notice notice) {
        String contact = notice.person() + "/" + notice.data().getOrDefault("contact", "");
        if (notice.purpose() == Purpose.RESOLVED) {
            reached.remove(contact);
        } else {
            reached.put(contact, notice);
        }
    }

    Optional<Notice> find(String key) {
        return Optional.ofNullable(notices.get(key));
    }

    Collection<Notice> all() {
        return notices.values();
    }

    /** Those that reached somebody who was not yet told of the end. */
    List<Notice> reached() {
        return List.copyOf(reached.values());
    }
}
