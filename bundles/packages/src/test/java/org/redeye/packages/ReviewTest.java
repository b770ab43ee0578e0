package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.security.Role;
import org.redeye.packages.history.Restorer.PastFile;
import org.redeye.testkit.FakePlatform;

/** Each way in by which somebody who is no approver could change a package that is reviewed. */
class ReviewTest {

    private static final Change ERIN = Change.by("erin").because("more shops");
    private static final Change ANN = Change.by("ann");
    private static final Change BOB = Change.by("bob").because("looks right");
    private static final Change ADA = Change.by("ada").as(Role.ADMIN);
    private static final String TEXT = """
            package: {review: true, approvers: [ann, bob]}
            things:
              all:
                one: {size: 1}
            """;
    private static final String MORE = TEXT + "    two: {size: 2}\n";

    @TempDir
    private Path folder;

    private Workbench bench;
    private UnitsEngine units;
    private ChangesEngine changes;

    @BeforeEach
    void reviewAPackage() throws IOException {
        bench = new Workbench(folder);
        bench.write("shop.yaml", TEXT);
        begin();
    }

    private void begin() throws IOException {
        bench.look();
        units = new UnitsEngine(bench.engine, FakePlatform.in(folder), bench.plugins);
        changes = new ChangesEngine(bench.engine);
        assertThat(bench.problems("shop")).isEmpty();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Plan apply(String text, Change change) {
        return bench.engine.apply("shop", text, "", change);
    }

    private String text() throws IOException {
        return Files.readString(bench.file("shop.yaml"));
    }

    private static void refused(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(PackageException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(kind))
                .hasMessageContaining(words);
    }

    @Test
    void aTextByAnotherWaitsAndIsMadeByWhoeverApprovesIt() throws IOException {
        Plan plan = apply(MORE, ERIN);
        assertThat(text()).isEqualTo(TEXT);
        assertThat(plan.added()).containsExactly("shop/things/all/two");
        assertThat(plan.warnings().get(0))
                .isEqualTo("This change waits as " + plan.pending() + " for approval by ann or bob.");
        PendingChange waiting = changes.find(plan.pending()).orElseThrow();
        assertThat(waiting.author()).isEqualTo("erin");
        assertThat(waiting.why()).isEqualTo("more shops");
        assertThat(waiting.base()).isEqualTo(bench.info("shop").etag());
        assertThat(waiting.diff()).contains("--- a/shop.yaml", "\n+    two: {size: 2}\n");
        assertThat(changes.approve(waiting.id(), BOB).pending()).isEmpty();
        assertThat(text()).isEqualTo(MORE);
        assertThat(changes.list("")).isEmpty();
        assertThat(bench.engine.items("shop", "things")).hasSize(2);
    }

    @Test
    void theHistoryNamesBoth() {
        PendingChange waiting = changes.find(apply(MORE, ERIN).pending()).orElseThrow();
        Change made = Reviews.approved(waiting, BOB);
        assertThat(made.author()).isEqualTo("erin");
        assertThat(made.why()).isEqualTo("more shops\n\nApproved because: looks right\n\nApproved-by: bob");
        Change wordy = Reviews.approved(waiting, BOB.because("x".repeat(Change.MAX_WHY)));
        assertThat(wordy.why()).hasSize(Change.MAX_WHY).endsWith("…\n\nApproved-by: bob");
    }

    @Test
    void anApproverChangesAtOnce() throws IOException {
        assertThat(apply(MORE, ANN).pending()).isEmpty();
        assertThat(text()).isEqualTo(MORE);
    }

    @Test
    void anAdminWhoIsNotNamedWaitsToo() throws IOException {
        assertThat(apply(MORE, ADA).pending()).isNotEmpty();
        assertThat(text()).isEqualTo(TEXT);
    }

    @Test
    void withoutNamesEveryAdminApproves() throws IOException {
        bench.save("shop", TEXT.replace(", approvers: [ann, bob]", ""));
        Plan plan = apply(MORE, ANN);
        assertThat(plan.warnings().get(0)).endsWith(" for approval by an admin.");
        refused(
                Kind.FORBIDDEN,
                "You are no approver of shop; ask an admin.",
                () -> changes.approve(plan.pending(), BOB));
        changes.approve(plan.pending(), ADA);
        assertThat(text()).isEqualTo(MORE);
    }

    @Test
    void anApproverWhoMayOnlyLookApprovesNothing() {
        Plan plan = apply(MORE, ERIN);
        refused(Kind.FORBIDDEN, "no approver", () -> changes.approve(plan.pending(), BOB.as(Role.OPERATOR)));
    }

    @Test
    void nobodyApprovesHisOwnChange() throws IOException {
        bench.save("shop", TEXT.replace("ann, bob", "ann"));
        Plan plan = apply(TEXT.replace("[ann, bob]", "[bob]"), BOB);
        bench.save("shop", TEXT);
        assertThat(changes.objection(plan.pending(), BOB)).isEqualTo("Nobody approves his own change; ask ann.");
        refused(Kind.FORBIDDEN, "his own change", () -> changes.approve(plan.pending(), BOB));
    }

    @Test
    void itemsWaitToo() throws IOException {
        Plan plan = bench.engine.insert("shop", "things", List.of("all", "two"), Map.of("size", "2"), "", ERIN);
        assertThat(text()).isEqualTo(TEXT);
        assertThat(changes.find(plan.pending()).orElseThrow().message()).isEqualTo("Add things/all/two to shop");
        refused(
                Kind.CONFLICT,
                "Your change " + plan.pending() + " of shop waits already",
                () -> bench.engine.delete("shop", "things", List.of("all", "one"), "", ERIN));
        changes.approve(plan.pending(), ANN);
        assertThat(bench.engine.items("shop", "things")).hasSize(2);
        Plan less = bench.engine.delete("shop", "things", List.of("all", "one"), "", ERIN);
        assertThat(bench.engine.items("shop", "things")).hasSize(2);
        changes.approve(less.pending(), ANN);
        assertThat(bench.engine.items("shop", "things")).hasSize(1);
    }

    @Test
    void editedImportedFilesWaitWithTheText() throws IOException {
        bench.write("shop/more.yaml", "b:\n  two: {size: 2}\n");
        String importing = TEXT.replace("things:\n", "__import__things: more.yaml\nthings:\n");
        apply(importing, ANN);
        Map<String, FileText> edited = Map.of("shop/more.yaml", new FileText("b:\n  two: {size: 3}\n", ""));
        Plan plan = bench.engine.apply("shop", importing, "", edited, ERIN);
        assertThat(bench.file("shop/more.yaml")).hasContent("b:\n  two: {size: 2}\n");
        assertThat(changes.find(plan.pending()).orElseThrow().diff()).contains("a/shop/more.yaml", "+  two: {size: 3}");
        changes.approve(plan.pending(), ANN);
        assertThat(bench.file("shop/more.yaml")).hasContent("b:\n  two: {size: 3}\n");
        Plan again = bench.engine.apply(
                "shop", importing, "", Map.of("shop/more.yaml", new FileText("b:\n  two: {size: 4}\n", "")), ERIN);
        bench.write("shop/more.yaml", "b:\n  two: {size: 5}\n");
        refused(Kind.CONFLICT, "shop was changed since erin made", () -> changes.approve(again.pending(), ANN));
        assertThat(bench.file("shop/more.yaml")).hasContent("b:\n  two: {size: 5}\n");
    }

    @Test
    void anImportedItemThatIsInsertedWaits() throws IOException {
        bench.write("shop/more.yaml", "group:\n  two: {size: 2}\n");
        apply(TEXT.replace("things:\n", "__import__things: more.yaml\nthings:\n"), ANN);
        Plan plan = bench.engine.delete("shop", "things", List.of("group", "two"), "", ERIN);
        assertThat(bench.file("shop/more.yaml")).hasContent("group:\n  two: {size: 2}\n");
        assertThat(changes.find(plan.pending()).orElseThrow().files()).containsOnlyKeys("shop/more.yaml");
    }

    @Test
    void whoeverWouldSwitchTheReviewOffWaits() throws IOException {
        assertThat(apply("things:\n  all:\n    one: {size: 1}\n", ERIN).pending())
                .isNotEmpty();
        assertThat(apply(TEXT.replace("[ann, bob]", "[erin]"), ERIN).pending()).isNotEmpty();
        assertThat(text()).isEqualTo(TEXT);
        assertThat(apply("things:\n  all:\n    one: {size: 1}\n", ANN).pending())
                .isEmpty();
        assertThat(apply(MORE, ERIN).pending()).isEmpty();
    }

    @Test
    void removingInstallingAndRollingBackAreForApprovers() throws IOException {
        Path lying = Files.writeString(
                Files.createDirectories(folder.resolve("lying")).resolve("shop.yaml"), MORE);
        String words = "A change of shop needs approval, and one of this kind cannot wait for it; ask ann or bob";
        refused(Kind.FORBIDDEN, words, () -> bench.engine.remove("shop", "", ERIN));
        refused(Kind.FORBIDDEN, words, () -> units.install(new UnitSource.Place(lying), "", ERIN));
        Map<String, PastFile> past = Map.of("shop.yaml", new PastFile(MORE::getBytes, false));
        refused(Kind.FORBIDDEN, words, () -> units.restore("shop", past, "", ERIN));
        assertThat(text()).isEqualTo(TEXT);
        units.install(new UnitSource.Place(lying), "", ANN);
        assertThat(text()).isEqualTo(MORE);
        units.restore("shop", Map.of("shop.yaml", new PastFile(TEXT::getBytes, false)), "", ANN);
        bench.engine.remove("shop", "", ANN);
        assertThat(bench.engine.find("shop")).isEmpty();
    }

    @Test
    void whatArrivesInADeployFolderIsAskedByNobody() throws IOException {
        Path lying = Files.writeString(
                Files.createDirectories(folder.resolve("lying")).resolve("shop.yaml"), MORE);
        units.arrive(new UnitSource.Place(lying), Change.by("deploy").as(Role.ADMIN));
        assertThat(text()).isEqualTo(MORE);
    }

    @Test
    void aChangeWhoseGroundHasMovedIsNotApproved() throws IOException {
        Plan plan = apply(MORE, ERIN);
        String other = TEXT.replace("size: 1", "size: 7");
        apply(other, ANN);
        String words = "shop was changed since erin made the change " + plan.pending()
                + "; erin saves it again from the editor, which shows both.";
        refused(Kind.CONFLICT, words, () -> changes.approve(plan.pending(), BOB));
        assertThat(changes.objection(plan.pending(), BOB)).isEqualTo(words);
        assertThat(text()).isEqualTo(other);
        Plan again = apply(other + "    two: {size: 2}\n", ERIN);
        assertThat(again.warnings().get(0)).endsWith(", in place of " + plan.pending() + ".");
        refused(Kind.MISSING, plan.pending(), () -> changes.approve(plan.pending(), BOB));
        changes.approve(again.pending(), BOB);
        assertThat(bench.engine.items("shop", "things")).hasSize(2);
    }

    @Test
    void anEditByHandMovesTheGroundToo() throws IOException {
        Plan plan = apply(MORE, ERIN);
        bench.write("shop.yaml", TEXT.replace("size: 1", "size: 8")); // nobody has looked yet
        refused(Kind.CONFLICT, "was changed since", () -> changes.approve(plan.pending(), BOB));
    }

    @Test
    void aTextThatIsNotGoodOrOldDoesNotWait() {
        refused(Kind.INVALID, "sise", () -> apply(TEXT + "    two: {sise: 2}\n", ERIN));
        refused(Kind.CONFLICT, "changed in between", () -> bench.engine.apply("shop", MORE, "0123", ERIN));
        refused(
                Kind.CONFLICT,
                "does not import",
                () -> bench.engine.apply("shop", MORE, "", Map.of("shop/x.yaml", new FileText("a: b\n", "")), ERIN));
        assertThat(changes.list("")).isEmpty();
    }

    @Test
    void changesWaitOverARestart() throws IOException {
        PendingChange waiting = changes.find(apply(MORE, ERIN).pending()).orElseThrow();
        bench.open();
        begin();
        assertThat(changes.list("shop")).containsExactly(waiting);
        assertThat(changes.list("other")).isEmpty();
        changes.approve(waiting.id(), ANN);
        bench.open();
        begin();
        assertThat(changes.list("")).isEmpty();
        assertThat(text()).isEqualTo(MORE);
    }

    @Test
    void aNoteThatCannotBeReadStopsNothing() throws IOException {
        apply(MORE, ERIN);
        Files.writeString(folder.resolve("data/changes/0bad0bad.json"), "{");
        bench.open();
        begin();
        assertThat(changes.list("")).hasSize(1);
    }

    @Test
    void anApproverRejectsWithAReasonAndTheAuthorWithdraws() throws IOException {
        String id = apply(MORE, ERIN).pending();
        refused(Kind.FORBIDDEN, "You are no approver", () -> changes.reject(id, Change.by("eve")));
        refused(Kind.INVALID, "says why", () -> changes.reject(id, ANN));
        changes.reject(id, ANN.because("too many"));
        String own = apply(MORE, ERIN).pending();
        changes.reject(own, Change.by("erin"));
        assertThat(changes.list("")).isEmpty();
        assertThat(text()).isEqualTo(TEXT);
        refused(Kind.MISSING, own, () -> changes.reject(own, ANN.because("gone")));
    }

    @Test
    void onlySoManyWait() {
        for (int i = 0; i < org.redeye.api.packages.PendingChanges.MOST; i++) {
            apply(MORE, Change.by("user" + i));
        }
        refused(Kind.CONFLICT, "There is no room", () -> apply(MORE, ERIN));
        apply(MORE + "  # more\n", Change.by("user0")); // in place of what waits
    }

    @Test
    void whatTrustedScriptsRunTakesAnAdminAmongTheApprovers() throws IOException {
        bench.python("shop/scripts/good.py", "answer = []");
        bench.python("shop/scripts/evil.py", "answer = []");
        String good = TEXT + "schema: {plans: {fields: {zone: text}, validate: scripts/good.py}}\nplans: {one: {}}\n";
        bench.save("shop", good);
        bench.trust.trust("shop");
        bench.takeCalled();
        Plan plan = apply(good.replace("good.py", "evil.py"), ERIN);
        refused(
                Kind.FORBIDDEN,
                "Only an admin changes what trusted scripts are",
                () -> changes.approve(plan.pending(), BOB));
        assertThat(bench.takeCalled()).as("nobody who may has looked at it").doesNotContain("scripts/evil.py");
        changes.approve(plan.pending(), BOB.as(Role.ADMIN));
        assertThat(bench.takeCalled()).contains("scripts/evil.py");
    }

    @Test
    void aHeaderThatSaysItWronglyIsRefusedAtItsPlace() {
        refused(
                Kind.INVALID,
                "shop.yaml:1:19: 'review' is true",
                () -> apply(TEXT.replace("review: true", "review: yes"), ANN));
        refused(Kind.INVALID, "'approvers' names nobody", () -> apply(TEXT.replace("[ann, bob]", "[]"), ANN));
        refused(
                Kind.INVALID,
                "'approvers' is a list of at most 100 names of users, each once",
                () -> apply(TEXT.replace("[ann, bob]", "[ann, ann]"), ANN));
        refused(Kind.INVALID, "'reveiw' is not known", () -> apply(TEXT.replace("review", "reveiw"), ANN));
    }
}
