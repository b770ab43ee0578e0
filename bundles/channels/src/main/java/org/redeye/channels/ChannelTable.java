package org.redeye.channels;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.section.Changes;

/** The channels that packages declare. Thread-safe. */
final class ChannelTable {

    private static final Comparator<ChannelDeclaration> ORDER =
            Comparator.comparing(ChannelDeclaration::name).thenComparing(ChannelDeclaration::packageName);

    private final TreeMap<String, ChannelDeclaration> byId = new TreeMap<>();
    private volatile List<ChannelDeclaration> all = List.of();

    synchronized void apply(Changes<ChannelDeclaration> changes) {
        changes.removed().forEach(gone -> byId.remove(gone.id()));
        changes.added().forEach(here -> byId.put(here.id(), here));
        changes.changed().forEach(here -> byId.put(here.id(), here));
        all = byId.values().stream().sorted(ORDER).toList();
    }

    /** Ordered by name, then by package. */
    List<ChannelDeclaration> list() {
        return all;
    }

    /** By {@code name}, which means that of the first package, or {@code package/name}. */
    Optional<ChannelDeclaration> find(String name) {
        return all.stream()
                .filter(channel ->
                        channel.name().equals(name) || name.equals(channel.packageName() + "/" + channel.name()))
                .findFirst();
    }
}
