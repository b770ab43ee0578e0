package org.redeye.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.osgi.framework.Version;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;

/** What there was at one moment. Immutable. */
final class Picture {
    /** By identity; of several versions the one in use first: the highest that is ACTIVE, else the highest. */
    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.info().id())
            .thenComparing(entry -> entry.info().state() != PluginState.ACTIVE)
            .thenComparing(entry -> Version.valueOf(entry.info().version()), Comparator.reverseOrder())
            .thenComparing(entry -> entry.info().bundleId());

    static final Picture EMPTY = new Picture(List.of());

    private final Map<PluginId, List<Entry>> entries = new LinkedHashMap<>();
    private final List<PluginInfo> list;

    /**
     * One plugin of one bundle.
     *
     * @param generation another number for each living plugin: tells a plugin that was replaced by its like
     * @param settling whether this state is about to pass by itself, and so not worth a line in the log
     */
    record Entry(PluginInfo info, long generation, boolean settling) {}

    /**
     * What is worth a line in the log.
     *
     * @param info as it is, or as it was if it is removed
     */
    record News(PluginInfo info, boolean removed) {}

    Picture(List<Entry> all) {
        List<Entry> sorted = all.stream().sorted(ORDER).toList();
        sorted.forEach(entry -> entries.computeIfAbsent(entry.info().id(), id -> new ArrayList<>())
                .add(entry));
        list = sorted.stream().map(Entry::info).toList();
    }

    List<PluginInfo> list() {
        return list;
    }

    Optional<PluginInfo> find(PluginId id) {
        return of(id).stream().findFirst().map(Entry::info);
    }

    /** Whether every plugin works. */
    boolean isWell() {
        return list.stream().allMatch(info -> info.state() == PluginState.ACTIVE);
    }

    /** Which identities are not as they were, in order. */
    SortedSet<PluginId> changedSince(Picture before) {
        var ids = new TreeSet<>(entries.keySet());
        ids.addAll(before.entries.keySet());
        ids.removeIf(id -> of(id).equals(before.of(id)));
        return ids;
    }

    /** What changed from one settled state to another, and what is gone. */
    List<News> newsSince(Picture before) {
        var news = new ArrayList<News>();
        for (PluginId id : changedSince(before)) {
            for (Entry entry : before.of(id)) {
                if (sameBundle(entry, of(id)).isEmpty()) {
                    news.add(new News(entry.info(), true));
                }
            }
            for (Entry entry : of(id)) {
                if (!entry.settling() && !sameBundle(entry, before.of(id)).equals(Optional.of(entry))) {
                    news.add(new News(entry.info(), false));
                }
            }
        }
        return news;
    }

    private List<Entry> of(PluginId id) {
        return entries.getOrDefault(id, List.of());
    }

    private static Optional<Entry> sameBundle(Entry entry, List<Entry> others) {
        return others.stream()
                .filter(other -> other.info().bundleId() == entry.info().bundleId()
                        && other.info().bundle().equals(entry.info().bundle()))
                .findFirst();
    }
}
