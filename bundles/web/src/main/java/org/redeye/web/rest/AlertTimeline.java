package org.redeye.web.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.event.Event;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.Revision;
import org.redeye.api.sla.StateHistory;
import org.redeye.api.store.StoreException;
import org.redeye.web.AlertEngines;
import org.redeye.web.json.HappeningJson;

/** Joins all that happened around an alert, from a while before it began until it ended. What is away is left out. */
final class AlertTimeline {

    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_CHECKS = 20;
    private static final int MOST_PACKAGES = 10;
    private static final Duration START = Duration.ofMinutes(1);
    private static final int MOST_REVISIONS = 100;

    private final AlertEngines engines;
    private final List<HappeningJson> found = new ArrayList<>();

    AlertTimeline(AlertEngines engines) {
        this.engines = engines;
    }

    List<HappeningJson> of(Alert alert) {
        Instant from = alert.opened().minus(BEFORE);
        Instant to = alert.resolved().map(at -> at.plus(BEFORE)).orElse(Instant.now());
        entries(alert);
        alert.members().stream()
                .map(member -> member.condition().subject())
                .distinct()
                .limit(MOST_CHECKS)
                .forEach(check -> states(check, from, to));
        alert.members().stream()
                .map(member -> member.condition().packageName())
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MOST_PACKAGES)
                .forEach(name -> edits(name, from, to));
        events(from, to);
        found.sort(Comparator.comparingLong(HappeningJson::at)); // stable: what is of one moment keeps its order
        return List.copyOf(found);
    }

    private void entries(Alert alert) {
        AlertRefusals.attempt(() -> engines.alerts().entries(alert.id(), 0, MOST_ENTRIES))
                .forEach(entry -> found.add(new HappeningJson(
                        entry.at().toEpochMilli(),
                        "alert",
                        entry.kind().word(),
                        entry.by(),
                        entry.text(),
                        new TreeMap<>(entry.data()))));
    }

    private void states(String check, Instant from, Instant to) {
        engines.states().ifPresent(states -> {
            try {
                for (StateHistory.Stretch stretch : states.states(check, from, to)) {
                    if (!stretch.from().isBefore(from)) {
                        String word = stretch.state().word();
                        found.add(new HappeningJson(
                                stretch.from().toEpochMilli(), "state", word, check, check + " is " + word, Map.of()));
                    }
                }
            } catch (StoreException | IllegalArgumentException e) {
                // it is no check, or its history cannot be read: the rest is still worth showing
            }
        });
    }

    private void edits(String name, Instant from, Instant to) {
        engines.history().ifPresent(history -> {
            try {
                for (Revision revision : history.log(name, MOST_REVISIONS, "")) {
                    if (!revision.at().isBefore(from) && revision.at().isBefore(to)) {
                        found.add(new HappeningJson(
                                revision.at().toEpochMilli(),
                                "edit",
                                revision.removed() ? "removed" : "changed",
                                revision.author(),
                                name + ": " + revision.message(),
                                Map.of("package", name, "revision", revision.id())));
                    }
                }
            } catch (PackageException e) {
                // the history cannot be read: the rest is still worth showing
            }
        });
    }

    /** Changes of plugins and of who is on call, as far as the stream still has them. */
    private void events(Instant from, Instant to) {
        // all plugins come with a start; that is no news about any of them
        long settled =
                engines.started().map(start -> start.plus(START).toEpochMilli()).orElse(0L);
        engines.events().ifPresent(events -> events.recent().stream()
                .filter(event -> event.type().equals("plugin") || event.type().equals("oncall"))
                .filter(event -> event.type().equals("oncall") || event.at() >= settled)
                .filter(event -> event.at() >= from.toEpochMilli() && event.at() < to.toEpochMilli())
                .forEach(event -> found.add(
                        new HappeningJson(event.at(), event.type(), "changed", "", text(event), texts(event.data())))));
    }

    private static String text(Event event) {
        Object id = event.data().get("id");
        Object state = event.data().get("state");
        return event.type().equals("oncall")
                ? "The on-call plan has changed"
                : "Plugin " + (id == null ? "" : id) + (state == null ? " has changed" : " is " + state);
    }

    private static Map<String, String> texts(Map<String, Object> data) {
        var texts = new TreeMap<String, String>();
        data.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
