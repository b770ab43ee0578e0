package org.redeye.dependencies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.redeye.api.text.Glob;

/**
 * Patterns of ids of checks, filed by what a match must have, so that few are tried for a check: the whole id, the host at
 * its end ({@code shop/*@db1}), or its package. Not thread-safe.
 */
final class Patterns {

    private record Entry(Glob glob, String node) {}

    private final Map<String, List<Entry>> filed = new HashMap<>();

    void add(String pattern, String node) {
        filed.computeIfAbsent(place(pattern), none -> new ArrayList<>()).add(new Entry(new Glob(pattern), node));
    }

    void remove(String pattern, String node) {
        List<Entry> entries = filed.getOrDefault(place(pattern), new ArrayList<>());
        entries.remove(new Entry(new Glob(pattern), node));
        if (entries.isEmpty()) {
            filed.remove(place(pattern));
        }
    }

    /** Tells whose patterns an id matches. */
    void matches(String check, BiConsumer<String, String> tell) {
        int at = check.lastIndexOf('@');
        String host = at < 0 ? "" : check.substring(at);
        for (String place : List.of("=" + check, "@" + owner(check) + host, "/" + owner(check), "*")) {
            for (Entry entry : filed.getOrDefault(place, List.of())) {
                if (entry.glob().matches(check)) {
                    tell.accept(entry.node(), check);
                }
            }
        }
    }

    private static String place(String pattern) {
        var glob = new Glob(pattern);
        if (glob.isExact()) {
            return "=" + pattern;
        }
        if (glob.prefix().indexOf('/') < 0) {
            return "*";
        }
        int wild = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
        int at = pattern.lastIndexOf('@');
        return at > wild ? "@" + owner(pattern) + pattern.substring(at) : "/" + owner(pattern);
    }

    private static String owner(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
