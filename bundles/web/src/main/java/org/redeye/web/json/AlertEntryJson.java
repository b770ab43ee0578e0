package org.redeye.web.json;

import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.AlertEntry;

/**
 * One line of an alert's record.
 *
 * @param alert the id of the alert
 * @param seq its number within the alert
 * @param at when, milliseconds since the epoch
 * @param kind what happened
 * @param by who or what did it
 * @param text one sentence
 * @param data particulars
 */
public record AlertEntryJson(
        String alert, long seq, long at, String kind, String by, String text, Map<String, String> data) {

    /** An entry as the engine tells of it. */
    public static AlertEntryJson of(AlertEntry entry) {
        return new AlertEntryJson(
                entry.alert(),
                entry.seq(),
                entry.at().toEpochMilli(),
                entry.kind().word(),
                entry.by(),
                entry.text(),
                new TreeMap<>(entry.data()));
    }
}
