package org.redeye.web.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.web.http.HttpProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came in, and until when it is true if nothing more is heard of it. Who sends says it again and again; who falls silent is
 * taken at the last word. The times survive {@code kill -9}: they are kept before the alerts engine is told. Thread-safe.
 */
final class InboundAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(InboundAlerts.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "inbound-alerts";
    private static final int PAGE = 1_000;

    /** More are turned away; who sends tries again. */
    static final int MOST = 50_000;

    /** After a start nobody is taken for silent so long: what was sent meanwhile was lost, and Prometheus repeats each minute. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private final InstantSource clock;
    // guarded by this
    private final Map<String, Kept> known = new HashMap<>();
    private boolean loaded;

    InboundAlerts(InstantSource clock) {
        this.clock = clock;
    }

    /** One of them. It is compared by identity: a new word about the same thing is another one. */
    private static final class Kept {
        private final Condition condition;
        private final Instant end;

        Kept(Condition condition, Instant end) {
            this.condition = condition;
            this.end = end;
        }
    }

    /**
     * Takes over what was sent.
     *
     * @return completes when it is kept
     */
    CompletionStage<Void> take(List<PostedAlert> posted, StateStore store, Alerts alerts) {
        Instant now = clock.instant();
        var conditions = new ArrayList<Condition>();
        var ends = new ArrayList<Instant>();
        for (PostedAlert alert : posted) { // all is read before anything is kept
            conditions.add(alert.condition(now));
            ends.add(alert.end(now));
        }
        synchronized (this) {
            load(store, now);
            for (int i = 0; i < conditions.size(); i++) {
                keep(conditions.get(i), ends.get(i), store);
            }
        }
        return alerts.report(conditions).thenRun(() -> forgetEnded(conditions, store));
    }

    private void keep(Condition condition, Instant end, StateStore store) {
        if (!condition.firing()) {
            return; // forgotten when the engine has taken it over
        }
        if (known.size() >= MOST && !known.containsKey(condition.key())) {
            throw HttpProblem.unavailable("There are " + MOST + " alerts of others already.");
        }
        store.put(BUCKET, condition.key(), text(condition, end));
        known.put(condition.key(), new Kept(condition, end));
    }

    private synchronized void forgetEnded(List<Condition> conditions, StateStore store) {
        for (Condition condition : conditions) {
            if (!condition.firing() && known.remove(condition.key()) != null) {
                store.remove(BUCKET, condition.key());
            }
        }
    }

    /** Ends what is due. Called from time to time. */
    void tick(StateStore store, Alerts alerts) {
        Instant now = clock.instant();
        var due = new HashMap<String, Kept>();
        synchronized (this) {
            load(store, now);
            known.forEach((key, kept) -> {
                if (!kept.end.isAfter(now)) {
                    due.put(key, kept);
                }
            });
        }
        if (due.isEmpty()) {
            return;
        }
        List<Condition> cleared = due.values().stream()
                .map(kept ->
                        kept.condition.cleared(kept.end.isAfter(now) ? now : kept.end, "Nothing more was heard of it."))
                .toList();
        alerts.report(cleared).whenComplete((done, failure) -> {
            if (failure == null) {
                settle(due, store, alerts);
            } else {
                LOG.warn(
                        "{} alerts of others that nothing is heard of cannot be ended yet: {}",
                        due.size(),
                        failure.toString());
            }
        });
    }

    /** What was heard of again meanwhile is said once more: nobody knows which word came last. */
    private void settle(Map<String, Kept> due, StateStore store, Alerts alerts) {
        var again = new ArrayList<Condition>();
        synchronized (this) {
            due.forEach((key, kept) -> {
                Kept now = known.get(key);
                if (now == kept) {
                    known.remove(key);
                    store.remove(BUCKET, key);
                } else if (now != null) {
                    again.add(now.condition);
                }
            });
        }
        if (!again.isEmpty()) {
            alerts.report(again);
        }
    }

    synchronized int size() {
        return known.size();
    }

    private void load(StateStore store, Instant now) {
        if (loaded) {
            return;
        }
        String after = "";
        List<Versioned> page;
        do {
            page = store.scan(BUCKET, "", after, PAGE);
            for (Versioned each : page) {
                read(each, now);
                after = each.key();
            }
        } while (page.size() == PAGE);
        loaded = true;
    }

    private void read(Versioned each, Instant now) {
        try {
            Stored stored = JSON.readValue(each.value(), Stored.class);
            Instant end = Instant.ofEpochMilli(stored.end());
            Instant graceful = end.isBefore(now.plus(GRACE)) ? now.plus(GRACE) : end;
            known.put(each.key(), new Kept(stored.condition(each.key()), graceful));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warn("What is kept of the alert {} cannot be read: {}", each.key(), e.toString());
        }
    }

    private static String text(Condition condition, Instant end) {
        try {
            return JSON.writeValueAsString(Stored.of(condition, end));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers only
        }
    }

    /** As it stands in the store. */
    record Stored(
            long end,
            String subject,
            String host,
            String severity,
            long at,
            String role,
            String summary,
            String text,
            Map<String, String> labels,
            Map<String, String> links) {

        static Stored of(Condition condition, Instant end) {
            return new Stored(
                    end.toEpochMilli(),
                    condition.subject(),
                    condition.host(),
                    condition.severity().name(),
                    condition.at().toEpochMilli(),
                    condition.role(),
                    condition.summary(),
                    condition.text(),
                    condition.labels(),
                    condition.links());
        }

        Condition condition(String key) {
            return new Condition(
                    key,
                    PostedAlert.SOURCE,
                    "",
                    subject,
                    host,
                    Severity.valueOf(severity),
                    true,
                    Instant.ofEpochMilli(at),
                    role,
                    summary,
                    text,
                    labels,
                    links,
                    Map.of());
        }
    }
}
