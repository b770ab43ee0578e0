package org.redeye.series.query;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.query.Gap;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when checks gave no samples, and why, from the events that tell of their runs; and when this node did not run, from
 * the times at which it was last known to. What is new is stored about once a second: what a crash takes with it is a
 * remark, no sample. Thread-safe.
 */
@Component(service = GapBook.class)
public final class GapBook {

    /** Gaps of one check that are kept; the oldest give way. */
    static final int MOST_GAPS = 100;

    /** Checks of which gaps are kept. */
    static final int MOST_CHECKS = 50_000;

    static final String BUCKET = "gaps";
    /** No id of a check is without a slash. */
    static final String NODE = "node";

    static final String ALIVE = "alive";

    private static final Logger LOG = LoggerFactory.getLogger(GapBook.class);
    private static final int SCAN = 1000;
    private static final int LONGEST_MESSAGE = 200;
    /** What a {@link StateStore} takes. */
    private static final int LONGEST_KEY = 512;
    /** How often what is new is stored, milliseconds. */
    private static final long FLUSH = 1_000;
    /** How often it is noted that this node runs; a restart shorter than twice this is no gap. Milliseconds. */
    static final long PULSE = 5_000;

    private final Clock clock;
    private final Events.Subscription subscription;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rem-series-gaps");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, List<Gap>> gaps = new HashMap<>();
    private final Set<String> unsaved = new LinkedHashSet<>();
    private @Nullable StateStore store;
    private long pulsed;

    /** Listens from now on. */
    @Activate
    public GapBook(@Reference Events events) {
        this(events, Clock.systemUTC());
        var unused = timer.scheduleWithFixedDelay(this::tick, PULSE, FLUSH, TimeUnit.MILLISECONDS);
    }

    GapBook(Events events, Clock clock) {
        this.clock = clock;
        this.subscription = events.subscribe(this::note);
    }

    /** Ends, with all that is known stored. */
    @Deactivate
    void close() {
        subscription.close();
        timer.shutdown(); // without interrupts: a store that is being written to would be closed by one
        save(true);
    }

    /** Stores what is new, and that this node runs. To be called about once a second. */
    void tick() {
        try {
            save(false);
        } catch (RuntimeException e) { // the next second tries again
            LOG.warn("The gaps of series could not be stored: {}", e.toString());
        }
    }

    /** A store that keeps the gaps; what it knows from before is taken over. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindStore(StateStore there) {
        try {
            synchronized (this) {
                store = there;
                load(there);
            }
            save(true);
        } catch (StoreException e) {
            LOG.warn("The gaps of series noted before could not be read: {}", e.getMessage());
        }
    }

    /** The store goes away; what is noted stays in memory. */
    synchronized void unbindStore(StateStore gone) {
        if (store == gone) {
            store = null;
        }
    }

    /** Why a check gave no samples in a stretch of time, in the order of time. */
    synchronized List<Gap> of(String check, long from, long to) {
        var found = new ArrayList<Gap>();
        for (String key : List.of(check, NODE)) {
            gaps.getOrDefault(key, List.of()).stream()
                    .filter(gap -> gap.touches(from, to))
                    .forEach(found::add);
        }
        found.sort(Comparator.comparingLong(Gap::from));
        return found;
    }

    private synchronized void note(Event event) {
        switch (event.type()) {
            case "check" -> noteRun(event);
            case "checks" -> {
                if (event.data().get("removed") instanceof List<?> removed) {
                    removed.forEach(id -> forget(id.toString()));
                }
            }
            default -> {
                // whatever else happens says nothing of samples
            }
        }
    }

    private void noteRun(Event event) {
        Map<String, Object> data = event.data();
        String check = text(data, "id");
        boolean pending = text(data, "state").equals("pending");
        long at = !pending && data.get("at") instanceof Number number ? number.longValue() : event.at();
        List<Gap> known = gaps.getOrDefault(check, List.of());
        Optional<Gap> open = known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(known.size() - 1)).filter(gap -> gap.to() == 0);
        if (hasValue(data)) {
            if (open.isPresent()) {
                end(known, at);
                unsaved.add(check);
            }
            return;
        }
        String reason = text(data, "reason").isEmpty() ? text(data, "state") : text(data, "reason");
        if (open.filter(gap -> gap.reason().equals(reason)).isPresent()) {
            return;
        }
        if (open.isPresent()) {
            end(known, at);
        }
        add(check, new Gap(at, 0, reason, cut(text(data, "message"))));
    }

    private static boolean hasValue(Map<String, Object> data) {
        return data.get("metrics") instanceof List<?> metrics
                && metrics.stream().anyMatch(metric -> metric instanceof Map<?, ?> map && map.containsKey("value"));
    }

    private static void end(List<Gap> known, long at) {
        Gap last = known.remove(known.size() - 1);
        if (at > last.from()) {
            known.add(new Gap(last.from(), at, last.reason(), last.message()));
        }
    }

    private void add(String key, Gap gap) {
        if (gaps.size() >= MOST_CHECKS && !gaps.containsKey(key) || key.length() > LONGEST_KEY) {
            return;
        }
        List<Gap> known = gaps.computeIfAbsent(key, none -> new ArrayList<>());
        known.add(gap);
        if (known.size() > MOST_GAPS) {
            known.remove(0);
        }
        unsaved.add(key);
    }

    private void forget(String check) {
        if (gaps.remove(check) != null) {
            unsaved.add(check);
        }
    }

    private static String text(Map<String, Object> data, String key) {
        return data.get(key) instanceof String text ? text : "";
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    private void load(StateStore there) {
        String after = "";
        List<Versioned> page;
        do {
            page = there.scan(BUCKET, "", after, SCAN);
            for (Versioned each : page) {
                after = each.key();
                if (!after.equals(ALIVE)) {
                    before(after, GapText.read(each.value()));
                }
            }
        } while (page.size() == SCAN);
        long now = clock.millis();
        if (pulsed == 0) {
            there.get(BUCKET, ALIVE)
                    .map(alive -> GapText.time(alive.value()))
                    .filter(alive -> alive > 0 && now - alive > 2 * PULSE)
                    .ifPresent(alive -> add(
                            NODE, new Gap(alive, now, Gap.NOT_RUNNING, "Red Eye Monitor did not run on this node.")));
        }
    }

    /** What was stored comes before what was noted since. */
    private void before(String key, List<Gap> stored) {
        List<Gap> since = gaps.remove(key);
        if (!stored.isEmpty() && stored.get(stored.size() - 1).to() == 0 && since != null) {
            end(stored, since.get(0).from());
        }
        stored.forEach(gap -> add(key, gap));
        if (since != null) {
            since.forEach(gap -> add(key, gap));
        }
        unsaved.remove(key);
        if (since != null) {
            unsaved.add(key);
        }
    }

    /** Stores what is new, without keeping others waiting. @param now whether it has to be noted now that this node runs */
    private void save(boolean now) {
        Map<String, String> texts;
        StateStore to;
        synchronized (this) {
            to = store;
            if (to == null) {
                return;
            }
            texts = unsaved(now);
        }
        try {
            texts.forEach((key, text) -> {
                if (text.isEmpty()) {
                    to.remove(BUCKET, key);
                } else {
                    to.put(BUCKET, key, text);
                }
            });
        } catch (StoreException e) {
            LOG.debug("{} gaps of series wait to be stored", texts.size(), e);
            synchronized (this) {
                texts.keySet().stream().filter(key -> !key.equals(ALIVE)).forEach(unsaved::add);
            }
        }
    }

    /** What is to be stored, by key; empty for what is gone. */
    private Map<String, String> unsaved(boolean now) {
        var texts = new LinkedHashMap<String, String>();
        long time = clock.millis();
        if (now || Math.abs(time - pulsed) >= PULSE) {
            pulsed = time;
            texts.put(ALIVE, Long.toString(time));
        }
        for (String key : unsaved) {
            texts.put(key, GapText.write(gaps.getOrDefault(key, List.of())));
        }
        unsaved.clear();
        return texts;
    }
}
