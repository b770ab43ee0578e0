package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One line of all that happened around an alert.
 *
 * @param at when, milliseconds since the epoch
 * @param source where it was written down: alert, state, edit, plugin or oncall
 * @param kind what happened
 * @param by who or what did it
 * @param text one sentence
 * @param data particulars
 */
public record HappeningJson(
        long at,
        String source,
        String kind,
        String by,
        String text,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> data) {}
