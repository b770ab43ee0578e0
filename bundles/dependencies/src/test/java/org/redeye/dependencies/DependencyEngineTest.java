package org.redeye.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.api.check.CheckState.CRITICAL;
import static org.redeye.api.check.CheckState.OK;
import static org.redeye.api.check.CheckState.PENDING;
import static org.redeye.api.check.CheckState.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies.Blame;
import org.redeye.api.alert.Dependencies.Verdict;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.alert.Severity;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.section.Changes;
import org.redeye.testkit.ManualClock;

/** Who is to blame. Times are seconds. */
class DependencyEngineTest {

    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(ZERO.plusSeconds(10_000));
    private final DependencyEngine engine = new DependencyEngine(clock);

    private void host(String name, String... parents) {
        declare("lan", name, List.of(), List.of(parents).stream().map(List::of).toList());
    }

    private void declare(String packageName, String name, List<String> checks, List<List<String>> ways) {
        engine.apply(new Changes<>(
                List.of(new DependencyDeclaration(packageName + "/things/" + name, packageName, name, checks, ways)),
                List.of(),
                List.of()));
    }

    private void check(String id, CheckState state, long at, long since) {
        check(id, state, Reason.TIMEOUT, at, since);
    }

    private void check(String id, CheckState state, Reason reason, long at, long since) {
        int sign = id.indexOf('@');
        var declaration = new CheckDeclaration(
                id,
                id.substring(0, id.indexOf('/')),
                id,
                "ping",
                sign < 0 ? "" : id.substring(sign + 1),
                "",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Map.of());
        var run = new CheckRun(
                id,
                ZERO.plusSeconds(at),
                Duration.ZERO,
                Duration.ZERO,
                Status.OK,
                reason,
                "",
                List.of(),
                "",
                List.of(),
                "");
        engine.stands(new CheckStatus(
                declaration,
                state,
                state == OK ? "" : reason.word(),
                "",
                ZERO.plusSeconds(since),
                state == PENDING ? Optional.empty() : Optional.of(run),
                "n1",
                Optional.empty(),
                new SlotCounts(0, 0, 0, 0, 0)));
    }

    private Blame blame(String subject, long at) {
        return engine.blame(new Condition(
                "r|" + subject,
                "lan/rules/r",
                "lan",
                subject,
                "",
                Severity.CRITICAL,
                true,
                ZERO.plusSeconds(at),
                "",
                "",
                "",
                Map.of(),
                Map.of(),
                Map.of()));
    }

    @Test
    void aRouterWithFortyChildrenIsBlamedForAllOfThem() {
        IntStream.range(0, 40).forEach(i -> {
            host("db" + i, "router");
            check("lan/checks/ping@db" + i, CRITICAL, 100, 100);
        });
        check("lan/checks/ping@router", CRITICAL, 101, 101);

        IntStream.range(0, 40).forEach(i -> assertThat(blame("lan/checks/ping@db" + i, 100))
                .isEqualTo(new Blame(
                        Verdict.PARENTS,
                        List.of("lan/checks/ping@router"),
                        "db" + i + " stands on router, which is down.")));
        assertThat(blame("lan/checks/ping@router", 101)).isEqualTo(Blame.ITSELF);
        assertThat(engine.dependents("lan", "router")).hasSize(40).contains("lan/db7");
    }

    @Test
    void severalParentsAreSeveralWays() {
        host("db", "r1", "r2");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/ping@r1", CRITICAL, 105, 105);
        check("lan/checks/ping@r2", OK, 105, 0);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);

        check("lan/checks/ping@r2", CRITICAL, 106, 106);
        assertThat(blame("lan/checks/ping@db", 100).because()).isEqualTo("db stands on r1, r2, which are down.");
    }

    @Test
    void whatIsOlderThanTheConditionIsAskedAgain() {
        host("db", "router");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/ping@router", OK, 99, 0);
        assertThat(blame("lan/checks/ping@db", 100).verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(blame("lan/checks/ping@db", 100).checks()).containsExactly("lan/checks/ping@router");
        check("lan/checks/ping@router", CRITICAL, 99, 99);
        assertThat(blame("lan/checks/ping@db", 100).verdict()).isEqualTo(Verdict.UNSURE);
        check("lan/checks/ping@router", OK, 100, 0);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
        check("lan/checks/ping@db", CRITICAL, 10_000, 100);
        check("lan/checks/ping@router", OK, 10_000, 0);
        assertThat(blame("lan/checks/ping@db", 20_000))
                .as("a condition of a time to come is one of now")
                .isEqualTo(Blame.ITSELF);
    }

    @Test
    void afterRecoveryTheChildIsCheckedAgainBeforeItIsBlamed() {
        host("db", "router");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/ping@router", OK, 200, 200);
        Blame blame = blame("lan/checks/ping@db", 100);
        assertThat(blame.verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(blame.checks()).containsExactly("lan/checks/ping@db");
        check("lan/checks/ping@db", CRITICAL, 201, 100);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
    }

    @Test
    void whatNobodyKnowsIsNotDown() {
        host("db", "router");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        assertThat(blame("lan/checks/ping@db", 100)).as("no check at all").isEqualTo(Blame.ITSELF);
        assertThat(engine.findings())
                .containsExactly("lan/db stands on lan/router, but there is no service of this name and no host with a"
                        + " check; it counts as up.");
        check("lan/checks/ping@router", PENDING, 0, 0);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
        check("lan/checks/ping@router", UNKNOWN, Reason.NETWORK, 105, 105);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
        check("lan/checks/snmp@router", CRITICAL, 105, 105);
        assertThat(blame("lan/checks/ping@db", 100).verdict()).isEqualTo(Verdict.PARENTS);
        check("lan/checks/ping@router", OK, 105, 0);
        assertThat(blame("lan/checks/ping@db", 100)).as("one check answers").isEqualTo(Blame.ITSELF);
    }

    @Test
    void aHostThatMeasuresBadlyIsThere() {
        host("db", "router");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/disk@router", CRITICAL, Reason.THRESHOLD, 105, 0);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
    }

    @Test
    void theRootIsNamedNotWhatLiesBetween() {
        host("switch", "router");
        host("db", "switch");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/ping@switch", CRITICAL, 101, 101);
        check("lan/checks/ping@router", CRITICAL, 102, 102);
        assertThat(blame("lan/checks/ping@db", 100).checks()).containsExactly("lan/checks/ping@router");
        engine.gone("lan/checks/ping@switch");
        assertThat(blame("lan/checks/ping@db", 100).checks())
                .as("of the switch nobody says anything: it is cut off")
                .containsExactly("lan/checks/ping@router");
    }

    @Test
    void servicesStandOnWhatTheyConnectTo() {
        declare("lan", "sql", List.of("lan/checks/sql*"), List.of());
        declare("lan", "cache1", List.of("lan/checks/c1"), List.of());
        declare("lan", "cache2", List.of("lan/checks/c2"), List.of());
        declare(
                "shop",
                "web",
                List.of("shop/checks/*"),
                List.of(List.of("lan/sql", "lan/cache1"), List.of("lan/sql", "lan/cache2")));
        check("shop/checks/home", CRITICAL, 100, 100);
        check("lan/checks/sql1", OK, 100, 0);
        check("lan/checks/c1", CRITICAL, Reason.THRESHOLD, 100, 0);
        check("lan/checks/c2", OK, 100, 0);
        assertThat(blame("shop/checks/home:total_seconds", 100)).isEqualTo(Blame.ITSELF);
        check("lan/checks/sql1", CRITICAL, Reason.THRESHOLD, 101, 101);
        assertThat(blame("shop/checks/home:total_seconds[a:b]", 100).because())
                .isEqualTo("web stands on lan/cache1, lan/sql, which are down.");
    }

    @Test
    void patternsFindChecksThatWereThereBeforeAndThatComeLater() {
        check("lan/checks/a@db", CRITICAL, 100, 100);
        check("lan/checks/exact", CRITICAL, 100, 100);
        check("lan/checks/web/x", CRITICAL, 100, 100);
        declare("lan", "base", List.of("other/*"), List.of());
        check("other/checks/b", CRITICAL, 100, 100);
        declare(
                "lan",
                "svc",
                List.of("lan/*@db", "lan/checks/exact", "lan/checks/web/*", "*z"),
                List.of(List.of("base")));
        check("lan/checks/b@db", CRITICAL, 100, 100);
        check("lan/checks/web/y", CRITICAL, 100, 100);
        check("lan/z", CRITICAL, 100, 100);
        check("lan/checks/c@db2", CRITICAL, 100, 100);
        for (String subject : List.of("a@db", "exact", "web/x", "b@db", "web/y")) {
            assertThat(blame("lan/checks/" + subject, 100).verdict())
                    .as(subject)
                    .isEqualTo(Verdict.PARENTS);
        }
        assertThat(blame("lan/z", 100).verdict()).isEqualTo(Verdict.PARENTS);
        assertThat(blame("lan/checks/c@db2", 100)).isEqualTo(Blame.ITSELF);
    }

    @Test
    void aChangedDeclarationCountsAndARemovedOneDoesNot() {
        host("db", "router");
        check("lan/checks/ping@db", CRITICAL, 100, 100);
        check("lan/checks/ping@router", CRITICAL, 100, 100);
        var now = new DependencyDeclaration(
                "lan/things/db", "lan", "db", List.of(), List.of(List.of("router"), List.of("other")));
        engine.apply(new Changes<>(List.of(), List.of(now), List.of()));
        check("lan/checks/ping@other", OK, 100, 0);
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
        check("lan/checks/ping@other", CRITICAL, 100, 100);
        assertThat(blame("lan/checks/ping@db", 100).verdict()).isEqualTo(Verdict.PARENTS);
        engine.apply(new Changes<>(List.of(), List.of(), List.of(now)));
        assertThat(blame("lan/checks/ping@db", 100)).isEqualTo(Blame.ITSELF);
        assertThat(engine.dependents("lan", "router")).isEmpty();
    }

    @Test
    void circlesOverPackagesAreToldAndEnd() {
        declare("a", "x", List.of(), List.of(List.of("b/y")));
        declare("b", "y", List.of(), List.of(List.of("a/x")));
        check("a/checks/ping@x", CRITICAL, 100, 100);
        check("b/checks/ping@y", CRITICAL, 100, 100);
        assertThat(blame("a/checks/ping@x", 100)).isEqualTo(Blame.ITSELF);
        assertThat(blame("b/checks/ping@y", 100)).isEqualTo(Blame.ITSELF);
        assertThat(engine.findings().get(0))
                .startsWith("These stand on each other in a circle: a/x → b/y → a/x; none of them");
        assertThat(engine.dependents("a", "x")).containsExactly("b/y");
        engine.gone("a/checks/ping@x");
        engine.gone("b/checks/ping@y");
        check("a/checks/ping@x", CRITICAL, 100, 100);
        assertThat(blame("a/checks/ping@x", 100)).isEqualTo(Blame.ITSELF);
    }

    @Test
    void tenThousandHostsInAChainOfSwitchesAreAnsweredOneByOne() {
        var hosts = new ArrayList<DependencyDeclaration>();
        for (int i = 1; i < 10_000; i++) {
            hosts.add(new DependencyDeclaration(
                    "lan/hosts/h" + i, "lan", "h" + i, List.of(), List.of(List.of("h" + i / 10))));
        }
        engine.apply(new Changes<>(hosts, List.of(), List.of()));
        IntStream.range(0, 10_000).forEach(i -> check("lan/checks/ping@h" + i, CRITICAL, 100, 100));
        assertThat(IntStream.range(1, 10_000)
                        .mapToObj(i -> blame("lan/checks/ping@h" + i, 100).checks()))
                .allMatch(List.of("lan/checks/ping@h0")::equals);
        assertThat(engine.dependents("lan", "h0")).hasSize(9_999);
    }
}
