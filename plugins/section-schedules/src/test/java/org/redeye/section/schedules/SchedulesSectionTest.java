package org.redeye.section.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.SectionTypeContract;

class SchedulesSectionTest extends SectionTypeContract {

    SchedulesSectionTest() {
        super(new SchedulesSection());
    }

    @Override
    protected Map<String, Schema> beside() {
        var sections = new HashMap<>(super.beside());
        sections.put("people", named());
        return sections;
    }

    private static Schema named() {
        return Schema.fields(
                        FieldSpec.of("name", "text").build(),
                        FieldSpec.of("zone", "text").build())
                .below(IndexLayer.key("name"));
    }

    @Test
    void layersKeepTheirOrderAndTurnsTheirTimes() throws IOException {
        assertThat(
                        compile(
                                "schedules:\n  dba:\n    zone: Europe/Prague\n    layers:\n"
                                        + "      base:\n        people: [ann, bob, ann]\n        every: 2 weeks\n"
                                        + "        start: 2026-01-05 09:00\n"
                                        + "        turns: {bob: {until: 2026-06-01}, eve: {from: 2026-06-01T09:00}}\n"
                                        + "      day: {people: cid, every: 1 weekday, start: 2026-01-05T08:00, from: '8:00', until: '24:00'}\n"))
                .containsExactly(new ScheduleDeclaration(
                        "example/schedules/dba",
                        "example",
                        "dba",
                        "dba",
                        ZoneId.of("Europe/Prague"),
                        List.of(
                                new Layer(
                                        "base",
                                        List.of(
                                                turn("ann", null, null),
                                                turn("bob", null, "2026-06-01T00:00"),
                                                turn("ann", null, null),
                                                turn("eve", "2026-06-01T09:00", null)),
                                        Unit.WEEKS,
                                        2,
                                        LocalDateTime.parse("2026-01-05T09:00"),
                                        Set.of(),
                                        Optional.empty(),
                                        Optional.empty()),
                                new Layer(
                                        "day",
                                        List.of(turn("cid", null, null)),
                                        Unit.WEEKDAYS,
                                        1,
                                        LocalDateTime.parse("2026-01-05T08:00"),
                                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                        Optional.of(LocalTime.of(8, 0)),
                                        Optional.of(LocalTime.MIDNIGHT)))));
    }

    @Test
    void warnsOfWhomThePackageDoesNotKnow() throws IOException {
        assertThat(warnings("people:\n  ann: {}\n  bob: {}\nschedules:\n  dba:\n    layers:\n"
                        + "      base: {people: [anne, bob, base/cid], start: 2026-01-05T09:00}\n"
                        + "      none: {start: 2026-01-05T09:00}\n"))
                .containsExactly(
                        "7:22 There is no person 'anne' in this package. Did you mean 'ann'?",
                        "8:13 Nobody takes part in the layer 'none'.");
    }

    private static Turn turn(String person, @Nullable String from, @Nullable String until) {
        return new Turn(
                person,
                Optional.ofNullable(from).map(LocalDateTime::parse),
                Optional.ofNullable(until).map(LocalDateTime::parse));
    }
}
