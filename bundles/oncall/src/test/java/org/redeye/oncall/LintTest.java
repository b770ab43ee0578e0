package org.redeye.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.redeye.oncall.Declare.PRAGUE;
import static org.redeye.oncall.Declare.at;
import static org.redeye.oncall.Declare.contact;
import static org.redeye.oncall.Declare.layer;
import static org.redeye.oncall.Declare.override;
import static org.redeye.oncall.Declare.people;
import static org.redeye.oncall.Declare.person;
import static org.redeye.oncall.Declare.role;
import static org.redeye.oncall.Declare.schedule;
import static org.redeye.oncall.Declare.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.RoleDeclaration.Step;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;

/** What would leave somebody uncalled is told before it does. */
class LintTest {

    private static final Layer BASE = layer("base", Unit.WEEKS, 1, "2026-01-05T09:00", "ann", "bob");

    private static List<Finding> findings(Plan plan) {
        return plan.findings(at("2026-02-02T09:00"), at("2026-03-02T09:00"));
    }

    private static List<String> texts(Plan plan) {
        return findings(plan).stream()
                .map(finding -> finding.subject() + ": " + finding.text())
                .toList();
    }

    private static Plan plan(List<PersonDeclaration> people, Layer... layers) {
        return new Plan(
                people, List.of(role("dba", "week", List.of())), List.of(schedule("week", PRAGUE, layers)), List.of());
    }

    @Test
    void aWholePlanHasNone() {
        assertThat(findings(plan(people("ann", "bob"), BASE))).isEmpty();
    }

    @Test
    void tellsGapsWithTheirReason() {
        Plan plan = new Plan(
                people("ann", "bob"),
                List.of(role("dba", "week", List.of())),
                List.of(schedule("week", PRAGUE, BASE)),
                List.of(override("off", "", "", "ann", "2026-02-06T09:00", "2026-02-07T09:00")));
        assertThat(findings(plan))
                .containsExactly(new Finding(
                        "shop/schedules/week",
                        Optional.of(at("2026-02-06T09:00")),
                        Optional.of(at("2026-02-07T09:00")),
                        "Nobody has the schedule 'week' from Fri 2026-02-06 09:00 until Sat 2026-02-07 09:00: No layer"
                                + " has anybody at that time; ann has a day off (override 'off': because)."));
    }

    @Test
    void countsTheRestOfManyGaps() {
        Layer office = within(layer("office", Unit.DAYS, 1, "2026-01-05T08:00", "ann"), "", "08:00", "16:00");
        List<Finding> findings = findings(plan(people("ann"), office));
        assertThat(findings).hasSize(21);
        assertThat(findings.get(20).text()).isEqualTo("The schedule 'week' has 8 more gaps, 128 hours altogether.");
        assertThat(findings.get(20).until()).contains(at("2026-03-02T08:00"));
    }

    @Test
    void tellsNamesThatNobodyHas() {
        Plan plan = new Plan(
                people("ann", "bob"),
                List.of(
                        role("dba", "weak", List.of(), new Step("opps", "", Duration.ofMinutes(1))),
                        role("ops", "", List.of("anne"), new Step("", "zoe", Duration.ofMinutes(1))),
                        role("none", "", List.of())),
                List.of(schedule("week", PRAGUE, BASE, layer("top", Unit.DAYS, 1, "2027-01-01T09:00", "bobb"))),
                List.of(override("x", "wek", "eve", "ann", "2026-02-06T09:00", "2026-02-07T09:00")));
        assertThat(texts(plan))
                .containsExactly(
                        "shop/overrides/swaps/x: There is no person 'eve'.",
                        "shop/overrides/swaps/x: There is no schedule 'wek'. Did you mean 'week'?",
                        "shop/roles/dba: There is no role 'opps'. Did you mean 'ops'?",
                        "shop/roles/dba: There is no schedule 'weak'. Did you mean 'week'?",
                        "shop/roles/none: The role 'none' has neither a schedule nor people, so it calls nobody.",
                        "shop/roles/ops: There is no person 'anne'. Did you mean 'ann'?",
                        "shop/roles/ops: There is no person 'zoe'.",
                        "shop/schedules/week: There is no person 'bobb'. Did you mean 'bob'?");
    }

    @Test
    void tellsWhoCannotBeReachedFromTheirFirstShiftOn() {
        assertThat(findings(plan(List.of(person("ann"), person("shop", "bob")), BASE)))
                .as("a person in a schedule whom nobody could call")
                .containsExactly(new Finding(
                        "shop/people/ops/bob",
                        Optional.of(at("2026-02-09T09:00")),
                        Optional.empty(),
                        "'bob' is to be called from Mon 2026-02-09 09:00 on, but has no contacts."));
        assertThat(findings(new Plan(
                        List.of(person("ann"), person("shop", "bob")),
                        List.of(),
                        List.of(schedule("week", PRAGUE, BASE)),
                        List.of())))
                .as("no role calls whoever has the schedule")
                .isEmpty();
    }

    @Test
    void tellsWhenAllContactsOfWhoIsOnCallAreQuiet() {
        PersonDeclaration ann = person(
                "shop",
                "ann",
                contact("mail", "sat,sun 00:00-24:00"),
                contact("phone", "22:00-07:00", "sun 12:00-18:00"));
        assertThat(texts(plan(List.of(ann, person("bob")), BASE)))
                .containsExactly(
                        "shop/people/ops/ann: All contacts of 'ann' are quiet at Sat 2026-02-07 00:00, when they"
                                + " are to be called: only alerts that are critical come through then.");
        ScheduleDeclaration days = schedule(
                "week",
                PRAGUE,
                BASE,
                within(layer("weekend", Unit.WEEKS, 1, "2026-01-05T00:00", "bob"), "sat,sun", "", ""));
        assertThat(texts(new Plan(
                        List.of(ann, person("bob")),
                        List.of(role("dba", "week", List.of())),
                        List.of(days),
                        List.of())))
                .as("bob has the weekends")
                .isEmpty();
    }

    @Test
    void tellsAThousandAndCountsTheRest() {
        List<RoleDeclaration> roles = IntStream.range(0, 1005)
                .mapToObj(i -> role("r" + i, "", List.of()))
                .toList();
        List<Finding> findings = findings(new Plan(List.of(), roles, List.of(), List.of()));
        assertThat(findings).hasSize(1001);
        assertThat(findings.get(1000).text()).isEqualTo("There are 5 more findings.");
    }

    @Test
    void looksAtMostAYearAhead() {
        assertThatThrownBy(() -> plan(people("ann"), BASE).findings(at("2026-01-01T00:00"), at("2027-01-03T00:00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 366 days");
    }
}
