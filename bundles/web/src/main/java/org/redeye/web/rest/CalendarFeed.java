package org.redeye.web.rest;

import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Shift;

/** Shifts as a calendar: 31 days back and 180 ahead, so that a program that asks once a day always has a good view. */
final class CalendarFeed {

    static final String MEDIA_TYPE = "text/calendar;charset=utf-8";

    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(180);

    private final OnCall onCall;
    private final Clock clock;

    CalendarFeed(OnCall onCall) {
        this(onCall, Clock.systemUTC());
    }

    CalendarFeed(OnCall onCall, Clock clock) {
        this.onCall = onCall;
        this.clock = clock;
    }

    /** The answer with a calendar in it. */
    static Response answer(String calendar) {
        return Response.ok(calendar, MEDIA_TYPE)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    /** The shifts of a schedule; the title of each is who has it. */
    String schedule(ScheduleDeclaration schedule) {
        var calendar = new CalendarText(schedule.title(), clock.instant());
        shifts(schedule).forEach(shift -> calendar.event(shift, Stretch.title(onCall, shift.person())));
        return calendar.text();
    }

    /** The shifts of a person; the title of each is the schedule. */
    String person(PersonDeclaration person) {
        var calendar = new CalendarText("On call: " + person.title(), clock.instant());
        onCall.schedules().stream()
                .flatMap(schedule -> shifts(schedule).stream()
                        .filter(shift -> onCall.person(shift.person())
                                .filter(person::equals)
                                .isPresent())
                        .map(shift -> new Titled(shift, schedule.title())))
                .sorted(Comparator.comparing(titled -> titled.shift().from()))
                .forEach(titled -> calendar.event(titled.shift(), titled.title()));
        return calendar.text();
    }

    private record Titled(Shift shift, String title) {}

    private List<Shift> shifts(ScheduleDeclaration schedule) {
        Instant now = clock.instant();
        return onCall.shifts(Stretch.name(schedule), now.minus(BACK), now.plus(AHEAD)).stream()
                .filter(shift -> !shift.person().isEmpty())
                .toList();
    }
}
