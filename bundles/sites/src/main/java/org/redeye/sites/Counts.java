package org.redeye.sites;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.site.Audience;
import org.redeye.api.site.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this bundle counts of itself. Needs nothing, so everything may need it. Thread-safe. */
@Component(service = {Counts.class, Meters.class})
public final class Counts implements Meters {

    /** Keys without a value that are told in the log; all are counted. */
    private static final int MOST_TOLD = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Counts.class);

    private final LongAdder requests = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder missingKeys = new LongAdder();
    private final Map<String, Count> routes = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    private static final class Count {
        final LongAdder calls = new LongAdder();
        final LongAdder errors = new LongAdder();
        final LongAdder nanos = new LongAdder();
    }

    /** A request came in. */
    void request() {
        requests.increment();
    }

    /** Nobody answered. */
    void miss() {
        misses.increment();
    }

    /** Too many programs ran already. */
    void busy() {
        busy.increment();
    }

    /** A route answered with this status. */
    void answered(String id, int status, long nanos) {
        Count count = routes.computeIfAbsent(id, any -> new Count());
        count.calls.increment();
        count.nanos.add(nanos);
        if (status >= 500) {
            count.errors.increment();
            errors.increment();
        } else if (status == 401 || status == 403) {
            refused.increment();
        }
    }

    /** A template asks for a key that has no value: counted each time, told once for each page. */
    void missingKey(String page, String key) {
        missingKeys.increment();
        if (told.size() < MOST_TOLD) {
            Set<String> keys = told.computeIfAbsent(page, any -> ConcurrentHashMap.newKeySet());
            if (keys.size() < MOST_TOLD && keys.add(key)) {
                LOG.warn(
                        "The template of {} asks for '{}', which has no value; the page shows --({})s--",
                        page,
                        key,
                        key);
            }
        }
    }

    /** A route that is gone. */
    void forget(String id) {
        routes.remove(id);
        told.remove(id);
    }

    /** A page that is another one now. */
    void forgetKeys(String id) {
        told.remove(id);
    }

    /** A route with its counts. */
    Route route(Route.Kind kind, String id, String packageName, String path, Audience audience) {
        Count count = routes.getOrDefault(id, new Count());
        return new Route(
                kind,
                id,
                packageName,
                path,
                audience,
                count.calls.sum(),
                count.errors.sum(),
                Duration.ofNanos(count.nanos.sum()));
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("sites_requests_total", "Requests for what packages serve", requests.sum()),
                Meter.counter("sites_misses_total", "Requests that no package answered", misses.sum()),
                Meter.counter("sites_refused_total", "Requests of who may not", refused.sum()),
                Meter.counter("sites_errors_total", "Answers that ended in an error", errors.sum()),
                Meter.counter("sites_busy_total", "Requests refused because too many programs ran", busy.sum()),
                Meter.counter(
                        "sites_missing_keys_total",
                        "Times a template asked for a key without a value",
                        missingKeys.sum()));
    }
}
