package org.redeye.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the alerts engine whose budget is used up too fast, one condition for each service level: by level, when it changes, and
 * once a minute while it lasts. What was not taken over is told again. Thread-safe.
 */
final class Burning {

    private static final Logger LOG = LoggerFactory.getLogger(Burning.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** What was told last. */
    private record Told(boolean firing, Severity severity, Instant at) {}

    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    /** Everything has to be told again: somebody else listens. */
    synchronized void forget() {
        told.clear();
    }

    /**
     * Tells how a service level stands, if that is news.
     *
     * @param burn the worst burn that goes on
     */
    synchronized void tell(@Nullable Alerts alerts, SlaStatus status, Optional<Burn> burn, Instant now) {
        SlaDeclaration sla = status.declaration();
        if (burn.isEmpty()) {
            since.remove(sla.id());
        }
        Told last = told.get(sla.id());
        Severity severity = burn.map(Burn::severity).orElse(Severity.INFO);
        boolean news = last == null
                || last.firing() != burn.isPresent()
                || last.severity() != severity
                || burn.isPresent() && !now.isBefore(last.at().plus(AGAIN));
        if (alerts == null || !news) {
            return;
        }
        told.put(sla.id(), new Told(burn.isPresent(), severity, now));
        report(alerts, condition(status, burn, now));
    }

    /** A service level is no longer declared. */
    synchronized void gone(@Nullable Alerts alerts, SlaStatus status, Instant now) {
        String id = status.declaration().id();
        since.remove(id);
        Told last = told.remove(id);
        if (alerts != null && last != null && last.firing()) {
            report(alerts, condition(status, Optional.empty(), now).cleared(now, "It is no longer declared."));
        }
    }

    private void report(Alerts alerts, Condition condition) {
        Consumer<Throwable> failed = failure -> {
            LOG.warn("{} could not be reported, it is told again: {}", condition.source(), failure.toString());
            synchronized (this) {
                told.remove(condition.source());
            }
        };
        try {
            alerts.report(List.of(condition)).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.accept(failure);
                }
            });
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private Condition condition(SlaStatus status, Optional<Burn> burn, Instant now) {
        SlaDeclaration sla = status.declaration();
        var values = new TreeMap<String, Double>();
        if (!Double.isNaN(status.availability())) {
            values.put("availability_ratio", status.availability());
        }
        if (status.budget().toMillis() > 0) {
            values.put("budget_left_ratio", SlaEngine.left(status));
        }
        return new Condition(
                sla.id() + "|" + sla.id(),
                sla.id(),
                sla.packageName(),
                sla.id(),
                "",
                burn.map(Burn::severity).orElse(Severity.INFO),
                burn.isPresent(),
                burn.isPresent() ? since.computeIfAbsent(sla.id(), none -> now) : now,
                sla.role(),
                burn.map(one -> summary(status, one)).orElse(sla.title() + ": the error budget lasts."),
                "",
                Map.of(),
                Map.of(),
                values);
    }

    private static String summary(SlaStatus status, Burn burn) {
        SlaDeclaration sla = status.declaration();
        double now = status.burns().get(sla.burns().indexOf(burn));
        String left = status.left().isNegative() ? "nothing" : Math.round(100 * SlaEngine.left(status)) + " %";
        String text = String.format(
                Locale.ROOT,
                "%s: the error budget is used up %.1f times as fast as it lasts (over %s and %s); %s is left.",
                sla.title(),
                now,
                text(burn.over()),
                text(burn.and()),
                left);
        return text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }

    private static String text(Duration length) {
        long minutes = length.toMinutes();
        if (minutes % 1_440 == 0) {
            return minutes / 1_440 + " d";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
