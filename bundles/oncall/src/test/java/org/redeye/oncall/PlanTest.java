package org.redeye.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.redeye.oncall.Declare.PRAGUE;
import static org.redeye.oncall.Declare.at;
import static org.redeye.oncall.Declare.layer;
import static org.redeye.oncall.Declare.override;
import static org.redeye.oncall.Declare.people;
import static org.redeye.oncall.Declare.person;
import static org.redeye.oncall.Declare.role;
import static org.redeye.oncall.Declare.schedule;
import static org.redeye.oncall.Declare.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OverrideDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;

/** What is declared, and who has it then. */
class PlanTest {

    private static Plan plan(ScheduleDeclaration schedule, OverrideDeclaration... overrides) {
        return new Plan(
                people("ann", "bob", "cid", "dan"),
                List.of(role("dba", schedule.name(), List.of())),
                List.of(schedule),
                List.of(overrides));
    }

    private static Plan plan(Layer... layers) {
        return plan(schedule("week", PRAGUE, layers));
    }

    /** Who has the schedule when: {@code "ann 2026-01-05T09:00"}, by the clock in Prague; {@code -} for nobody. */
    private static List<String> turns(Plan plan, String from, String to) {
        ZoneId zone = plan.schedules().get(0).zone();
        return plan.cut(plan.schedules().get(0), at(from), at(to)).stream()
                .map(shift -> (shift.person().isEmpty() ? "-" : shift.person()) + " "
                        + shift.from().atZone(zone).toLocalDateTime())
                .toList();
    }

    @Test
    void handsOverByTheClockOnTheWallThroughBothChangesOfIt() {
        Plan plan = plan(layer("base", Unit.WEEKS, 1, "2026-03-23T09:00", "ann", "bob"));
        assertThat(plan.shifts("week", at("2026-03-24T00:00"), at("2026-04-02T00:00")))
                .extracting(Shift::person, Shift::from, Shift::until)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "ann", at("2026-03-23T09:00+01:00"), at("2026-03-30T09:00+02:00")),
                        org.assertj.core.groups.Tuple.tuple(
                                "bob", at("2026-03-30T09:00+02:00"), at("2026-04-06T09:00+02:00")));
        Plan nights = plan(layer("base", Unit.DAYS, 1, "2026-03-01T02:30", "ann", "bob"));
        assertThat(nights.cut(nights.schedules().get(0), at("2026-03-28T12:00"), at("2026-03-30T12:00")))
                .extracting(Shift::from)
                .as("02:30 is left out on the 29th, so it is 03:00")
                .contains(at("2026-03-29T03:00+02:00"), at("2026-03-30T02:30+02:00"));
        assertThat(nights.cut(nights.schedules().get(0), at("2026-10-24T12:00"), at("2026-10-26T12:00")))
                .extracting(Shift::from)
                .as("02:30 comes twice on the 25th, the first counts")
                .contains(at("2026-10-25T02:30+02:00"), at("2026-10-26T02:30+01:00"));
    }

    @Test
    void hoursPassWhateverTheClockDoes() {
        Plan plan = plan(layer("base", Unit.HOURS, 12, "2026-03-28T09:00", "ann", "bob"));
        assertThat(turns(plan, "2026-03-28T08:00", "2026-03-30T00:00"))
                .containsExactly(
                        "- 2026-03-28T08:00",
                        "ann 2026-03-28T09:00",
                        "bob 2026-03-28T21:00",
                        "ann 2026-03-29T10:00",
                        "bob 2026-03-29T22:00");
    }

    @Test
    void fourteenPeopleHaveEqualCountsOfWeekdays() {
        String[] names = IntStream.range(0, 14).mapToObj(i -> "p" + i).toArray(String[]::new);
        ScheduleDeclaration schedule =
                schedule("week", PRAGUE, layer("base", Unit.WEEKDAYS, 1, "2026-01-05T09:00", names));
        Plan plan = new Plan(people(names), List.of(), List.of(schedule), List.of());
        Instant from = at("2026-01-05T09:00");
        Instant to = at("2026-07-20T09:00"); // 28 weeks
        List<Shift> shifts = plan.cut(schedule, from, to).stream()
                .filter(shift -> !shift.person().isEmpty())
                .toList();
        assertThat(shifts)
                .hasSize(140)
                .allMatch(shift -> shift.from().atZone(PRAGUE).getDayOfWeek().getValue() <= 5);
        assertThat(plan.shares("week", from, to)).hasSize(14).allMatch(share -> share.shifts() == 10);
        Map<String, Long> mondays = shifts.stream()
                .filter(shift -> shift.from().atZone(PRAGUE).getDayOfWeek().getValue() == 1)
                .collect(Collectors.groupingBy(Shift::person, Collectors.counting()));
        assertThat(mondays.values()).hasSize(14).containsOnly(2L);
    }

    @Test
    void theLastLayerThatHasSomebodyDecides() {
        Plan plan = plan(
                layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann"),
                within(layer("night", Unit.DAYS, 1, "2026-01-05T12:00", "bob", "cid"), "mon-fri", "22:00", "06:00"));
        assertThat(turns(plan, "2026-01-08T12:00", "2026-01-12T23:00"))
                .as("the night of Friday goes on until Saturday; the one of Saturday has nobody above ann")
                .containsExactly(
                        "ann 2026-01-08T12:00",
                        "cid 2026-01-08T22:00",
                        "ann 2026-01-09T06:00",
                        "bob 2026-01-09T22:00",
                        "ann 2026-01-10T06:00",
                        "cid 2026-01-12T22:00");
    }

    @Test
    void whoJoinsWaitsForTheirPlaceAndWhoLeavesGoesAtOnce() {
        Plan plan = plan(layer(
                "base", Unit.DAYS, 1, "2026-01-05T09:00", "ann", "bob 2026-01-07T00:00..2026-01-11T15:00", "cid"));
        assertThat(turns(plan, "2026-01-05T09:00", "2026-01-15T09:00"))
                .containsExactly(
                        "ann 2026-01-05T09:00",
                        "cid 2026-01-06T09:00",
                        "ann 2026-01-07T09:00",
                        "bob 2026-01-08T09:00",
                        "cid 2026-01-09T09:00",
                        "ann 2026-01-10T09:00",
                        "bob 2026-01-11T09:00",
                        "cid 2026-01-11T15:00", // early, and the turn of the 12th is cid's own
                        "ann 2026-01-13T09:00",
                        "cid 2026-01-14T09:00");
    }

    @Test
    void whoJoinsWhereNobodyIsHasItAtOnce() {
        Plan plan = plan(layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann 2026-01-07T12:00..2026-01-20T12:00"));
        assertThat(turns(plan, "2026-01-05T09:00", "2026-01-30T09:00"))
                .containsExactly("- 2026-01-05T09:00", "ann 2026-01-07T12:00", "- 2026-01-20T12:00");
    }

    @Test
    void aSwapChangesOnlyTheShiftsOfWhomItNames() {
        ScheduleDeclaration schedule =
                schedule("week", PRAGUE, layer("base", Unit.DAYS, 1, "2026-01-05T09:00", "ann", "bob"));
        Plan plan = plan(schedule, override("x", "week", "cid", "ann", "2026-01-05T12:00", "2026-01-07T12:00"));
        assertThat(turns(plan, "2026-01-05T09:00", "2026-01-08T09:00"))
                .containsExactly(
                        "ann 2026-01-05T09:00",
                        "cid 2026-01-05T12:00",
                        "bob 2026-01-06T09:00",
                        "cid 2026-01-07T09:00",
                        "ann 2026-01-07T12:00");
        Holding holding = plan.holder("dba", at("2026-01-05T13:00")).orElseThrow();
        assertThat(holding.because()).isEqualTo("Schedule 'week': cid instead of ann by the override 'x': because.");
        assertThat(holding.until()).contains(at("2026-01-06T09:00"));
    }

    @Test
    void twoPeopleCanExchangeAndWhoBeganLastGoesFirst() {
        ScheduleDeclaration schedule =
                schedule("week", PRAGUE, layer("base", Unit.DAYS, 1, "2026-01-05T09:00", "ann", "bob"));
        Plan plan = plan(
                schedule,
                override("a", "week", "bob", "ann", "2026-01-05T09:00", "2026-01-07T09:00"),
                override("b", "week", "ann", "bob", "2026-01-05T09:00", "2026-01-07T09:00"));
        assertThat(turns(plan, "2026-01-05T09:00", "2026-01-07T09:00"))
                .containsExactly("bob 2026-01-05T09:00", "ann 2026-01-06T09:00");
        Plan twice = plan(
                schedule,
                override("a", "week", "cid", "", "2026-01-05T09:00", "2026-01-07T09:00"),
                override("b", "week", "dan", "", "2026-01-06T09:00", "2026-01-06T12:00"),
                override("z", "week", "bob", "", "2026-01-06T11:00", "2026-01-06T11:30"),
                override("y", "week", "ann", "", "2026-01-06T11:00", "2026-01-06T11:45"));
        assertThat(turns(twice, "2026-01-05T09:00", "2026-01-07T09:00"))
                .as("of two that begin together, the last by name")
                .containsExactly(
                        "cid 2026-01-05T09:00",
                        "dan 2026-01-06T09:00",
                        "bob 2026-01-06T11:00",
                        "ann 2026-01-06T11:30",
                        "dan 2026-01-06T11:45",
                        "cid 2026-01-06T12:00");
    }

    @Test
    void onADayOffTheLayersBelowGoOnAndSaySo() {
        Layer base = layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann");
        Layer top = layer("top", Unit.WEEKS, 1, "2026-01-05T09:00", "bob");
        OverrideDeclaration off = override("off", "", "", "bob", "2026-01-06T00:00", "2026-01-07T00:00");
        assertThat(turns(plan(schedule("week", PRAGUE, base, top), off), "2026-01-05T09:00", "2026-01-08T00:00"))
                .containsExactly("bob 2026-01-05T09:00", "ann 2026-01-06T00:00", "bob 2026-01-07T00:00");
        Plan alone = plan(schedule("week", PRAGUE, top), off);
        Holding nobody = alone.holder("dba", at("2026-01-06T12:00")).orElseThrow();
        assertThat(nobody.people()).isEmpty();
        assertThat(nobody.because())
                .isEqualTo("Schedule 'week': No layer has anybody at that time; bob has a day off (override 'off':"
                        + " because).");
        assertThat(nobody.until()).contains(at("2026-01-07T00:00"));
    }

    @Test
    void whomNobodyKnowsIsPassedOver() {
        Plan plan = plan(
                layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann"),
                layer("top", Unit.WEEKS, 1, "2026-01-05T09:00", "nobody"));
        Holding holding = plan.holder("dba", at("2026-01-06T12:00")).orElseThrow();
        assertThat(holding.people()).extracting(person -> person.name()).containsExactly("ann");
        assertThat(holding.because())
                .isEqualTo("Schedule 'week': ann has the turn in the layer 'base' (1 week each);"
                        + " nobody knows the person 'nobody'.");
        assertThat(holding.until()).isEmpty();
    }

    @Test
    void aRoleOfPeopleIsHeldByAllOfThem() {
        Plan plan = new Plan(
                people("ann", "bob"),
                List.of(role("ops", "", List.of("bob", "ann", "eve")), role("none", "", List.of())),
                List.of(),
                List.of());
        assertThat(plan.holder("ops", Instant.EPOCH).orElseThrow().people())
                .extracting(person -> person.name())
                .containsExactly("bob", "ann");
        assertThat(plan.holder("none", Instant.EPOCH).orElseThrow().because())
                .isEqualTo("The role has neither a schedule nor people.");
        assertThat(plan.holder("dba", Instant.EPOCH)).isEqualTo(Optional.empty());
    }

    @Test
    void namesMeanThoseOfTheirOwnPackageFirst() {
        var people = new ArrayList<>(people("ann"));
        people.add(person("base", "ann"));
        Plan plan = new Plan(
                people,
                List.of(role("dba", "week", List.of())),
                List.of(schedule("week", PRAGUE, layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann", "base/ann"))),
                List.of(override("x", "week", "ann", "base/ann", "2026-01-12T09:00", "2026-01-13T09:00")));
        assertThat(plan.person("ann").orElseThrow().packageName()).isEqualTo("base");
        assertThat(turns(plan, "2026-01-05T09:00", "2026-01-14T09:00"))
                .containsExactly("shop/ann 2026-01-05T09:00", "shop/ann 2026-01-12T09:00", "ann 2026-01-13T09:00");
    }

    @Test
    void addsUpNightsAndWeekends() {
        Plan plan = plan(layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann", "bob"));
        assertThat(plan.shares("week", at("2026-01-05T09:00"), at("2026-01-14T09:00")))
                .containsExactly(
                        new Share("ann", 1, Duration.ofDays(7), Duration.ofHours(56), Duration.ofHours(48)),
                        new Share("bob", 1, Duration.ofDays(2), Duration.ofHours(16), Duration.ZERO));
    }

    @Test
    void refusesWhatIsTooMuchOrNotThere() {
        Plan plan = plan(layer("base", Unit.HOURS, 1, "2026-01-05T09:00", "ann", "bob"));
        Instant from = at("2026-01-05T09:00");
        assertThat(plan.shifts("week", from, from.plus(Duration.ofDays(11 * 365))))
                .hasSizeGreaterThan(96_000);
        assertThatThrownBy(() -> plan.shifts("week", from, from.plus(Duration.ofDays(12 * 366))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 11 years");
        assertThatThrownBy(() -> plan.shifts("weak", from, from))
                .hasMessage("There is no schedule 'weak'. Did you mean 'week'?");
    }
}
