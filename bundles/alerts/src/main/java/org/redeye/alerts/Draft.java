package org.redeye.alerts;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.AlertEntry.Kind;

/**
 * An entry that is not written yet: it has no alert, place and time.
 *
 * @param kind what happens
 * @param by who or what does it
 * @param text one sentence with the reason
 * @param data particulars
 */
record Draft(Kind kind, String by, String text, Map<String, String> data) {

    /** The engine itself, as the author of an entry. */
    static final String REM = "rem";

    Draft {
        data = Map.copyOf(data);
    }

    /** Something that the engine does. */
    static Draft of(Kind kind, String text) {
        return new Draft(kind, REM, text, Map.of());
    }

    /** Something that somebody does. */
    static Draft by(String by, Kind kind, String text) {
        return new Draft(kind, by, text, Map.of());
    }

    /** The same with one more particular. */
    Draft with(String name, Object value) {
        var more = new TreeMap<>(data);
        more.put(name, value instanceof Instant at ? Long.toString(at.toEpochMilli()) : value.toString());
        return new Draft(kind, by, text, more);
    }

    /** The same with more particulars. */
    Draft with(Map<String, String> others) {
        var more = new TreeMap<>(data);
        more.putAll(others);
        return new Draft(kind, by, text, more);
    }

    /** The entry, in its place. */
    AlertEntry at(String alert, long seq, Instant at) {
        return new AlertEntry(alert, seq, at, kind, by, text, data);
    }
}
