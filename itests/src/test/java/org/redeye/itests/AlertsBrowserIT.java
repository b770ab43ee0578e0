package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages of alerting in Debian's Chromium: a till that is down, and somebody who is on call for it. */
@Tag("long")
class AlertsBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    @BeforeAll
    static void start() {
        Chromium.require();
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
        var answer = rem.putPackage("night", "", """
                package: {title: The night shop}
                hosts: {lan: {till: {address: 127.0.0.1}}}
                checks:
                  lan:
                    till: {probe: tcp, hosts: lan/till, port: %d, every: 1s}
                    safe: {probe: tcp, hosts: lan/till, port: %d, every: 1s}
                people:
                  ops:
                    ann: {title: Ann Miller, user: admin, zone: Europe/Prague}
                    bob: {title: Bob Novák, zone: Europe/Prague}
                schedules:
                  week: {title: Nights, zone: Europe/Prague, layers: {base: {people: [ann, bob], every: 1 week, start: 2026-01-05T09:00}}}
                roles:
                  ops: {title: Operations, schedule: week}
                rules:
                  lan:
                    down: {title: Something is down, checks: "night/checks/*", at least: critical, severity: critical, role: ops}
                slas:
                  till: {title: The till, checks: "night/checks/*", target: 99.9%%, window: 30d}
                pages:
                  tonight:
                    title: Tonight
                    widgets:
                      alerts: {widget: alert-list, width: 6, height: 5}
                      duty: {widget: on-call, width: 3, height: 5}
                      levels: {widget: sla, width: 3, height: 5}
                """.formatted(Distribution.freePort(), Distribution.freePort()));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        Distribution.await("an alert", PATIENCE, () -> !alerts("open").isEmpty());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (rem != null) {
            rem.close();
        }
    }

    @AfterEach
    void close() {
        pages.forEach(page -> page.context().close());
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    private static List<JsonNode> alerts(String state) {
        return StreamSupport.stream(
                        rem.get("/api/v1/alerts?state=" + state).get("items").spliterator(), false)
                .toList();
    }

    private Page open(int width, ColorScheme scheme, String path) {
        Page page = chromium.signedIn(rem, width, 900, scheme, "admin", Distribution.PASSWORD, complaints);
        pages.add(page);
        page.navigate(rem.uri(path).toString());
        return page;
    }

    /** Looks at a page in both widths and colours. */
    private void look(String name, String path, Consumer<Page> act) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {390, 1440}) {
                Page page = open(width, scheme, path);
                act.accept(page);
                Chromium.requireAccessible(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                page.context().close();
                pages.remove(page);
            }
        }
    }

    private static Locator button(Locator within, String words) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true));
    }

    @Test
    void anAlertIsSeenTakenAndGivenBackAndItsTimelineTellsIt() {
        String id = alerts("open,acknowledged").get(0).get("id").asText();
        look("alerts", "/_/alerts", page -> page.locator("rem-alerts .alert")
                .first()
                .waitFor());
        look("alert", "/alerts/" + id, page -> page.locator("rem-alert .happening")
                .first()
                .waitFor());

        Page page = open(390, ColorScheme.LIGHT, "/alerts/" + id);
        Locator alert = page.locator("rem-alert");
        button(alert, "Acknowledge").click();
        Locator dialog = page.locator("rem-alert-act dialog");
        dialog.getByLabel("Reason").fill("I am on my way");
        Chromium.requireAccessible(page, "alert-acknowledge");
        button(dialog, "Acknowledge").click();
        button(alert, "Give it back").waitFor();
        alert.locator(".happening").getByText("I am on my way").first().waitFor();
        assertThat(rem.get("/api/v1/alerts/" + id)
                        .get("acknowledgement")
                        .get("reason")
                        .asText())
                .isEqualTo("I am on my way");

        button(alert, "Give it back").click();
        button(dialog, "Give it back").click();
        button(alert, "Acknowledge").waitFor();
        assertThat(rem.get("/api/v1/alerts/" + id).get("state").asText()).isEqualTo("open");
    }

    @Test
    void severalAreLookedAtBeforeTheyAreTakenAndNothingJumpsMeanwhile() {
        Page page = open(1440, ColorScheme.LIGHT, "/_/alerts");
        Locator list = page.locator("rem-alerts");
        Locator first = list.locator(".alert").first();
        first.locator("input").check();
        button(list, "Silence…").click();
        Locator dialog = page.locator("rem-silence-dialog dialog");
        dialog.getByLabel("Reason").fill("The till is being replaced");
        Chromium.requireAccessible(page, "alerts-silence");
        button(dialog, "Silence").click();
        Distribution.await("a silence", PATIENCE, () -> !rem.get("/api/v1/silences")
                .get("items")
                .isEmpty());

        page.navigate(rem.uri("/_/maintenance").toString());
        page.getByText("The till is being replaced").first().waitFor();
        Locator end = page.locator("rem-maintenance").getByText("End", new Locator.GetByTextOptions().setExact(true));
        end.first().click();
        page.getByText("Really?").click();
        Distribution.await("no silence", PATIENCE, () -> rem.get("/api/v1/silences")
                .get("items")
                .isEmpty());
    }

    @Test
    void somebodyElseTakesAShiftAndThePackageSaysSo() {
        look("oncall", "/_/oncall", page -> page.locator("rem-oncall-calendar .bar")
                .first()
                .waitFor());
        Page page = open(1440, ColorScheme.LIGHT, "/_/oncall");
        Locator bar = page.locator("rem-oncall-calendar .bar").last();
        bar.focus();
        page.keyboard().press("Enter");
        Locator dialog = page.locator("rem-override-dialog dialog");
        dialog.getByLabel("Who has it").selectOption("bob");
        dialog.getByLabel("Instead of").selectOption("");
        dialog.getByLabel("Reason").fill("Dentist");
        button(dialog, "Preview").click();
        dialog.getByText("nothing is changed yet").waitFor();
        Chromium.requireAccessible(page, "oncall-override");
        assertThat(rem.get("/api/v1/packages/night/items?section=overrides").get("items"))
                .isEmpty();
        button(dialog, "Save the override").click();
        page.locator("rem-oncall-calendar .bar.override").first().waitFor();
        assertThat(rem.get("/api/v1/packages/night/items?section=overrides").get("items"))
                .hasSize(1);
    }

    @Test
    void aRuleIsRehearsedInTheListAndInTheEditor() {
        look("rules", "/_/rules?q=night", page -> page.locator("rem-rules .rule")
                .first()
                .waitFor());
        Page page = open(1440, ColorScheme.DARK, "/_/rules?q=night");
        button(page.locator("rem-rules"), "Rehearse").click();
        Locator rehearsal = page.locator("rem-rehearsal");
        button(rehearsal, "last day").click();
        rehearsal.getByText("It would").first().waitFor();
        Chromium.requireAccessible(page, "rules-rehearsal");

        page.navigate(rem.uri("/_/packages/night/edit/rules/lan/down").toString());
        button(rehearsal, "last week").click();
        rehearsal.getByText("It would").first().waitFor();
        Chromium.requireAccessible(page, "editor-rehearsal");
    }

    @Test
    void workAndSilencesArePlannedAheadAndCalledOff() {
        DateTimeFormatter minutes = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
        LocalDateTime tomorrow = LocalDateTime.now(ZoneId.systemDefault()).plusDays(1);
        long over = System.currentTimeMillis() / 1000 + 4;
        open(
                "{\"title\": \"Old cables\", \"match\": {\"host\": \"till8\"}, \"from\": 1767225600000, \"length_seconds\": %d}"
                        .formatted(over - 1_767_225_600L));
        Distribution.await("its end", Duration.ofSeconds(10), () -> System.currentTimeMillis() > over * 1_000);
        open("{\"title\": \"New cables\", \"match\": {\"host\": \"till9\"}, \"length_seconds\": 3600}");
        Page page = open(390, ColorScheme.LIGHT, "/_/maintenance");
        Locator dialog = page.locator("dialog[open]");
        page.getByText("Open one…").click();
        dialog.getByLabel("What is done").fill("New disks");
        dialog.getByLabel("Host").fill("till7");
        stretch(dialog, tomorrow.format(minutes), tomorrow.minusHours(1).format(minutes));
        button(dialog, "Save").click();
        dialog.getByText("It would end before it begins.").waitFor();
        dialog.getByLabel("Until", exactly()).fill(tomorrow.plusHours(4).format(minutes));
        Chromium.requireAccessible(page, "maintenance-plan");
        button(dialog, "Save").click();
        page.getByText("New disks").last().waitFor();
        JsonNode window = find("maintenance", "title", "New disks").orElseThrow();
        assertThat(window.get("until").asLong() - window.get("from").asLong()).isEqualTo(4 * 3_600_000);
        assertThat(window.get("from").asLong()).isGreaterThan(System.currentTimeMillis() + 3_600_000);

        page.getByText("Begin one…").click();
        dialog.getByLabel("Host").fill("till7");
        dialog.getByLabel("Reason").fill("It is out of its shelf");
        stretch(dialog, tomorrow.format(minutes), tomorrow.plusHours(4).format(minutes));
        button(dialog, "Silence").click();
        page.getByText("It is out of its shelf").waitFor();
        JsonNode silence = find("silences", "reason", "It is out of its shelf").orElseThrow();
        assertThat(silence.get("from")).isEqualTo(window.get("from"));

        page.getByText("Over in the last 7 days: 1").click();
        page.getByText("Old cables").waitFor();
        Chromium.requireAccessible(page, "maintenance-planned-390");
        Page wide = open(1440, ColorScheme.DARK, "/_/maintenance");
        wide.getByText("It is out of its shelf").waitFor();
        Chromium.requireAccessible(wide, "maintenance-planned-1440");
        Locator planned = page.getByText("Call off", new Page.GetByTextOptions().setExact(true));
        for (int each = 2; each > 0; each--) {
            int left = each - 1;
            planned.first().click();
            page.getByText("Really?").click();
            Distribution.await(
                    "one planned less",
                    PATIENCE,
                    () -> planned.count() == left && page.getByText("Really?").count() == 0);
        }
        Distribution.await(
                "nothing to be planned",
                PATIENCE,
                () -> find("maintenance", "title", "New disks").isEmpty()
                        && find("silences", "reason", "It is out of its shelf").isEmpty());
    }

    private static Optional<JsonNode> find(String list, String field, String text) {
        return StreamSupport.stream(rem.get("/api/v1/" + list).get("items").spliterator(), false)
                .filter(each -> each.get(field).asText().equals(text))
                .findFirst();
    }

    private static void open(String window) {
        var opened = rem.post("/api/v1/maintenance", window);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    }

    private static void stretch(Locator dialog, String from, String until) {
        dialog.getByLabel("Begins").selectOption("at");
        dialog.getByLabel("From", exactly()).fill(from);
        dialog.getByLabel("How long").selectOption("at");
        dialog.getByLabel("Until", exactly()).fill(until);
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    @Test
    void anAlertTellsWhatOthersHoldBecauseOfIt() {
        var put = rem.putPackage("cellar", "", """
                hosts:
                  cellar:
                    router: {address: 127.0.0.1}
                    lamp: {address: 127.0.0.1, parents: [router]}
                checks:
                  cellar:
                    router: {probe: tcp, hosts: cellar/router, port: %1$d, every: 1s}
                    lamp: {probe: tcp, hosts: cellar/lamp, port: %1$d, every: 1s}
                roles:
                  light: {people: [ann]}
                rules:
                  cellar:
                    down: {checks: "cellar/checks/cellar/router*", at least: critical, severity: critical, role: ops}
                    dark: {checks: "cellar/checks/cellar/lamp*", at least: critical, severity: warning, role: light}
                """.formatted(Distribution.freePort()));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        List<String> holding = new ArrayList<>();
        Distribution.await("an alert that holds another", PATIENCE, () -> {
            alerts("open").stream()
                    .map(alert -> alert.get("id").asText())
                    .filter(id ->
                            rem.get("/api/v1/alerts/" + id).get("holds_count").asInt() == 1)
                    .forEach(holding::add);
            return !holding.isEmpty();
        });
        look("alert-holds", "/alerts/" + holding.get(0), page -> page.getByText("Held because of this: 1")
                .waitFor());
        Page page = open(390, ColorScheme.LIGHT, "/alerts/" + holding.get(0));
        Locator held = page.locator("rem-alert section[aria-label='Held because of this']");
        held.getByText("role light").waitFor();
        held.getByRole(AriaRole.LINK).click();
        page.getByText("held:").first().waitFor();
        assertThat(rem.delete("/api/v1/packages/cellar").statusCode()).isBetween(200, 299);
    }

    @Test
    void serviceLevelsMaintenanceAndWidgetsAreThere() {
        look("slas", "/_/slas", page -> page.locator("rem-slas .sla").first().waitFor());
        look("maintenance", "/_/maintenance", page -> page.getByText("Open one").waitFor());
        look("tonight", "/night/tonight", page -> {
            page.getByText("Ann Miller").or(page.getByText("Bob Novák")).first().waitFor();
            page.getByText("target 99.9").first().waitFor();
            page.getByText("critical, ").first().waitFor();
        });
    }
}
