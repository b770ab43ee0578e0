package org.redeye.web.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.redeye.api.oncall.Shift;

/**
 * Writes iCalendar (RFC 5545): times in UTC, texts escaped (3.3.11), lines folded at 75 bytes (3.1). A shift keeps its UID as long
 * as it begins at the same time, so that who subscribed sees it change hands. Not thread-safe.
 */
final class CalendarText {

    /** Events of one calendar. */
    private static final int MOST = 5000;
    /** Bytes of a line without its end. */
    private static final int WIDTH = 75;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();
    private final Instant now;
    private int events;
    private int dropped;

    /**
     * @param title what the calendar is called
     * @param now when it is written
     */
    CalendarText(String title, Instant now) {
        this.now = now;
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//Red Eye Monitor//On call//EN");
        line("CALSCALE", "GREGORIAN");
        line("METHOD", "PUBLISH");
        line("NAME", escaped(title)); // RFC 7986
        line("X-WR-CALNAME", escaped(title));
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        line("X-PUBLISHED-TTL", "PT1H");
    }

    /** Adds a shift; from 5,000 on they are counted only. */
    void event(Shift shift, String title) {
        if (events == MOST) {
            dropped++;
            return;
        }
        events++;
        String place = shift.schedule() + "|" + shift.from().toEpochMilli();
        line("BEGIN", "VEVENT");
        line("UID", UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)) + "@redeye");
        line("DTSTAMP", TIME.format(now));
        line("DTSTART", TIME.format(shift.from()));
        line("DTEND", TIME.format(shift.until()));
        line("SUMMARY", escaped(title));
        line("DESCRIPTION", escaped(shift.because()));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /** All of it. */
    String text() {
        String left = dropped == 0 ? "" : "X-WR-CALDESC:" + dropped + " later shifts are left out.\r\n";
        return out + left + "END:VCALENDAR\r\n";
    }

    private void line(String name, String value) {
        String whole = name + ":" + value;
        int width = 0;
        for (int at = 0; at < whole.length(); ) {
            int point = whole.codePointAt(at);
            int bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (width + bytes > WIDTH) {
                out.append("\r\n ");
                width = 1;
            }
            out.appendCodePoint(point);
            width += bytes;
            at += Character.charCount(point);
        }
        out.append("\r\n");
    }

    /** Other control characters than a line's end may not stand in a text. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n?|\n", "\\\\n")
                .replaceAll("[\\p{Cntrl}]", " ");
    }
}
