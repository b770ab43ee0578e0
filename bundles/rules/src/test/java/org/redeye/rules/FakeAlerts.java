package org.redeye.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.Member;
import org.redeye.api.alert.Silence;
import org.redeye.api.store.StoreException;

/** Keeps what is reported and noted; one alert of all. */
final class FakeAlerts implements Alerts {

    final List<Condition> reported = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<Condition> foreseen = new ArrayList<>();
    boolean down;
    int tries;

    @Override
    public CompletionStage<Void> report(List<Condition> conditions) {
        tries++;
        if (down) {
            return CompletableFuture.failedFuture(new StoreException(StoreException.Kind.UNAVAILABLE, "disk full"));
        }
        reported.addAll(conditions);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Alert> list(AlertQuery query) {
        return reported.stream()
                .filter(query.match()::fits)
                .map(condition -> new Alert(
                        "A-1",
                        AlertState.OPEN,
                        condition.severity(),
                        condition.summary(),
                        "",
                        condition.at(),
                        condition.at(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        List.of(new Member(condition, condition.at(), "", Optional.empty(), 1)),
                        1,
                        1,
                        0,
                        Optional.empty(),
                        1))
                .limit(1)
                .toList();
    }

    @Override
    public Alert note(String id, String by, String text) {
        notes.add(id + " " + by + " " + text);
        return list(AlertQuery.GOING_ON).get(0);
    }

    @Override
    public List<AlertEntry> foresee(Condition condition, Instant at, Duration length) {
        foreseen.add(condition);
        return List.of(new AlertEntry("", 1, at, AlertEntry.Kind.SENDING, "rem", "calls Ann", Map.of()));
    }

    @Override
    public Optional<Alert> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Held> held(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AlertEntry> entries(String id, long after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AlertEntry> entries(Instant from, Instant to, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alert acknowledge(String id, String by, String reason, Optional<Instant> until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alert unacknowledge(String id, String by, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alert resolve(String id, String by, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alert reopen(String id, String by, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alert assign(String id, String person, String by, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Silence> silences() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Silence silence(Silence silence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endSilence(String id, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AlertEntry> why(String person, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }
}
