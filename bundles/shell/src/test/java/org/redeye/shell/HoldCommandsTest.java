package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.Slas;

/** Service levels and maintenance from the shell. */
class HoldCommandsTest {

    private static final Instant AT = Instant.parse("2026-03-31T00:00:00Z");

    @TempDir
    static Path folder;

    private static Shell shell;

    private final List<Window> windows = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell(folder);
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @BeforeEach
    void startEngines() {
        shell.start(Slas.class, new Slas() {
            @Override
            public List<SlaStatus> list() {
                return List.of(status(AT));
            }

            @Override
            public Optional<SlaStatus> find(String id) {
                return find(id, AT);
            }

            @Override
            public Optional<SlaStatus> find(String id, Instant at) {
                return Optional.of(status(at)).filter(status -> id.equals("shop/slas/shop"));
            }
        });
        shell.start(Maintenance.class, new Maintenance() {
            @Override
            public List<Window> windows(Instant from, Instant to) {
                return windows;
            }

            @Override
            public Window open(Window window) {
                windows.add(
                        new Window("M-1", window.title(), window.match(), window.by(), window.from(), window.until()));
                return windows.get(0);
            }

            @Override
            public void close(String id, String by) {
                windows.clear();
            }
        });
    }

    @AfterEach
    void stopEngines() {
        shell.stopEngines();
    }

    private static SlaStatus status(Instant at) {
        var sla = new SlaDeclaration(
                "shop/slas/shop",
                "shop",
                "The shop",
                List.of("shop/*"),
                0.999,
                SlaDeclaration.Span.ROLLING,
                Duration.ofDays(30),
                ZoneId.of("UTC"),
                true,
                List.of(new SlaDeclaration.Burn(14.4, Duration.ofHours(1), Duration.ofMinutes(5), Severity.CRITICAL)),
                "");
        return new SlaStatus(
                sla,
                at.minus(Duration.ofDays(30)),
                at,
                Duration.ofHours(700),
                Duration.ofSeconds(330),
                Duration.ofHours(2),
                Duration.ofHours(26),
                0.99985,
                Duration.ofMinutes(43),
                Duration.ofSeconds(-90),
                List.of(2.5),
                List.of(new SlaStatus.Outage(at.minusSeconds(330), at, List.of("shop/checks/a"))),
                "");
    }

    @Test
    void serviceLevelsAreListedAndShown() {
        assertThat(shell.run("rem:sla-list").rows().get(1))
                .isEqualTo("shop/slas/shop|99.9%|30d|99.985%|5m 30s|2h|-1m 30s|");
        assertThat(shell.run("rem:sla-show shop/slas/shop").rows())
                .contains(
                        "window|2026-03-01T00:00:00Z to 2026-03-31T00:00:00Z",
                        "available|99.985% of 99.9%",
                        "maintenance|1d 2h",
                        "budget|-1m 30s left of 43m",
                        "burns over 1h|2.5, critical from 14.4",
                        "2026-03-30T23:54:30Z|5m 30s|shop/checks/a");
        assertThat(shell.run("rem:sla-show --json shop/slas/shop --at 2026-03-31")
                        .json()
                        .get("down_seconds")
                        .asDouble())
                .isEqualTo(330);
        assertThat(shell.run("rem:sla-show shop/slas/shep").err())
                .contains("there is no service level 'shop/slas/shep'", "shop/slas/shop");
    }

    @Test
    void maintenanceIsOpenedListedAndClosed() {
        assertThat(shell.run("rem:maintenance-open Update --hosts 'db*' --for 2h --dry-run")
                        .out())
                .startsWith("It would be open for host db* from ");
        assertThat(windows).isEmpty();
        assertThat(shell.run("rem:maintenance-open Update --hosts 'db*' --for 2h")
                        .out())
                .startsWith("M-1 is open for host db* from ");
        assertThat(Duration.between(windows.get(0).from(), windows.get(0).until()))
                .isEqualTo(Duration.ofHours(2));
        assertThat(shell.run("rem:maintenance-list").rows().get(1)).contains("|host db*|Update|shell|M-1");
        assertThat(shell.run("rem:maintenance-list --json")
                        .json()
                        .at("/items/0/match/host")
                        .asText())
                .isEqualTo("db*");
        assertThat(shell.complete("maintenance-close", "maintenance-close ")).contains("M-1");
        assertThat(shell.run("rem:maintenance-close M-2").err()).contains("no window 'M-2' is open or to come");
        assertThat(shell.run("rem:maintenance-close M-1").rows()).containsExactly("M-1 is closed.");
        assertThat(windows).isEmpty();
    }

    @Test
    void whatStandsBehindTheSubjectMayBeANumber() {
        assertThat(shell.run("rem:rule-rehearse shop/rules/slow --days 367").err())
                .contains("--days is 1 to 366, not 367");
        assertThat(shell.run("rem:rule-rehearse shop/rules/slow --days=some").err())
                .contains("the option --days takes a whole number, not 'some'");
    }

    @Test
    void maintenanceThatCannotBeIsRefused() {
        assertThat(shell.run("rem:maintenance-open Update --for 2h").err()).contains("nothing is said of what");
        assertThat(shell.run("rem:maintenance-open Update --hosts a").err()).contains("--until or by --for");
    }
}
