package org.redeye.web.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Held;
import org.redeye.api.alert.Silence;
import org.redeye.api.store.StoreException;

/** Keeps what a test puts in and what it is told. Of the changes it knows to acknowledge. */
public final class FakeAlerts implements Alerts {

    public final Map<String, Alert> alerts = new ConcurrentHashMap<>();
    public final List<Condition> reported = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    /** Makes every report fail, or work again. */
    public void broken(boolean yes) {
        broken = yes;
    }

    /** An alert like another one, in this state. */
    public static Alert in(Alert alert, AlertState state, Optional<Alert.Acknowledgement> taken) {
        return new Alert(
                alert.id(),
                state,
                alert.severity(),
                alert.title(),
                alert.role(),
                alert.opened(),
                alert.changed(),
                state == AlertState.RESOLVED ? Optional.of(alert.changed()) : Optional.empty(),
                taken,
                alert.assignee(),
                alert.members(),
                alert.count(),
                alert.firing(),
                alert.notices(),
                alert.next(),
                alert.version() + 1);
    }

    @Override
    public CompletionStage<Void> report(List<Condition> conditions) {
        if (broken) {
            return CompletableFuture.failedStage(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "The disk is full."));
        }
        reported.addAll(conditions);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public List<Alert> list(AlertQuery query) {
        return alerts.values().stream()
                .filter(alert -> query.states().contains(alert.state()))
                .filter(alert -> query.after().isEmpty() || alert.id().compareTo(query.after()) > 0)
                .sorted(java.util.Comparator.comparing(Alert::id))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<Held> held(String id) {
        return List.of();
    }

    @Override
    public Optional<Alert> find(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public Alert acknowledge(String id, String by, String reason, Optional<Instant> until) {
        return alerts.compute(id, (any, alert) -> {
            if (alert == null || alert.state() != AlertState.OPEN) {
                throw new IllegalStateException("It is not open.");
            }
            return in(
                    alert,
                    AlertState.ACKNOWLEDGED,
                    Optional.of(new Alert.Acknowledgement(by, Instant.now(), reason, until)));
        });
    }

    @Override
    public List<AlertEntry> entries(String id, long after, int limit) {
        return new ArrayList<>();
    }

    @Override
    public List<AlertEntry> entries(Instant from, Instant to, int limit) {
        return new ArrayList<>();
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
    public Alert note(String id, String by, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Silence> silences() {
        return List.of();
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
        return List.of();
    }

    @Override
    public List<AlertEntry> foresee(Condition condition, Instant at, Duration length) {
        return List.of();
    }
}
