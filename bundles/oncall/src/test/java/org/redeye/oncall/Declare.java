package org.redeye.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.oncall.WallClock;

/** Short words for declarations. */
final class Declare {

    static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    private Declare() {}

    static PersonDeclaration person(String name) {
        return person("shop", name, contact("mail"));
    }

    static PersonDeclaration person(String packageName, String name, Contact... contacts) {
        return new PersonDeclaration(
                packageName + "/people/ops/" + name, packageName, name, name, "", PRAGUE, List.of(contacts));
    }

    static Contact contact(String name, String... quiet) {
        return new Contact(
                name,
                name,
                "",
                Duration.ZERO,
                Severity.INFO,
                Arrays.stream(quiet).map(WallClock::quiet).toList(),
                Severity.CRITICAL);
    }

    static List<PersonDeclaration> people(String... names) {
        return Arrays.stream(names).map(Declare::person).toList();
    }

    static ScheduleDeclaration schedule(String name, ZoneId zone, Layer... layers) {
        return new ScheduleDeclaration("shop/schedules/" + name, "shop", name, name, zone, List.of(layers));
    }

    static Layer layer(String name, Unit unit, int length, String start, String... people) {
        return new Layer(
                name,
                Arrays.stream(people).map(Declare::turn).toList(),
                unit,
                length,
                LocalDateTime.parse(start),
                unit == Unit.WEEKDAYS ? WallClock.days("mon-fri") : Set.<DayOfWeek>of(),
                Optional.empty(),
                Optional.empty());
    }

    static Layer within(Layer layer, String days, String from, String until) {
        return new Layer(
                layer.name(),
                layer.turns(),
                layer.unit(),
                layer.length(),
                layer.start(),
                days.isEmpty() ? layer.days() : WallClock.days(days),
                from.isEmpty() ? Optional.empty() : Optional.of(WallClock.time(from)),
                until.isEmpty() ? Optional.<LocalTime>empty() : Optional.of(WallClock.time(until)));
    }

    /** {@code ann}, {@code ann 2026-03-01T09:00..}, {@code ann ..2026-03-01T09:00}. */
    static Turn turn(String text) {
        String[] words = text.split(" ", -1);
        if (words.length == 1) {
            return new Turn(text, Optional.empty(), Optional.empty());
        }
        String[] ends = words[1].split("\\.\\.", -1);
        return new Turn(words[0], local(ends[0]), local(ends[1]));
    }

    static OverrideDeclaration override(
            String name, String schedule, String person, String instead, String from, String until) {
        return new OverrideDeclaration(
                "shop/overrides/swaps/" + name, "shop", schedule, person, instead, at(from), at(until), "because");
    }

    static RoleDeclaration role(String name, String schedule, List<String> people, RoleDeclaration.Step... steps) {
        return new RoleDeclaration(
                "shop/roles/" + name,
                "shop",
                name,
                name,
                schedule,
                people,
                List.of(steps),
                Duration.ofMinutes(30),
                Duration.ofHours(4));
    }

    /** An instant: by the clock in Prague, or with its offset. */
    static Instant at(String text) {
        return WallClock.instant(text, PRAGUE);
    }

    private static Optional<LocalDateTime> local(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    }
}
