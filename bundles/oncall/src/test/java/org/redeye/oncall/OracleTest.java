package org.redeye.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.oncall.Shift;

/** Random schedules over ten years in five time zones say the same as an {@link Oracle} that walks through time. */
class OracleTest {

    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Prague"),
            ZoneId.of("America/Santiago"), // the southern summer; the clock changes at midnight
            ZoneId.of("Australia/Lord_Howe"), // half an hour
            ZoneId.of("Asia/Kolkata"), // never
            ZoneId.of("America/New_York"));

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void saysWhatTheOracleSays(@ForAll @LongRange(min = 0) long seed) {
        compare(seed);
    }

    @Tag("long")
    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void saysWhatTheOracleSaysOfManyMore(@ForAll @LongRange(min = 0) long seed) {
        compare(seed);
    }

    private static void compare(long seed) {
        var random = new Random(seed);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        ScheduleDeclaration schedule = schedule(random, zone);
        List<OverrideDeclaration> overrides = IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> override(random, i))
                .toList();
        var plan = new Plan(Declare.people("a", "b", "c", "d", "e"), List.of(), List.of(schedule), overrides);
        Instant begin = BEGIN.atZone(zone).toInstant();
        Instant end = BEGIN.plusYears(10).atZone(zone).toInstant();
        var oracle = new Oracle(schedule, overrides, Set.of("a", "b", "c", "d", "e"), end.plusSeconds(90_000));

        List<Shift> shifts = plan.cut(schedule, begin, end);
        assertThat(shifts.get(0).from()).isEqualTo(begin);
        assertThat(shifts.get(shifts.size() - 1).until()).isEqualTo(end);
        for (int i = 1; i < shifts.size(); i++) {
            Shift shift = shifts.get(i);
            if (!shifts.get(i - 1).until().equals(shift.from()) || !shift.from().isBefore(shift.until())) {
                throw new AssertionError(shifts.get(i - 1) + " and then " + shift);
            }
        }
        int index = 0;
        for (Instant at : instants(random, zone, begin, end, shifts)) {
            while (!at.isBefore(shifts.get(index).until())) {
                index++;
            }
            Shift shift = shifts.get(index);
            if (!shift.person().equals(oracle.at(at))) {
                throw new AssertionError(at + " in " + zone + ": the engine says '" + shift.person() + "', the oracle '"
                        + oracle.at(at) + "', of " + schedule + " with " + overrides);
            }
        }
    }

    /** Every shift's ends to the millisecond, each change of the clock quarter by quarter, and random minutes. */
    private static Iterable<Instant> instants(
            Random random, ZoneId zone, Instant begin, Instant end, List<Shift> shifts) {
        var instants = new TreeSet<Instant>();
        int stride = Math.max(1, shifts.size() / 2000);
        for (int i = random.nextInt(stride); i < shifts.size(); i += stride) {
            instants.add(shifts.get(i).from());
            instants.add(shifts.get(i).until().minusMillis(1));
        }
        for (var change = zone.getRules().nextTransition(begin);
                change != null && change.getInstant().isBefore(end);
                change = zone.getRules().nextTransition(change.getInstant())) {
            for (int quarter = -100; quarter < 100; quarter++) {
                instants.add(change.getInstant().plus(Duration.ofMinutes(15L * quarter)));
            }
        }
        long minutes = Duration.between(begin, end).toMinutes();
        for (int i = 0; i < 2000; i++) {
            instants.add(begin.plus(Duration.ofMinutes((long) (random.nextDouble() * minutes))));
        }
        return instants.subSet(begin, end);
    }

    private static ScheduleDeclaration schedule(Random random, ZoneId zone) {
        Layer[] layers = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> layer(random, "layer" + i))
                .toArray(Layer[]::new);
        return Declare.schedule("week", zone, layers);
    }

    private static Layer layer(Random random, String name) {
        Unit unit = Unit.values()[random.nextInt(4)];
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (unit == Unit.WEEKDAYS || random.nextInt(3) == 0) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(3) > 0) {
                    days.add(day);
                }
            }
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        boolean window = random.nextInt(3) == 0;
        return new Layer(
                name,
                turns(random),
                unit,
                unit == Unit.HOURS ? 5 + random.nextInt(40) : 1 + random.nextInt(4),
                near(random, 60).withHour(random.nextInt(24)),
                days,
                window ? Optional.of(time(random)) : Optional.empty(),
                window ? Optional.of(time(random)) : Optional.empty());
    }

    private static List<Turn> turns(Random random) {
        var turns = new ArrayList<Turn>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String person = String.valueOf("abcdex".charAt(random.nextInt(6))); // x is nobody whom anybody knows
            Optional<LocalDateTime> from = random.nextInt(3) == 0 ? Optional.of(near(random, 2000)) : Optional.empty();
            Optional<LocalDateTime> until = random.nextInt(3) == 0
                    ? Optional.of(from.orElse(BEGIN).plusMinutes(15L * (1 + random.nextInt(100_000))))
                    : Optional.empty();
            turns.add(new Turn(person, from, until));
        }
        return turns;
    }

    private static OverrideDeclaration override(Random random, int number) {
        Instant from = near(random, 3600).atZone(ZoneId.of("UTC")).toInstant();
        String person = random.nextInt(3) == 0 ? "" : String.valueOf("abcdex".charAt(random.nextInt(6)));
        String instead =
                person.isEmpty() || random.nextInt(3) > 0 ? String.valueOf("abcdex".charAt(random.nextInt(6))) : "";
        return new OverrideDeclaration(
                "shop/overrides/swaps/" + number,
                "shop",
                instead.isEmpty() || random.nextBoolean() ? "week" : "",
                person,
                instead,
                from,
                from.plus(Duration.ofMinutes(15L * (1 + random.nextInt(20_000)))),
                "");
    }

    /** A time on a quarter of an hour, at most so many days after the beginning; often one that a clock may jump over. */
    private static LocalDateTime near(Random random, int days) {
        LocalDateTime time = BEGIN.plusDays(random.nextInt(days)).plusMinutes(15L * random.nextInt(96));
        return random.nextInt(3) == 0 ? time.withHour(random.nextInt(4)) : time;
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }
}
