package org.redeye.dependencies;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.text.Glob;

/** How the checks stand, by id, by host, and by the service that they speak for. Thread-safe; reading never waits. */
final class Standings {

    private final Map<String, Standing> checks = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ofHost = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ofService = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> services = new ConcurrentHashMap<>();
    /** Places of hosts by their name alone. */
    private final Map<String, Set<String>> places = new ConcurrentHashMap<>();

    private final Patterns patterns = new Patterns(); // guarded by this

    void put(CheckStatus status) {
        Standing now = Standing.of(status);
        Standing before = checks.put(now.check(), now);
        if (before == null || !before.place().equals(now.place())) {
            file(before, now);
        }
    }

    private synchronized void file(@Nullable Standing before, Standing now) {
        if (before != null) {
            unfile(before);
        }
        if (!now.place().isEmpty()) {
            set(ofHost, now.place()).add(now.check());
            set(places, name(now.place())).add(now.place());
        }
        patterns.matches(now.check(), this::join);
    }

    synchronized void remove(String check) {
        Standing gone = checks.remove(check);
        if (gone != null) {
            unfile(gone);
        }
    }

    private void unfile(Standing gone) {
        take(ofHost, gone.place(), gone.check());
        if (!ofHost.containsKey(gone.place())) {
            take(places, name(gone.place()), gone.place());
        }
        for (String service : Set.copyOf(services.getOrDefault(gone.check(), Set.of()))) {
            part(service, gone.check());
        }
    }

    /** From now on these patterns say which checks speak for a service. */
    synchronized void speak(Node service) {
        for (String pattern : service.declaration().checks()) {
            patterns.add(pattern, service.key());
            var glob = new Glob(pattern);
            candidates(glob).stream().filter(glob::matches).forEach(check -> join(service.key(), check));
        }
    }

    /** Checks among which all are that a pattern matches: as few as can be told without looking at each. */
    private Collection<String> candidates(Glob glob) {
        String pattern = glob.pattern();
        if (glob.isExact()) {
            return checks.containsKey(pattern) ? Set.of(pattern) : Set.of();
        }
        int slash = glob.prefix().indexOf('/');
        int at = pattern.lastIndexOf('@');
        boolean ofOneHost = slash > 0 && at > Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
        return ofOneHost
                ? Set.copyOf(
                        ofHost.getOrDefault(pattern.substring(0, slash) + "/" + pattern.substring(at + 1), Set.of()))
                : checks.keySet();
    }

    synchronized void silence(Node service) {
        service.declaration().checks().forEach(pattern -> patterns.remove(pattern, service.key()));
        for (String check : Set.copyOf(ofService.getOrDefault(service.key(), Set.of()))) {
            part(service.key(), check);
        }
    }

    private void join(String service, String check) {
        set(ofService, service).add(check);
        set(services, check).add(service);
    }

    private void part(String service, String check) {
        take(ofService, service, check);
        take(services, check, service);
    }

    /** The check that a subject is about: itself, or that of a series. */
    Optional<Standing> subject(String subject) {
        Standing found = checks.get(subject);
        for (int end = subject.lastIndexOf(':'); found == null && end > 0; end = subject.lastIndexOf(':', end - 1)) {
            found = checks.get(subject.substring(0, end));
        }
        return Optional.ofNullable(found);
    }

    Optional<Standing> find(String check) {
        return Optional.ofNullable(checks.get(check));
    }

    /** The checks that speak for a host or service. */
    Collection<String> of(String key, boolean host) {
        return (host ? ofHost : ofService).getOrDefault(key, Set.of());
    }

    /** The services that a check speaks for. */
    Collection<String> services(String check) {
        return services.getOrDefault(check, Set.of());
    }

    /** The place of a host that is known by its name alone; empty if there are several. */
    Optional<String> place(String host) {
        Set<String> found = Set.copyOf(places.getOrDefault(host, Set.of()));
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    int size() {
        return checks.size();
    }

    /** Checks that wait for their first run, or cannot run. */
    boolean isPending(String check) {
        return find(check)
                .filter(standing -> standing.state() != CheckState.PENDING)
                .isEmpty();
    }

    List<String> known() {
        return List.copyOf(checks.keySet());
    }

    /** Forgets all checks but these. */
    void retain(Collection<String> ids) {
        var kept = new HashSet<>(ids);
        known().stream().filter(check -> !kept.contains(check)).forEach(this::remove);
    }

    private static Set<String> set(Map<String, Set<String>> map, String key) {
        return map.computeIfAbsent(key, none -> ConcurrentHashMap.newKeySet(4));
    }

    private static void take(Map<String, Set<String>> map, String key, String value) {
        map.computeIfPresent(key, (same, values) -> {
            values.remove(value);
            return values.isEmpty() ? null : values;
        });
    }

    private static String name(String place) {
        return place.substring(place.indexOf('/') + 1);
    }
}
