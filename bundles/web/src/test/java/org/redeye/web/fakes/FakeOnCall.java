package org.redeye.web.fakes;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;

/** Two people in one schedule: ann has the first half of what is asked for, then there is a gap. */
public final class FakeOnCall implements OnCall {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    private final PersonDeclaration ann = new PersonDeclaration(
            "shop/people/ops/ann",
            "shop",
            "ann",
            "Ann; Miller, \\ née Ďáblová",
            "am",
            PRAGUE,
            List.of(new Contact(
                    "phone",
                    "hook",
                    "+420",
                    Duration.ofMinutes(2),
                    Severity.WARNING,
                    List.of(new Contact.Quiet(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT)),
                    Severity.CRITICAL)));
    private final PersonDeclaration bob =
            new PersonDeclaration("shop/people/ops/bob", "shop", "bob", "bob", "", PRAGUE, List.of());

    @Override
    public List<PersonDeclaration> people() {
        return List.of(ann, bob);
    }

    @Override
    public Optional<PersonDeclaration> person(String name) {
        return people().stream().filter(person -> person.name().equals(name)).findFirst();
    }

    @Override
    public List<RoleDeclaration> roles() {
        return List.of(new RoleDeclaration(
                "shop/roles/dba",
                "shop",
                "dba",
                "DBA",
                "week",
                List.of(),
                List.of(new RoleDeclaration.Step("ops", "", Duration.ofMinutes(10))),
                Duration.ofMinutes(30),
                Duration.ofHours(4)));
    }

    @Override
    public Optional<RoleDeclaration> role(String name) {
        return roles().stream().filter(role -> role.name().equals(name)).findFirst();
    }

    @Override
    public List<ScheduleDeclaration> schedules() {
        var layer = new ScheduleDeclaration.Layer(
                "base",
                List.of(
                        new ScheduleDeclaration.Turn("ann", Optional.empty(), Optional.empty()),
                        new ScheduleDeclaration.Turn(
                                "bob", Optional.of(LocalDateTime.of(2026, 6, 1, 9, 0)), Optional.empty())),
                ScheduleDeclaration.Unit.WEEKDAYS,
                1,
                LocalDateTime.of(2026, 1, 5, 9, 0),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                Optional.of(LocalTime.of(22, 0)),
                Optional.of(LocalTime.of(6, 0)));
        return List.of(new ScheduleDeclaration("shop/schedules/week", "shop", "week", "Week", PRAGUE, List.of(layer)));
    }

    @Override
    public Optional<Holding> holder(String role, Instant at) {
        return role(role)
                .map(found ->
                        new Holding(role, at, List.of(ann), "It is her turn.", Optional.of(at.plusSeconds(3600))));
    }

    @Override
    public List<Shift> shifts(String schedule, Instant from, Instant to) {
        if (!schedule.equals("shop/week")) {
            throw new IllegalArgumentException("There is no schedule '" + schedule + "'.");
        }
        if (Duration.between(from, to).toDays() > 4000) {
            throw new IllegalArgumentException("That is more than 11 years.");
        }
        Instant half = from.plus(Duration.between(from, to).dividedBy(2));
        return List.of(
                new Shift("week", "ann", from, half, "base", "Because:\r\n" + "ž".repeat(100)),
                new Shift("week", "", half, to, "", "No layer has anybody."));
    }

    @Override
    public List<Share> shares(String schedule, Instant from, Instant to) {
        return List.of(new Share("ann", 1, Duration.between(from, to), Duration.ofHours(8), Duration.ofHours(48)));
    }

    @Override
    public List<Finding> findings(Instant from, Instant to) {
        return List.of(
                new Finding("shop/schedules/week", Optional.of(from), Optional.of(to), "A gap."),
                new Finding("shop/roles/dba", Optional.empty(), Optional.empty(), "Nobody."));
    }
}
