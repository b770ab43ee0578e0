package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change by an editor that an admin approves, in the console, by REST and in the shell of the assembled product. */
@Tag("long")
class ReviewIT {

    private static final String TEXT = """
            package: {title: The ward, review: true}
            hosts:
              lan:
                db1: {address: 127.0.0.1} # the first
            """;
    private static final String MORE = TEXT + "    db2: {address: 127.0.0.2}\n";
    private static final String SECRET = "an editor's password";

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        Chromium.require();
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
        var made = rem.send(rem.admin("/api/v1/users/erin")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"role\":\"editor\",\"password\":\"" + SECRET + "\"}")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
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

    private Page erin(int width, ColorScheme scheme) {
        return chromium.signedIn(rem, width, 900, scheme, "erin", SECRET, complaints);
    }

    private static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private static String file() throws IOException {
        return Files.readString(rem.packageFile("ward"));
    }

    @Test
    void whatAnEditorSavesWaitsUntilAnAdminApprovesIt() throws IOException {
        assertThat(rem.putPackage("ward", "", TEXT).statusCode()).isEqualTo(200);
        Page editor = erin(1440, ColorScheme.LIGHT);
        save(editor);
        assertThat(file()).as("nothing is in force yet").isEqualTo(TEXT);
        whoMadeItMayOnlyWithdrawIt(editor);
        assertThat(rem.rem("change-list", "ward").out()).contains("erin", "+0 ~0 -0", "a second one");

        Page admin = chromium.signedIn(rem, 390, 844, ColorScheme.DARK, "admin", Distribution.PASSWORD, complaints);
        open(admin);
        admin.getByLabel("Why?").fill("Seen");
        Chromium.requireAccessible(admin, "changes-approver");
        button(admin, "Approve").click();
        admin.getByText("No change waits").waitFor();
        admin.context().close();
        assertThat(file()).isEqualTo(MORE);
        Distribution.await(
                "the history to know both", Duration.ofSeconds(10), () -> rem.get("/api/v1/packages/ward/history")
                        .at("/items/0/why")
                        .asText()
                        .equals("a second one\n\nApproved because: Seen\n\nApproved-by: admin"));
        assertThat(rem.get("/api/v1/packages/ward/history")
                        .at("/items/0/author")
                        .asText())
                .isEqualTo("erin");
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    /** The dialog says whom it will wait for; afterwards a strip says the same. */
    private void save(Page page) {
        page.navigate(rem.uri("/_/packages/ward/edit").toString());
        page.getByRole(AriaRole.TREE).waitFor();
        Distribution.await(
                "the text",
                Duration.ofSeconds(20),
                () -> TEXT.equals(page.locator("rem-editor-text").evaluate("each => each.text()")));
        page.locator("rem-editor-text").evaluate("(each, text) => each.replace(text)", MORE);
        page.getByText("Draft kept").waitFor();
        button(page, "Save…").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.getByText("Your changes of ward wait for approval by an admin.").waitFor();
        dialog.getByLabel("Why?").fill("a second one");
        Chromium.requireAccessible(page, "changes-save");
        button(page, "Save for approval").click();
        page.getByText("for approval by an admin. Your draft stays until then.").waitFor();
        Chromium.requireAccessible(page, "changes-saved");
    }

    private void whoMadeItMayOnlyWithdrawIt(Page page) {
        open(page);
        page.getByText("Nobody approves his own change; ask an admin.").waitFor();
        assertThat(button(page, "Approve").isDisabled()).isTrue();
        assertThat(button(page, "Withdraw").isEnabled()).isTrue();
        assertThat(page.locator("ins").innerText()).contains("db2: {address: 127.0.0.2}");
        Chromium.requireAccessible(page, "changes-author");
        page.context().close();
    }

    private static void open(Page page) {
        page.navigate(rem.uri("/_/changes").toString());
        Locator change = page.locator("button.line", new Page.LocatorOptions().setHasText("The ward"));
        change.waitFor();
        assertThat(change.innerText()).contains("erin", "a second one");
        change.click();
        page.getByLabel("What it changes").waitFor();
    }
}
