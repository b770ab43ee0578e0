package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.Checks;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Units;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.security.Role;
import org.redeye.api.series.Series;
import org.redeye.api.site.Audience;
import org.redeye.api.site.Route;
import org.redeye.api.site.Routes;
import org.redeye.shell.Fakes.FakeChecks;
import org.redeye.shell.Fakes.FakePackages;
import org.redeye.shell.Fakes.FakeRegistry;
import org.redeye.shell.Fakes.FakeSeries;
import org.redeye.shell.Fakes.FakeUnits;
import org.redeye.shell.Shell.Answer;

@Timeout(60)
class CommandsTest {
    private static final String PING = "lan/checks/lan/ping@this";

    @TempDir
    private static Path cache;

    private static Shell shell;

    @TempDir
    private Path folder;

    private final FakeRegistry registry = new FakeRegistry();
    private final FakePackages packages = new FakePackages();
    private final FakeChecks checks = new FakeChecks();
    private final FakeSeries series = new FakeSeries();

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell(cache);
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @BeforeEach
    void startEngines() {
        shell.start(PluginRegistry.class, registry);
        shell.start(Packages.class, packages);
        shell.start(Units.class, new FakeUnits(packages));
        shell.start(Checks.class, checks);
        shell.start(Series.class, series);
    }

    @AfterEach
    void stopEngines() {
        shell.stopEngines();
    }

    @Test
    void commandsAreThere() {
        assertThat(shell.commands())
                .containsExactly(
                        "alert-ack",
                        "alert-list",
                        "alert-note",
                        "alert-resolve",
                        "alert-show",
                        "alert-silence",
                        "change-approve",
                        "change-list",
                        "change-reject",
                        "change-show",
                        "channel-list",
                        "channel-test",
                        "check-list",
                        "check-run",
                        "maintenance-close",
                        "maintenance-list",
                        "maintenance-open",
                        "node-copy",
                        "node-get",
                        "node-move",
                        "node-remove",
                        "node-set",
                        "oncall",
                        "oncall-lint",
                        "oncall-shifts",
                        "package-apply",
                        "package-diff",
                        "package-differences",
                        "package-export",
                        "package-history",
                        "package-install",
                        "package-list",
                        "package-new",
                        "package-plan",
                        "package-remove",
                        "package-rollback",
                        "package-run",
                        "package-show",
                        "package-sign",
                        "package-trust",
                        "package-validate",
                        "plugin-list",
                        "route-list",
                        "rule-list",
                        "rule-rehearse",
                        "series-backup",
                        "series-join",
                        "series-list",
                        "series-read",
                        "series-rename",
                        "series-restore",
                        "series-retire",
                        "sla-list",
                        "sla-show");
    }

    @Test
    void routeListShowsWhatPackagesServeAndWhatBecameOfIt() throws Exception {
        shell.start(
                Routes.class,
                () -> List.of(new Route(
                        Route.Kind.PAGE,
                        "shop/http pages/orders",
                        "shop",
                        "orders",
                        Audience.of(Role.OPERATOR),
                        4,
                        1,
                        Duration.ofMillis(50))));

        assertThat(shell.run("rem:route-list").out())
                .contains("/site/shop/orders", "operator", "12.5ms", "shop/http pages/orders");
        var json =
                new ObjectMapper().readTree(shell.run("rem:route-list --json").out());
        assertThat(json.at("/items/0/kind").asText()).isEqualTo("page");
        assertThat(json.at("/items/0/errors").asInt()).isEqualTo(1);
        assertThat(json.at("/items/0/seconds").asDouble()).isEqualTo(0.05);
    }

    @Test
    void pluginListShowsStateAndReason() {
        registry.add("probe:ping", PluginState.ACTIVE, "");
        registry.add("probe:tcp", PluginState.FAILED, "org.foo [1.0.0,2.0.0) is exported by nobody");

        assertThat(shell.run("rem:plugin-list").rows())
                .containsExactly(
                        "Plugin|Version|State|Bundle|Reason",
                        "probe:ping|1.2.3|active|org.example|",
                        "probe:tcp|1.2.3|failed|org.example|org.foo [1.0.0,2.0.0) is exported by nobody");
    }

    @Test
    void pluginListAsJson() {
        registry.add("probe:ping", PluginState.PENDING, "needs service x.Y");

        assertThat(shell.run("rem:plugin-list --json").json())
                .hasToString(
                        "{\"items\":[{\"kind\":\"probe\",\"id\":\"ping\",\"version\":\"1.2.3\",\"title\":\"Title\","
                                + "\"help\":\"Help.\",\"bundle\":\"org.example\",\"state\":\"pending\","
                                + "\"reason\":\"needs service x.Y\"}]}");
    }

    @Test
    void emptyListsSaySo() {
        assertThat(shell.run("rem:plugin-list").out()).contains("There are no plugins");
        assertThat(shell.run("rem:package-list").out()).contains("There are no packages");
        assertThat(shell.run("rem:check-list").out()).contains("There are no checks");
        assertThat(shell.run("rem:series-list 'a*'").out()).contains("No series matches a*");
        assertThat(shell.run("rem:check-list --json").json()).hasToString("{\"items\":[]}");
    }

    @Test
    void packageListShowsWhatIsWrong() {
        packages.texts.put("good", "a\nb\n");
        packages.texts.put("bad", "a\n  tab: 1\n  tab: 2\n");

        assertThat(shell.run("rem:package-list").rows())
                .containsExactly(
                        "Name|Version|State|Items|Pending|Title|Problem",
                        "bad|1.0.0|refused|3|1|The bad|bad.yaml:2:3: 'tab' is no key of a check. Did you mean 'table'?"
                                + " (and 1 more)",
                        "good|1.0.0|applied|2|1|The good|");
    }

    @Test
    void packageListAsJson() {
        packages.texts.put("good", "a\n");

        assertThat(shell.run("rem:package-list --json").json())
                .hasToString(
                        "{\"items\":[{\"name\":\"good\",\"version\":\"1.0.0\",\"title\":\"The good\","
                                + "\"file\":\"good.yaml\",\"etag\":\"e" + "a\n".hashCode() + "\",\"applied\":"
                                + Fakes.AT.toEpochMilli() + ",\"state\":\"applied\",\"problems\":[],\"warnings\":[],"
                                + "\"sections\":{\"checks\":1},\"pending\":{\"good/jobs\":\"needs section:jobs\"},\"trusted\":false,\"scripts\":{}}]}");
    }

    @Test
    void validateSaysWhatWouldChangeAndChangesNothing() throws Exception {
        packages.texts.put("lan", "a\nb\n");
        Path file = Files.writeString(folder.resolve("lan.yaml"), "b\nc\n");

        Answer answer = shell.run("rem:package-validate " + file);

        assertThat(answer.rows())
                .containsExactly(
                        "lan is valid. Applying it would add 1, change 0 and remove 1.",
                        "Change|Declaration",
                        "add|c",
                        "remove|a");
        assertThat(packages.texts).containsEntry("lan", "a\nb\n");
    }

    @Test
    void validateTellsEachProblemOnOneLineOfStandardError() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.yml"), "a\n  tab: 1\n  tab: 2\n");

        Answer answer = shell.run("rem:package-validate " + file);

        assertThat(answer.failed()).isTrue();
        assertThat(answer.err().lines())
                .containsExactly(
                        "lan.yaml:2:3: 'tab' is no key of a check. Did you mean 'table'?",
                        "lan.yaml:3:3: 'tab' is no key of a check. Did you mean 'table'?");
        assertThat(answer.out()).isBlank();
    }

    @Test
    void validateGivesProblemsToAMachine() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.yaml"), "tab\n");

        Answer answer = shell.run("rem:package-validate --json " + file);

        assertThat(answer.failed()).isTrue();
        assertThat(answer.json())
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"detail\":\"lan.yaml:1:3: 'tab' is no key of a check. Did you mean 'table'?\","
                                + "\"problems\":[{\"file\":\"lan.yaml\",\"line\":1,\"column\":3,"
                                + "\"message\":\"'tab' is no key of a check.\",\"suggestion\":\"table\"}]}"));
        assertThat(answer.err()).startsWith("lan.yaml:1:3: ");
        assertThat(shell.run("rem:check-run --json x").json().get("detail").asText())
                .isEqualTo("there is no check 'x'");
    }

    @Test
    void applyTakesTheFileOver() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.yaml"), "a\n");

        Answer answer = shell.run("rem:package-apply " + file);

        assertThat(answer.out()).startsWith("lan is applied. That did add 1, change 0 and remove 0.");
        assertThat(packages.texts).containsEntry("lan", "a\n");
    }

    @Test
    void applyDryRunChangesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("lan.yaml"), "a\n");

        Answer answer = shell.run("rem:package-apply --dry-run --json " + file);

        assertThat(answer.json())
                .hasToString(
                        "{\"name\":\"lan\",\"added\":[\"a\"],\"changed\":[],\"removed\":[],\"etag\":\"e"
                                + "a\n".hashCode()
                                + "\",\"files\":{\"added\":[],\"changed\":[],\"removed\":[]},\"warnings\":[],\"pending\":\"\"}");
        assertThat(packages.texts).isEmpty();
    }

    @Test
    void applyUnderAnotherName() throws Exception {
        Path file = Files.writeString(folder.resolve("draft.yaml"), "a\n");

        shell.run("rem:package-apply --name lan " + file);

        assertThat(packages.texts).containsOnlyKeys("lan");
    }

    @Test
    void optionsMayStandBehindTheArgument() throws Exception {
        Path file = Files.writeString(folder.resolve("draft.yaml"), "a\n");

        assertThat(shell.run("rem:package-apply " + file + " --name lan --json --dry-run")
                        .json()
                        .get("name")
                        .asText())
                .isEqualTo("lan");
        assertThat(shell.run("rem:package-apply " + file + " --name=lan --dry-run")
                        .out())
                .startsWith("Applying lan would add 1");
        assertThat(packages.texts).isEmpty();
        assertThat(error("rem:package-apply " + file + " --dryrun"))
                .isEqualTo("there is no option '--dryrun'; there are --dry-run, --json, --name, --why."
                        + " Did you mean '--dry-run'?");
        assertThat(error("rem:package-apply " + file + " --name")).isEqualTo("the option --name needs a value");
        assertThat(error("rem:package-apply " + file + " more")).isEqualTo("'more' is one argument too many");
        assertThat(packages.texts).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreTold() throws Exception {
        Path missing = folder.resolve("none.yaml");
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[16 * 1024 * 1024 + 1]);

        assertThat(error("rem:package-apply " + missing))
                .isEqualTo("there is no file " + missing + " on the machine that REM runs on");
        assertThat(error("rem:package-apply " + binary)).isEqualTo(binary + " is not UTF-8 text");
        assertThat(error("rem:package-apply " + large))
                .isEqualTo(large + " is larger than 16 MiB, which no package is");
        assertThat(error("rem:package-apply " + folder)).isEqualTo(folder + " is a folder; expected a YAML file");
        assertThat(packages.texts).isEmpty();
    }

    @Test
    void relativeFilesAreMeantFromWhereThePersonIs() throws Exception {
        Files.writeString(folder.resolve("lan.yaml"), "a\n");

        Answer answer = shell.run("PWD=" + folder + "; rem:package-apply lan.yaml");

        assertThat(answer.failed()).as(answer.toString()).isFalse();
        assertThat(packages.texts).containsKey("lan");
    }

    @Test
    void errorsCanBeRedirected() {
        Path file = folder.resolve("errors");

        Answer answer = shell.run("rem:check-run x 2> " + file);

        assertThat(answer.err()).isEmpty();
        assertThat(file).hasContent("there is no check 'x'");
    }

    @Test
    void removeTakesThePackageAway() {
        packages.texts.put("lan", "a\nb\n");

        Answer rehearsal = shell.run("rem:package-remove --dry-run lan");
        assertThat(rehearsal.out()).startsWith("Removing lan would add 0, change 0 and remove 2.");
        assertThat(packages.texts).containsKey("lan");

        Answer answer = shell.run("rem:package-remove lan");
        assertThat(answer.out()).startsWith("lan is removed. That did add 0, change 0 and remove 2.");
        assertThat(packages.texts).isEmpty();
    }

    @Test
    void removeOfAnUnknownPackageNamesTheNearest() {
        packages.texts.put("system_monitor", "a\n");

        assertThat(error("rem:package-remove system_montior"))
                .isEqualTo("there is no package 'system_montior'. Did you mean 'system_monitor'?");
    }

    @Test
    void checkListShowsStateReasonAndLastRun() {
        checks.add(PING, CheckState.WARNING, "loss", FakeChecks.run(PING, Status.WARNING, Reason.LOSS));
        checks.add("lan/checks/web/home", CheckState.PENDING, "needs probe:http");

        assertThat(shell.run("rem:check-list").rows())
                .map(row -> row.replaceFirst("\\|\\d+[smhd]\\|", "|<age>|"))
                .containsExactly(
                        "State|For|Check|Reason|Message|Last run",
                        "warning|<age>|" + PING + "|loss|2 of 3 packets came back|2026-11-21T09:30:00Z",
                        "pending|<age>|lan/checks/web/home|needs probe:http||never");
        assertThat(shell.run("rem:check-list --state pending").rows()).hasSize(2);
        assertThat(shell.run("rem:check-list --state critical").out()).contains("No check is critical");
    }

    @Test
    void checkListAsJson() {
        checks.add(PING, CheckState.WARNING, "loss", FakeChecks.run(PING, Status.WARNING, Reason.LOSS));
        long at = Fakes.AT.toEpochMilli();

        assertThat(shell.run("rem:check-list --json").json())
                .hasToString("{\"items\":[{\"id\":\"" + PING + "\",\"package\":\"lan\",\"title\":\"Title\","
                        + "\"probe\":\"ping\",\"host\":\"this\",\"address\":\"127.0.0.1\",\"state\":\"warning\","
                        + "\"reason\":\"loss\",\"message\":\"2 of 3 packets came back\",\"since\":" + at + ",\"at\":"
                        + at + ",\"node\":\"n1\",\"every\":10.0,\"next\":" + (at + 10_000)
                        + ",\"late_seconds\":0.25,\"took_seconds\":1.5,\"plugin\":\"probe:ping 1.2.3\",\"metrics\":{"
                        + "\"loss_ratio\":{\"value\":0.3333333333333333,\"unit\":\"ratio\"},"
                        + "\"used_bytes[/var]\":{\"value\":1.0E9,\"unit\":\"B\"},"
                        + "\"jitter_seconds\":{\"value\":null,\"unit\":\"s\"}},\"slots\":{\"done\":5,\"late\":1,"
                        + "\"skipped_overload\":2,\"skipped_probe\":3,\"skipped_clock\":4}}]}");
    }

    @Test
    void checkThatNeverRanHasNullsInJson() {
        checks.add(PING, CheckState.PENDING, "first run is due");

        var item = shell.run("rem:check-list --json").json().at("/items/0");
        assertThat(item.get("at").isNull()).isTrue();
        assertThat(item.get("late_seconds").isNull()).isTrue();
        assertThat(item.get("metrics")).isEmpty();
    }

    @Test
    void unknownStateNamesTheNearest() {
        assertThat(error("rem:check-list --state critcal"))
                .isEqualTo("'critcal' is no state; expected one of ok, warning, critical, unknown, pending."
                        + " Did you mean 'critical'?");
    }

    @Test
    void checkRunShowsWhatWasFound() {
        checks.add(PING, CheckState.OK, "");
        checks.runs.put(PING, CompletableFuture.completedFuture(FakeChecks.run(PING, Status.WARNING, Reason.LOSS)));

        Answer answer = shell.run("rem:check-run " + PING);

        assertThat(answer.failed()).isFalse();
        assertThat(answer.rows())
                .containsExactly(
                        "warning (loss): 2 of 3 packets came back",
                        "at 2026-11-21T09:30:00Z, took 1500 ms, by probe:ping 1.2.3",
                        "Metric|Value|Unit",
                        "loss_ratio|0.333333|ratio",
                        "used_bytes[/var]|1000000000|B",
                        "jitter_seconds|unknown|s",
                        "log: sent 3");
    }

    @Test
    void checkRunAsJson() {
        checks.add(PING, CheckState.OK, "");
        checks.runs.put(PING, CompletableFuture.completedFuture(FakeChecks.run(PING, Status.OK, Reason.NONE)));

        var json = shell.run("rem:check-run --json " + PING).json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "at", "status", "reason", "message", "took_seconds", "metrics", "evidence", "log", "plugin");
        assertThat(json.get("status").asText()).isEqualTo("ok");
        assertThat(json.at("/log/0").asText()).isEqualTo("sent 3");
    }

    @Test
    void checkRunTellsWhyItDidNotRun() {
        checks.add(PING, CheckState.PENDING, "needs probe:ping");
        checks.runs.put(PING, CompletableFuture.failedFuture(new IllegalStateException("needs probe:ping")));

        assertThat(error("rem:check-run " + PING)).isEqualTo(PING + " did not run: needs probe:ping");
        assertThat(error("rem:check-run lan/checks/lan/pong@this"))
                .isEqualTo("there is no check 'lan/checks/lan/pong@this'. Did you mean '" + PING + "'?");
    }

    @Test
    void seriesListShowsLastValues() {
        long at = Fakes.AT.toEpochMilli();
        series.add(PING, "loss_ratio", "", at, 0, 0);
        series.add(PING, "rtt_seconds", "a", at, Double.NaN, 0);
        series.add(PING, "rtt_seconds", "b", 0, Double.NaN, at);

        assertThat(shell.run("rem:series-list").rows())
                .containsExactly(
                        "Series|Last value|Unit|At|Node",
                        PING + ":loss_ratio|0|s|2026-11-21T09:30:00Z|n1",
                        PING + ":rtt_seconds[a]|unknown|s|2026-11-21T09:30:00Z|n1",
                        PING + ":rtt_seconds[b]|none|s|never (ended)|n1");
        assertThat(shell.run("rem:series-list '*:loss_ratio'").rows()).hasSize(2);
    }

    @Test
    void seriesListAsJsonAndInPages() {
        long at = Fakes.AT.toEpochMilli();
        series.add(PING, "loss_ratio", "", at, 0.5, 0);
        series.add(PING, "rtt_seconds", "a", 0, Double.NaN, at);

        assertThat(shell.run("rem:series-list --json --limit 1").json())
                .hasToString("{\"items\":[{\"id\":\"" + PING + ":loss_ratio\",\"unit\":\"s\",\"check\":\"" + PING
                        + "\",\"metric\":\"loss_ratio\",\"item\":\"\",\"node\":\"n1\",\"step\":10.0,\"ended\":null,"
                        + "\"last\":{\"at\":" + at + ",\"value\":0.5}}],\"next\":\"" + PING + ":loss_ratio\"}");
        assertThat(shell.run("rem:series-list --json --after " + PING + ":loss_ratio")
                        .json())
                .hasToString("{\"items\":[{\"id\":\"" + PING + ":rtt_seconds[a]\",\"unit\":\"s\",\"check\":\"" + PING
                        + "\",\"metric\":\"rtt_seconds\",\"item\":\"a\",\"node\":\"n1\",\"step\":10.0,\"ended\":" + at
                        + ",\"last\":null}]}");
        assertThat(error("rem:series-list --limit 0")).isEqualTo("--limit is '0'; expected a number from 1 to 100000");
    }

    @Test
    void seriesReadShowsPointsAndGaps() {
        series.add(PING, "rtt_seconds", "a", 1, 1, 0);

        Answer answer = shell.run("rem:series-read '" + PING
                + ":rtt_seconds[a]' --from 2026-11-21T09:30:00Z --to 2026-11-21T10:30:00+00:00 --step 1m"
                + " --consolidation max");

        assertThat(series.reads).containsExactly("3600000 60000 MAX");
        assertThat(answer.rows())
                .containsExactly(
                        "Time|Value (s)",
                        "2026-11-21T09:30:00Z|0",
                        "2026-11-21T09:31:00Z|unknown",
                        "2026-11-21T09:32:00Z|0.25");
    }

    @Test
    void seriesReadAsJson() {
        series.add(PING, "loss_ratio", "", 1, 1, 0);

        assertThat(shell.run("rem:series-read --json --from 1700000000000 --to 1700000060000 " + PING + ":loss_ratio")
                        .json())
                .hasToString("{\"id\":\"" + PING + ":loss_ratio\",\"unit\":\"s\",\"step\":10000,\"points\":["
                        + "[1700000000000,0.0],[1700000010000,null],[1700000020000,0.25]]}");
    }

    @Test
    void seriesReadByDefaultIsTheLastHourInTheSeriesOwnStep() {
        series.add(PING, "loss_ratio", "", 1, 1, 0);

        shell.run("rem:series-read " + PING + ":loss_ratio");
        shell.run("rem:series-read " + PING + ":loss_ratio --from -1d --to -23h");

        assertThat(series.reads).containsExactly("3600000 10000 AVERAGE", "3600000 10000 AVERAGE");
    }

    @Test
    void seriesReadRefusesWhatItCannotUnderstand() {
        series.add(PING, "loss_ratio", "", 1, 1, 0);
        String read = "rem:series-read " + PING + ":loss_ratio ";

        assertThat(error(read + "--from yesterday")).startsWith("'yesterday' is no time; expected 'now'");
        assertThat(error(read + "--from now --to -1h")).isEqualTo("--from now is not before --to -1h");
        assertThat(error(read + "--step 10")).startsWith("'10' is no duration; expected a number with ms, s,");
        assertThat(error(read + "--consolidation sum"))
                .isEqualTo("'sum' is no consolidation; expected average, min or max");
        assertThat(error("rem:series-read " + PING + ":los_ratio"))
                .isEqualTo("there is no series '" + PING + ":los_ratio'. Did you mean '" + PING + ":loss_ratio'?");
    }

    @Test
    void commandsStayAndNameTheEngineThatIsNotRunning() throws Exception {
        shell.stopEngines();
        Path file = Files.writeString(folder.resolve("lan.yaml"), "a\n");

        assertThat(error("rem:plugin-list")).startsWith("the plugin registry is not running; ");
        assertThat(error("rem:package-list")).startsWith("the packages engine is not running; ");
        assertThat(error("rem:package-validate " + file)).startsWith("the packages engine is not running; ");
        assertThat(error("rem:package-apply " + file)).startsWith("the packages engine is not running; ");
        assertThat(error("rem:package-remove lan")).startsWith("the packages engine is not running; ");
        assertThat(error("rem:check-list")).startsWith("the checks engine is not running; ");
        assertThat(error("rem:check-run " + PING)).startsWith("the checks engine is not running; ");
        assertThat(error("rem:series-list")).startsWith("the series engine is not running; ");
        assertThat(error("rem:series-read " + PING + ":x")).startsWith("the series engine is not running; ");
    }

    @Test
    void engineThatBreaksIsToldInOneLine() {
        shell.stopEngines();
        shell.start(Checks.class, new FakeChecks() {
            @Override
            public java.util.List<org.redeye.api.check.CheckStatus> list() {
                throw new UnsupportedOperationException("broken, on purpose");
            }
        });

        assertThat(error("rem:check-list"))
                .endsWith("the command broke: java.lang.UnsupportedOperationException: broken, on purpose;"
                        + " the log says more");
    }

    @Test
    void globsNeedNoQuotesAndPipesGetTheTable() {
        series.add(PING, "loss_ratio", "", 1, 1, 0);
        series.add(PING, "rtt_seconds", "a", 1, 1, 0);

        assertThat(shell.run("rem:series-list *loss*").rows()).hasSize(2);
        assertThat(shell.run("rem:series-list --json | grep rtt_seconds").out().lines())
                .allMatch(line -> line.contains("rtt_seconds"))
                .isNotEmpty();
        assertThat(error("rem:series-read " + PING + ":rtt_seconds[a]"))
                .isEqualTo("'[a]' is one argument too many; an id with brackets must stand in quotes");
    }

    @Test
    void idsComplete() {
        checks.add(PING, CheckState.OK, "");
        checks.add("lan/checks/web/home", CheckState.OK, "");
        series.add(PING, "rtt_seconds", "a", 1, 1, 0);
        packages.texts.put("lan", "a\n");

        assertThat(shell.complete("check-run", "rem:check-run lan/checks/lan")).containsExactly(PING);
        assertThat(shell.complete("package-remove", "rem:package-remove l")).containsExactly("lan");
        assertThat(shell.complete("series-read", "rem:series-read ")).contains("'" + PING + ":rtt_seconds[a]'");
        assertThat(shell.complete("check-list", "rem:check-list --state war")).containsExactly("warning");
        shell.stopEngines();
        assertThat(shell.complete("package-remove", "rem:package-remove l")).isEmpty();
    }

    private static String error(String command) {
        Answer answer = shell.run(command);
        assertThat(answer.failed()).as("failed: " + answer).isTrue();
        assertThat(answer.out()).isBlank();
        return answer.err().strip();
    }
}
