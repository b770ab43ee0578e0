package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Share;
import org.redeye.api.oncall.Shift;

/** Who is on call, from the shell. */
class OnCallCommandsTest {

    @TempDir
    static Path folder;

    private static Shell shell;

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell(folder);
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @AfterEach
    void stopEngines() {
        shell.stopEngines();
    }

    @Test
    void tellsWhoHoldsEachRole() {
        shell.start(OnCall.class, new Fake());
        assertThat(shell.run("rem:oncall 2026-01-05T10:00Z").rows())
                .containsExactly(
                        "Role|Who|Until|Why", "dba|Ann Miller|2026-01-05T11:00:00Z|it is her turn", "ops|nobody|-|no");
        var json = shell.run("rem:oncall 2026-01-05T10:00Z --json").json();
        assertThat(json.at("/items/0").toString())
                .isEqualTo(
                        "{\"role\":\"dba\",\"title\":\"DBA\",\"people\":[{\"name\":\"ann\",\"title\":\"Ann Miller\"}],"
                                + "\"because\":\"it is her turn\",\"until\":1767610800000}");
        assertThat(json.at("/items/1").has("until")).isFalse();
    }

    @Test
    void tellsWhatIsWrongWithThePlan() {
        shell.start(OnCall.class, new Fake());
        assertThat(shell.run("rem:oncall-lint --days 2").rows())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("|-|shop/schedules/week|a gap of PT48H");
        assertThat(shell.run("rem:oncall-lint --days 0").err())
                .contains("--days is '0'; expected a number from 1 to 366");
        assertThat(shell.run("rem:oncall-lint --json")
                        .json()
                        .at("/items/0/text")
                        .asText())
                .isEqualTo("a gap of PT2160H");
    }

    @Test
    void tellsWhoHasAScheduleWhen() {
        shell.start(OnCall.class, new Fake());
        assertThat(shell.run("rem:oncall-shifts week --from 2026-01-05 --to 2026-01-06")
                        .rows())
                .containsExactly(
                        "From|Until|Who|Why",
                        "2026-01-05T00:00:00Z|2026-01-05T12:00:00Z|ann|turn",
                        "2026-01-05T12:00:00Z|2026-01-06T00:00:00Z|nobody|gap");
        assertThat(shell.run("rem:oncall-shifts --json week --from 2026-01-05 --to 2026-01-06")
                        .json()
                        .at("/items/0/title")
                        .asText())
                .isEqualTo("Ann Miller");
        assertThat(shell.run("rem:oncall-shifts weak").err()).contains("there is no schedule 'weak'", "'week'");
        assertThat(shell.run("rem:oncall-shifts week --from +2d --to +1d").err())
                .contains("is not before");
        assertThat(shell.complete("oncall-shifts", "oncall-shifts w")).containsExactly("week");
    }

    @Test
    void saysThatTheEngineIsAway() {
        assertThat(shell.run("rem:oncall").err()).contains("the on-call engine is not running");
    }

    /** One person, two roles, one schedule. */
    private static final class Fake implements OnCall {
        private final PersonDeclaration ann =
                new PersonDeclaration("shop/people/ann", "shop", "ann", "Ann Miller", "", ZoneOffset.UTC, List.of());

        @Override
        public List<PersonDeclaration> people() {
            return List.of(ann);
        }

        @Override
        public Optional<PersonDeclaration> person(String name) {
            return name.equals("ann") ? Optional.of(ann) : Optional.empty();
        }

        @Override
        public List<RoleDeclaration> roles() {
            return List.of(role("dba", "DBA"), role("ops", "Ops"));
        }

        private static RoleDeclaration role(String name, String title) {
            return new RoleDeclaration(
                    "shop/roles/" + name,
                    "shop",
                    name,
                    title,
                    "week",
                    List.of(),
                    List.of(),
                    Duration.ofMinutes(30),
                    Duration.ZERO);
        }

        @Override
        public Optional<RoleDeclaration> role(String name) {
            return roles().stream().filter(role -> role.name().equals(name)).findFirst();
        }

        @Override
        public List<ScheduleDeclaration> schedules() {
            var layer = new ScheduleDeclaration.Layer(
                    "base",
                    List.of(),
                    ScheduleDeclaration.Unit.DAYS,
                    1,
                    LocalDateTime.of(2026, 1, 1, 9, 0),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());
            return List.of(new ScheduleDeclaration(
                    "shop/schedules/week", "shop", "week", "Week", ZoneOffset.UTC, List.of(layer)));
        }

        @Override
        public Optional<Holding> holder(String role, Instant at) {
            return role.equals("dba")
                    ? Optional.of(
                            new Holding(role, at, List.of(ann), "it is her turn", Optional.of(at.plusSeconds(3600))))
                    : Optional.of(new Holding(role, at, List.of(), "no", Optional.empty()));
        }

        @Override
        public List<Shift> shifts(String schedule, Instant from, Instant to) {
            Instant noon = from.plusSeconds(12 * 3600);
            return List.of(
                    new Shift(schedule, "ann", from, noon, "base", "turn"),
                    new Shift(schedule, "", noon, to, "", "gap"));
        }

        @Override
        public List<Share> shares(String schedule, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public List<Finding> findings(Instant from, Instant to) {
            return List.of(new Finding(
                    "shop/schedules/week",
                    Optional.of(from),
                    Optional.empty(),
                    "a gap of " + Duration.between(from, to)));
        }
    }
}
