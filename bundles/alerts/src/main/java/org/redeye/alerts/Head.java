package org.redeye.alerts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.redeye.api.alert.Severity;

/**
 * What is kept in memory of an alert that is over.
 *
 * @param id its id
 * @param opened when it began
 * @param resolved when it ended
 * @param changed when it was last written to
 * @param severity how bad it was
 * @param role who was called
 * @param title its title
 */
record Head(
        String id, Instant opened, Instant resolved, Instant changed, Severity severity, String role, String title) {

    static Head of(Life life) {
        return new Head(
                life.id,
                life.opened,
                life.resolved.orElse(life.changed),
                life.changed,
                life.severity(),
                life.role,
                life.title());
    }

    String text() {
        var all = new LinkedHashMap<String, String>();
        all.put("opened", Long.toString(opened.toEpochMilli()));
        all.put("resolved", Long.toString(resolved.toEpochMilli()));
        all.put("changed", Long.toString(changed.toEpochMilli()));
        all.put("severity", severity.name());
        all.put("role", role);
        all.put("title", title);
        return EntryText.write(all);
    }

    static Head read(String id, String text) {
        Map<String, String> all = EntryText.read(text);
        return new Head(
                id,
                time(all, "opened"),
                time(all, "resolved"),
                time(all, "changed"),
                Severity.valueOf(all.getOrDefault("severity", "INFO")),
                all.getOrDefault("role", ""),
                all.getOrDefault("title", ""));
    }

    private static Instant time(Map<String, String> all, String name) {
        return Instant.ofEpochMilli(Long.parseLong(all.getOrDefault(name, "0")));
    }
}
