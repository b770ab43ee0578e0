package org.redeye.section.maintenance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Reads times as people write them: by the clock on the wall, or with an offset. */
final class Times {

    private final Item item;
    private final CompileContext context;

    Times(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    /** The time zone; UTC if there is none of that name. */
    ZoneId zone() {
        String name = item.text("zone");
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        context.problem(
                item, "zone", "'" + name + "' is no time zone.", Nearest.to(name, ZoneId.getAvailableZoneIds()));
        return ZoneOffset.UTC;
    }

    /** The time in a field; empty if it has none, or what stands there is none. */
    Optional<Instant> read(String field, ZoneId zone) {
        String text = item.text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text.replace(' ', 'T'), zone));
        } catch (DateTimeException e) {
            context.problem(
                    item,
                    field,
                    "'" + text + "' is no time; expected something like 2026-12-24T09:00 or 2026-12-24T09:00+01:00.",
                    "");
            return Optional.empty();
        }
    }

    private static Instant instant(String text, ZoneId zone) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        return text.matches(".*T.*(Z|[+-][0-9:]+)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
