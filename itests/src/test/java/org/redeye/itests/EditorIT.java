package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The Package editor as a person uses it, in Debian's Chromium. Pictures are left in target/screenshots. */
@Tag("long")
class EditorIT {

    /** A package with a section of its own, written by somebody with habits of his own. */
    private static final String TEXT = """
            # how we test; ask anne before you change it
            package: {version: 1.0.0, title: 'Testing'}

            schema:
              jobs:
                grouped indexes:
                  - {index: group, type: text}
                  - {index: null, key field: name}
                fields:
                  script: {type: text, required: true, help: The file that is run}
                  command: text
                  workers: {type: number, default: 1, min: 1, max: 64, unit: workers}
                  pause: {type: duration, default: 10s}
                  careful: {type: boolean, default: "true"}
                edit:
                  field sets:
                    - Job: [name, title]
                    - Execution: [script, command, workers]

            jobs:
             tester:
               tester1:
                script: /tmp/tester.py
                name: Tester Script 1
                title:   "Tester Script 1"   # three blanks
                command: null
                workers: 1

               tester2:                       # the second
                 script: /tmp/tester.py
                 title: 'Tester Script 2'
                 workers: 1     # never more on this machine
               tester3: {script: /tmp/third.py, workers: 3}

            hosts:
              lan:
                db1: {address: 127.0.0.1}
            """;

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private String name = "";
    private Page page;

    @BeforeAll
    static void start() {
        Chromium.require();
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
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

    /** Each test has a package of its own, named after it. */
    @BeforeEach
    void open(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
        name = name.substring(0, Math.min(60, name.length()));
        var answer = rem.putPackage(name, "", TEXT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        page = page(1440, 900, ColorScheme.LIGHT);
        go("/jobs/tester/tester2");
    }

    @AfterEach
    void close() {
        page.context().close();
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    private Page page(int width, int height, ColorScheme scheme) {
        return page(width, height, scheme, "admin", Distribution.PASSWORD);
    }

    private Page page(int width, int height, ColorScheme scheme, String user, String password) {
        return chromium.signedIn(rem, width, height, scheme, user, password, complaints);
    }

    private void go(String path) {
        page.navigate(rem.uri("/_/packages/" + name + "/edit" + path).toString());
        page.getByRole(AriaRole.TREE).waitFor();
        awaitText(text -> !text.isEmpty(), "the text is open");
    }

    private String text() {
        return (String) page.locator("rem-editor-text").evaluate("each => each.text()");
    }

    private void awaitText(java.util.function.Predicate<String> wanted, String what) {
        Distribution.await(what, Duration.ofSeconds(20), () -> wanted.test(text()));
    }

    private String file() {
        try {
            return Files.readString(rem.packageFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Locator field(String label) {
        return page.locator("rem-editor-form").getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private Locator row(String key) {
        return page.getByRole(
                AriaRole.TREEITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^" + key + "\\b")));
    }

    /** Selects an entry and gives the tree the keyboard. */
    private void select(String key) {
        row(key).click();
        page.waitForURL(Pattern.compile(".*/" + key + "$"));
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(key).setExact(true))
                .waitFor();
        page.getByRole(AriaRole.TREE).focus();
    }

    private void save(String why) {
        page.keyboard().press("Control+s");
        Locator dialog = page.locator("dialog[open]");
        dialog.getByLabel("Why?").fill(why);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Save").setExact(true))
                .click();
        page.getByText("is saved and in force").waitFor();
    }

    private void picture(String called) {
        Chromium.picture(page, "editor-" + called);
    }

    @Test
    void aFieldOfTheFormChangesItsBytesAndNoOther() throws IOException {
        assertThat(text()).isEqualTo(TEXT);
        field("Workers").fill("4");
        String wanted = TEXT.replace("workers: 1     # never", "workers: 4     # never");
        awaitText(wanted::equals, "the text to follow the form");
        page.keyboard().press("Control+s");
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog.locator(".cm-deletedChunk").innerText()).contains("workers: 1     # never more");
        assertThat(dialog.locator(".cm-changedLine").allInnerTexts())
                .singleElement()
                .asString()
                .contains("workers: 4     # never more");
        picture("save");
        dialog.getByLabel("Why?").fill("The machine is larger now");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Save").setExact(true))
                .click();
        page.getByText("is saved and in force").waitFor();
        assertThat(file()).isEqualTo(wanted);
        Distribution.await(
                "the history to say why", Duration.ofSeconds(10), () -> rem.get("/api/v1/packages/" + name + "/history")
                        .toString()
                        .contains("The machine is larger now"));
    }

    @Test
    void formTreeAndTextFollowEachOther() throws IOException {
        select("tester3");
        page.waitForCondition(() -> field("Script").inputValue().equals("/tmp/third.py"));
        Locator yaml = page.getByLabel("YAML", new Page.GetByLabelOptions().setExact(true));
        yaml.getByText("/tmp/third.py").click();
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        page.keyboard().type("tester4: {script: /tmp/4.py}");
        page.waitForURL(Pattern.compile(".*/tester4$"));
        assertThat(row("tester4").getAttribute("aria-selected")).isEqualTo("true");
        page.waitForCondition(() -> field("Script").inputValue().equals("/tmp/4.py"));
        page.locator(".crumbs")
                .getByText("tester", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.waitForURL(Pattern.compile(".*/jobs/tester$"));
        page.locator("rem-editor-overview").getByText("tester4").waitFor();
        page.locator("rem-editor-overview").getByText("tester1").waitFor();
        picture("group");
    }

    @Test
    void everyStepIsUndoneAndRedone() {
        field("Title").fill("Another title");
        awaitText(text -> text.contains("Another title"), "the first step");
        select("tester1");
        page.keyboard().press("Delete");
        awaitText(text -> !text.contains("tester1:"), "the second step");
        page.keyboard().press("Control+z");
        awaitText(text -> text.contains("tester1:"), "the second step undone");
        row("tester1").waitFor();
        page.keyboard().press("Control+z");
        awaitText(TEXT::equals, "both steps undone");
        page.keyboard().press("Control+y");
        awaitText(text -> text.contains("Another title") && text.contains("tester1:"), "the first step redone");
        select("tester2");
        page.waitForCondition(() -> field("Title").inputValue().equals("Another title"));
    }

    @Test
    void anEditOfAnImportedItemIsAStepAsAnyOtherAlsoAfterItWasSaved() throws IOException {
        String imported = "# who is there\r\nlan:\r\n  db1: {address: 127.0.0.1}   # the first";
        Path hosts = rem.packageFile(name).resolveSibling(name).resolve("hosts.yaml");
        Files.createDirectories(hosts.getParent());
        Files.writeString(hosts, imported);
        String importing = TEXT.substring(0, TEXT.indexOf("hosts:")) + "__import__hosts: hosts.yaml\n";
        var answer = rem.putPackage(name, "", importing);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        go("/hosts/lan/db1");
        awaitField("Address", "127.0.0.1");

        field("Address").fill("127.0.0.2");
        page.keyboard().press("Enter");
        page.waitForCondition(() -> button("Undo").isEnabled());
        button("Undo").click();
        awaitField("Address", "127.0.0.1");
        assertThat(button("Save…").isEnabled()).as("nothing is changed").isFalse();
        button("Redo").click();
        awaitField("Address", "127.0.0.2");
        save("another machine");
        awaitBytes(hosts, imported.replace("0.1}", "0.2}"));

        page.waitForCondition(() -> button("Undo").isEnabled());
        button("Undo").click();
        awaitField("Address", "127.0.0.1");
        save("the old one was right");
        awaitBytes(hosts, imported);
        assertThat(file()).isEqualTo(importing);
    }

    private static void awaitBytes(Path file, String wanted) {
        Distribution.await(file + " to be written", Duration.ofSeconds(10), () -> {
            try {
                return Files.readString(file).equals(wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void awaitField(String label, String value) {
        page.waitForCondition(() -> field(label).inputValue().equals(value));
    }

    @Test
    void aDraftOutlivesTheTabAndIsDiscardedInOneClick() throws IOException {
        field("Command").fill("run-it");
        awaitText(text -> text.contains("command: run-it"), "the text to follow");
        String edited = text();
        page.getByText("Draft kept").waitFor();
        page.context().close();
        assertThat(file()).as("nothing is stored but the draft").isEqualTo(TEXT);

        page = page(1440, 900, ColorScheme.DARK);
        page.navigate(rem.uri("/_/packages").toString());
        page.locator("a", new Page.LocatorOptions().setHasText(name))
                .getByText("Your draft of")
                .waitFor();
        go("");
        page.getByText("Your draft of").waitFor();
        assertThat(text()).isEqualTo(edited);
        assertThat(page.url()).as("where the work was left").endsWith("/jobs/tester/tester2");
        picture("draft");
        button("Discard the draft").click();
        awaitText(TEXT::equals, "the text in force");
        Distribution.await("the draft to be gone", Duration.ofSeconds(5), () -> !rem.get("/api/v1/drafts")
                .toString()
                .contains(name));
    }

    @Test
    void anotherPersonsSaveIsShownAndMineGoesOnTop() throws IOException {
        field("Title").fill("Mine");
        awaitText(text -> text.contains("title: 'Mine'"), "the text to follow");
        String theirs = TEXT.replace("{address: 127.0.0.1}", "{address: 127.0.0.2}");
        assertThat(rem.putPackage(name, "", theirs).statusCode()).isEqualTo(200);
        page.getByText("Somebody else has saved another version of this package")
                .waitFor();
        button("Compare…").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.getByText("Their text, with")
                .or(dialog.locator(".cm-changedLine"))
                .first()
                .waitFor();
        picture("conflict");
        dialog.getByText("Keep mine on top").click();
        String both = theirs.replace("'Tester Script 2'", "'Mine'");
        awaitText(both::equals, "mine on top of theirs");
        assertThat(file()).as("nothing is overwritten by comparing").isEqualTo(theirs);
        save("");
        assertThat(file()).isEqualTo(both);
    }

    @Test
    void theWizardWritesWhatTheFormWrites() throws IOException {
        field("Title").fill("By a person");
        field("Script").fill("/opt/run.py");
        field("Workers").fill("9");
        awaitText(text -> text.contains("workers: 9"), "the form's text");
        String byForm = text();
        button("Discard").click();
        awaitText(TEXT::equals, "the text as it was");
        page.waitForCondition(() -> field("Title").inputValue().equals("Tester Script 2"));
        button("Wizard").click();
        field("Title").fill("By a person");
        awaitText(text -> text.contains("By a person"), "the wizard's title");
        assertThat(field("Script").count()).as("one page at a time").isZero();
        button("Next").click();
        field("Script").fill("/opt/run.py");
        awaitText(text -> text.contains("/opt/run.py"), "the wizard's script");
        button("Back").click();
        page.waitForCondition(() -> field("Title").inputValue().equals("By a person"));
        button("Next").click();
        page.waitForCondition(() -> field("Script").inputValue().equals("/opt/run.py"));
        field("Workers").fill("9");
        awaitText(byForm::equals, "the same text");
        picture("wizard");
    }

    @Test
    void aPasteThatDoesNotFitNamesTheFieldAndIsUndoneByOneClick() throws IOException {
        select("tester3");
        page.keyboard().press("Control+c");
        page.getByText("Copied: tester3").waitFor();
        select("db1");
        page.keyboard().press("Control+v");
        Locator notice = page.locator(".notice");
        notice.getByText("does not fit").waitFor();
        assertThat(notice.innerText()).contains("script");
        assertThat(page.locator("#why-not").innerText()).contains("mended first");
        picture("paste");
        notice.getByText("Undo").click();
        awaitText(TEXT::equals, "the text as it was");

        select("tester1");
        page.keyboard().press("Control+v");
        page.waitForURL(Pattern.compile(".*/jobs/tester/tester4$"));
        awaitText(text -> text.contains("tester4: {script: /tmp/third.py, workers: 3}"), "a copy under a free key");
        assertThat(text()).contains("title:   \"Tester Script 1\"   # three blanks");
    }

    @Test
    void aWrongValueIsSaidBesideItsField() {
        field("Pause").fill("soon");
        page.locator("[data-field=pause]").getByText("duration").first().waitFor();
        assertThat(button("Save…").isDisabled()).isTrue();
        assertThat(page.locator("#why-not").innerText()).contains("problem must be mended");
        assertThat(row("tester2").getByLabel("has problems").count()).isEqualTo(1);
    }

    @Test
    void listsAndMapsAreEditedElementByElement() {
        select("db1");
        Locator labels = page.locator("[data-field=labels]");
        labels.getByText("Add the first").click();
        page.keyboard().type("rack");
        page.keyboard().press("Tab");
        page.keyboard().type("r1");
        awaitText(text -> text.contains("labels: {rack: r1}"), "a map");
        labels.getByText("Add another").click();
        page.keyboard().type("row");
        page.keyboard().press("Tab");
        page.keyboard().type("north");
        awaitText(text -> text.contains("labels: {rack: r1, row: north}"), "a second entry");
        labels.getByLabel("Labels rack").fill("r2");
        awaitText(text -> text.contains("labels: {rack: r2, row: north}"), "one value changed");
        labels.getByLabel("Remove rack").click();
        awaitText(text -> text.contains("labels: {row: north}"), "one entry removed");
        labels.getByLabel("clear Labels").click();
        awaitText(TEXT::equals, "nothing left of it");
    }

    @Test
    void anEntryIsDraggedToAnotherPlace() {
        row("tester3").dragTo(row("tester1"), new Locator.DragToOptions().setTargetPosition(60, 3));
        awaitText(text -> text.indexOf("tester3:") < text.indexOf("tester1:"), "moved before the first one");
        assertThat(text()).contains("tester3: {script: /tmp/third.py, workers: 3}");
    }

    @Test
    void whoMayNotEditReadsTheText() {
        var made = rem.send(rem.admin("/api/v1/users/reader")
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"role\":\"viewer\",\"password\":\"a reader's password\"}")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        page.context().close();
        page = page(1440, 900, ColorScheme.LIGHT, "reader", "a reader's password");
        page.navigate(rem.uri("/_/packages/" + name + "/edit").toString());
        page.getByLabel("YAML, read only").waitFor();
        awaitText(TEXT::equals, "the text");
        select("tester2");
        assertThat(field("Script").inputValue()).isEqualTo("/tmp/tester.py");
        assertThat(field("Script").isEditable()).isFalse();
        picture("viewer");
        assertThat(button("Save…").isDisabled()).isTrue();
        assertThat(page.locator("#why-not").innerText()).contains("needs the role editor");
        page.getByLabel("YAML, read only").click();
        page.keyboard().type("x");
        assertThat(text()).isEqualTo(TEXT);
    }

    @Test
    void entriesAreRenamedDuplicatedAndMovedByKeys() {
        select("tester3");
        page.keyboard().press("F2");
        page.keyboard().type("third");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/tester/third$"));
        awaitText(text -> text.contains("third: {script: /tmp/third.py, workers: 3}"), "the new name");
        page.keyboard().press("Control+d");
        page.waitForURL(Pattern.compile(".*/tester/third2$"));
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("third2"))
                .waitFor();
        page.keyboard().press("Alt+ArrowUp");
        awaitText(text -> text.indexOf("third2:") > 0 && text.indexOf("third2:") < text.indexOf("third:"), "moved up");
    }

    @Test
    void aPackageIsMadeFromNothingWithoutWritingText() throws IOException {
        String fresh = "new" + name.length();
        page.navigate(rem.uri("/_/packages").toString());
        button("New package").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.getByLabel("Name").fill(fresh);
        dialog.getByLabel("Title").fill("All new");
        dialog.getByText("Begin").click();
        page.waitForURL(Pattern.compile(".*/" + fresh + "/edit.*"));
        button("Add a section").click();
        page.locator("dialog[open]")
                .getByText("Hosts", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.locator("dialog[open]")
                .getByText("Add", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.waitForURL(Pattern.compile(".*/edit/hosts$"));
        button("Add an item").click();
        dialog = page.locator("dialog[open]");
        dialog.getByLabel("Group", exactly()).fill("lan");
        dialog.getByLabel("Name", exactly()).fill("gateway");
        dialog.getByLabel("Address", exactly()).fill("127.0.0.1");
        dialog.getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
        page.waitForURL(Pattern.compile(".*/edit/hosts/lan/gateway$"));
        field("Title").fill("The way out");
        awaitText(text -> text.contains("The way out"), "the title");
        picture("new");
        page.keyboard().press("Control+s");
        page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Save").setExact(true))
                .click();
        page.getByText("is saved and in force").waitFor();
        assertThat(rem.get("/api/v1/packages/" + fresh + "/items?section=hosts").toString())
                .contains("gateway", "The way out", "127.0.0.1");
    }

    @Test
    void itIsAccessibleInEveryWidthAndColour() throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {375, 1000, 1440}) {
                page.context().close();
                page = page(width, 850, scheme);
                page.navigate(rem.uri("/_/packages/" + name + "/edit/jobs/tester/tester2")
                        .toString());
                field("Script").waitFor();
                Chromium.requireAccessible(
                        page, "editor-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
            }
        }
    }
}
