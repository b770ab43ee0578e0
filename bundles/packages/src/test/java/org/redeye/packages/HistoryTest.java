package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Revision;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.GitHistory;
import org.redeye.packages.history.GitRecorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** The history of packages in real repositories, beside the real git. */
class HistoryTest {

    private static final Change ANNE = Change.by("anne");
    private static final Change BOB = Change.by("bob");
    private static final String ONE = "things: {g: {one: {size: 1}}}\n";
    private static final String TWO = "things: {g: {one: {size: 2}}}\n";

    @TempDir
    private Path data;

    private final FakePluginRegistry plugins = new FakePluginRegistry()
            .withClassPath("field", FieldType.class)
            .with("section", "things", new PackagesEngineTest.Things());
    private Path folder;
    private Git git;
    private Duration later = Duration.ZERO;
    private PackagesEngine engine;
    private GitRecorder recorder;
    private GitHistory history;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectories(FakePlatform.in(data).data().resolve("packages"));
        git = new Git(folder);
    }

    /** Starts, as after a boot or a crash: nothing is left in memory. */
    private void start() throws IOException {
        stop();
        recorder = new GitRecorder(folder, "node1", () -> Instant.now().plus(later));
        engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                recorder,
                new Guard(Duration.ofSeconds(5)));
        history = new GitHistory(recorder, new UnitsEngine(engine, FakePlatform.in(data), plugins));
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    private void startWith(String name, String text) throws IOException {
        byHand(name, text);
        start();
        recorder.work(false);
    }

    private void byHand(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(text.hashCode() % 1000)));
    }

    private void look() throws IOException {
        engine.scan();
        engine.scan();
        recorder.work(false);
    }

    /** Lets the time pass that an owner has to commit. */
    private void pass() {
        later = GitRecorder.GRACE;
        recorder.work(false);
        later = Duration.ZERO;
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".yaml"));
    }

    private List<String> messages(String name) {
        return history.log(name, 1000, "").stream().map(Revision::message).toList();
    }

    // ---- writing

    @Test
    void whatIsThereAtTheFirstStartIsTheFirstCommit() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        startWith("a", ONE);

        assertThat(git.run("log", "--format=%an <%ae> %cn %s"))
                .isEqualTo("Red Eye Monitor <rem@node1> Red Eye Monitor The packages that are there at the start");
        assertThat(git.run("ls-tree", "-r", "--name-only", "HEAD")).isEqualTo("a.yaml");
        assertThat(git.run("status", "--porcelain")).isEqualTo("?? notes.txt");
        assertThat(git.run("branch", "--show-current")).isEqualTo("main");
        assertThat(git.run("fsck")).isEmpty();
    }

    @Test
    void eachChangeIsOneCommitWithAuthorMessageAndReason() throws IOException {
        startWith("a", ONE);
        engine.apply("a", TWO, "", ANNE.because("It has grown.\n\nTwice."));
        engine.insert("a", "things", List.of("g", "two"), Map.of("size", "3"), "", BOB);
        engine.delete("a", "things", List.of("g", "two"), "", BOB);
        engine.apply("new", ONE, "", ANNE.saying("Begin anew"));
        engine.remove("new", "", BOB);
        recorder.work(false);

        assertThat(git.run("log", "--format=%an|%ae|%s").lines())
                .containsExactly(
                        "bob|bob@node1|Remove the package new",
                        "anne|anne@node1|Begin anew",
                        "bob|bob@node1|Remove things/g/two from a",
                        "bob|bob@node1|Add things/g/two to a",
                        "anne|anne@node1|Change things/g/one of a",
                        "Red Eye Monitor|rem@node1|The packages that are there at the start");
        assertThat(git.run("log", "--format=%b", "--author=anne", "--", "a.yaml"))
                .isEqualTo("It has grown.\n\nTwice.");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        Revision grown = history.log("a", 10, "").get(2);
        assertThat(grown.author()).isEqualTo("anne");
        assertThat(grown.why()).isEqualTo("It has grown.\n\nTwice.");
        assertThat(history.text("a", grown.brief())).hasValue(TWO);
        assertThat(history.log("new", 10, "")).extracting(Revision::removed).containsExactly(true, false);
    }

    @Test
    void anEditByHandIsCommittedAfterAWhileUnlessItsAuthorDoes() throws IOException {
        startWith("a", ONE);
        byHand("a", TWO);
        look();
        assertThat(git.subjects()).hasSize(1);
        pass();
        assertThat(git.run("log", "-1", "--format=%an %s"))
                .isEqualTo("by hand ("
                        + Files.getOwner(folder.resolve("a.yaml")).getName() + ") Change things/g/one of a");

        byHand("a", ONE);
        look();
        git.run("commit", "-qam", "Small again, by me");
        pass();
        assertThat(git.subjects()).hasSize(3).first().isEqualTo("Small again, by me");
        assertThat(messages("a")).first().isEqualTo("Small again, by me");
    }

    @Test
    void aChangeDoesNotOvertakeAnEditByHand() throws IOException {
        startWith("a", ONE);
        byHand("a", TWO);
        look();
        engine.apply("b", ONE, "", ANNE);
        recorder.work(false);

        assertThat(git.subjects()).startsWith("Add the package b", "Change things/g/one of a");
    }

    @Test
    void aBrokenEditIsCommittedOnceItIsGood() throws IOException {
        startWith("a", ONE);
        byHand("a", "things: {g: {one: {sice: 2}}}\n");
        look();
        pass();
        assertThat(git.subjects()).hasSize(1);
        assertThat(git.run("status", "--porcelain")).isEqualTo("M a.yaml");

        byHand("a", TWO);
        look();
        pass();
        assertThat(git.subjects()).hasSize(2);
        assertThat(git.run("show", "HEAD:a.yaml") + "\n").isEqualTo(TWO);
    }

    @Test
    void whatIsReplacedBeforeItCameIntoForceIsInTheHistory() throws IOException {
        startWith("a", ONE);
        String broken = "things: {g: {one: {sice: 2}}} # an hour of work\n";
        byHand("a", broken);
        look();
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);

        List<Revision> log = history.log("a", 10, "");
        assertThat(log).hasSize(3);
        assertThat(log.get(1).message()).isEqualTo("Edit a, replaced before it came into force");
        assertThat(log.get(1).author()).startsWith("by hand");
        assertThat(history.text("a", log.get(1).id())).hasValue(broken);
    }

    @Test
    void whatTheOwnerHasStagedOrToldGitToIgnoreIsLeftAlone() throws IOException {
        startWith("a", ONE);
        Files.writeString(folder.resolve(".gitignore"), "scratch*\n");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        git.run("add", "notes.txt");
        engine.apply("a", TWO, "", ANNE);
        engine.apply("scratch", ONE, "", ANNE);
        recorder.work(false);

        assertThat(git.run("log", "--format=%s", "--name-only", "-1").lines())
                .containsExactly("Change things/g/one of a", "", "a.yaml");
        assertThat(git.run("status", "--porcelain").lines()).containsExactlyInAnyOrder("A  notes.txt", "?? .gitignore");
        assertThat(history.log("scratch", 10, "")).isEmpty();
    }

    @Test
    void noHookRunsAndNoByteIsFiltered() throws IOException {
        startWith("a", ONE);
        Path hook = folder.resolve(".git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        git.run("config", "core.autocrlf", "input");
        engine.apply("a", TWO.replace("\n", "\r\n"), "", ANNE);
        recorder.work(false);

        assertThat(git.subjects()).hasSize(2);
        assertThat(git.run("cat-file", "-s", "HEAD:a.yaml")).isEqualTo(String.valueOf(TWO.length() + 1));
    }

    // ---- reading and rolling back

    @Test
    void rollingBackIsByteIdentical() throws IOException {
        String odd = "# ünï — no end of line\r\nthings:\r\n\tg: {}".replace("\t", "  ");
        startWith("a", odd);
        byte[] before = Files.readAllBytes(folder.resolve("a.yaml"));
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);
        String first = history.log("a", 10, "").get(1).id();

        assertThat(history.rollback("a", first, Texts.etag(TWO), BOB.because("It was wrong"))
                        .removed())
                .containsExactly("a/things/g/one");
        recorder.work(false);

        assertThat(Files.readAllBytes(folder.resolve("a.yaml"))).isEqualTo(before);
        Revision last = history.log("a", 1, "").get(0);
        assertThat(last.message()).isEqualTo("Roll back a to " + first.substring(0, 7));
        assertThat(last.author() + ": " + last.why()).isEqualTo("bob: It was wrong");
        assertThat(git.run("diff", first, "HEAD")).isEmpty();
    }

    @Test
    void aRollbackThatDoesNotFitTodayChangesNothing() throws IOException {
        startWith("a", ONE);
        byHand("a", "things: {g: {one: {sice: 2}}}\n");
        git.run("commit", "-qam", "Break it");
        String broken = git.run("rev-parse", "HEAD");
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);

        assertThatThrownBy(() -> history.rollback("a", broken, "", BOB))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining("a.yaml:1:20: 'sice'");
        assertThatThrownBy(() -> history.rollback("a", "abcd", "", BOB))
                .hasMessage("There is no revision 'abcd'; expected 4 to 40 hexadecimal digits of one in the history.");
        assertThatThrownBy(() -> history.rollback("a", "HEAD", "", BOB)).hasMessageContaining("no revision 'HEAD'");
        assertThatThrownBy(() -> history.rollback("a", broken, "stale", BOB))
                .hasMessageContaining("was changed in between");
        assertThat(file("a")).isEqualTo(TWO);
    }

    @Test
    void aRemovedPackageComesBack() throws IOException {
        startWith("a", ONE);
        engine.remove("a", "", ANNE);
        recorder.work(false);
        List<Revision> log = history.log("a", 10, "");
        assertThatThrownBy(() -> history.rollback("a", log.get(0).id(), "", BOB))
                .hasMessageContaining("is not there in the revision");

        history.rollback("a", log.get(1).id(), "", BOB);

        assertThat(file("a")).isEqualTo(ONE);
        assertThat(engine.find("a")).isPresent();
    }

    @Test
    void showsWhatIsDifferent() throws IOException {
        startWith("a", "# top\n" + ONE);
        engine.apply("a", "# top\n" + TWO, "", ANNE);
        recorder.work(false);
        List<Revision> log = history.log("a", 10, "");
        String change = "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n # top\n-" + ONE + "+" + TWO;

        assertThat(history.diff("a", "", log.get(0).id())).isEqualTo(change);
        assertThat(history.diff("a", log.get(1).id(), "")).isEqualTo(change);
        assertThat(history.diff("a", "", "")).isEmpty();
        assertThat(history.diff("a", "", log.get(1).id())).startsWith("--- /dev/null\n+++ b/a.yaml\n@@ -0,0 +1,2 @@\n");
    }

    @Test
    void aThousandRevisionsAreReadPageByPage() throws IOException {
        startWith("a", ONE);
        var stream = new StringBuilder();
        for (int i = 1; i < 1000; i++) {
            String text = ONE + "# " + i + "\n";
            stream.append("commit refs/heads/main\ncommitter Olga Owner <olga@example.org> " + (1_800_000_000 + i)
                    + " +0000\ndata 2\nx\n" + (i == 1 ? "from refs/heads/main^0\n" : "") + "M 644 inline a.yaml\ndata "
                    + text.length() + "\n" + text + "\n");
        }
        git.feed(stream.toString(), "fast-import", "--quiet");
        var seen = new java.util.LinkedHashSet<String>();
        String before = "";
        for (int page = 0; page < 10; page++) {
            List<Revision> log = history.log("a", 100, before);
            assertThat(log).hasSize(100);
            log.forEach(revision -> seen.add(revision.id()));
            before = log.get(99).id();
        }
        assertThat(seen).hasSize(1000);
        assertThat(history.log("a", 100, before)).isEmpty();
        assertThat(messages("a")).hasSize(1000);
    }

    // ---- beside an owner who uses git

    @Test
    void anOwnersCommitBetweenOursStays() throws IOException {
        startWith("a", ONE);
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);
        byHand("a", TWO + "# mine\n");
        git.run("commit", "-qam", "A remark");
        look();
        engine.apply("a", ONE, "", BOB);
        recorder.work(false);

        assertThat(messages("a"))
                .containsExactly(
                        "Change things/g/one of a",
                        "A remark",
                        "Change things/g/one of a",
                        "The packages that are there at the start");
        assertThat(git.run("log", "--format=%an", "-1", "--skip=1")).isEqualTo("Olga Owner");
    }

    @Test
    void aCloneCanPush() throws IOException {
        startWith("a", ONE);
        Path clone = data.resolve("clone");
        new Git(folder).run("clone", "-q", ".", clone.toString());
        Git there = new Git(clone);
        Files.writeString(clone.resolve("a.yaml"), TWO);
        there.run("commit", "-qam", "From afar");
        there.run("push", "-q");
        look();
        pass();

        assertThat(file("a")).isEqualTo(TWO);
        assertThat(engine.text("a")).hasValue(TWO);
        assertThat(messages("a")).containsExactly("From afar", "The packages that are there at the start");
        engine.apply("a", ONE, "", ANNE);
        recorder.work(false);
        there.run("pull", "-q", "--ff-only");
        assertThat(clone.resolve("a.yaml")).hasContent(ONE);
    }

    @Test
    void historyWaitsForTheEndOfAMerge() throws IOException {
        startWith("a", ONE);
        git.run("switch", "-qc", "side");
        byHand("a", TWO);
        git.run("commit", "-qam", "Two on the side");
        git.run("switch", "-q", "main");
        byHand("a", ONE.replace("1", "3"));
        git.run("commit", "-qam", "Three on main");
        look();
        assertThat(git.attempt("merge", "side").exit()).isNotZero();
        look();

        engine.apply("b", ONE, "", ANNE.because("It cannot wait"));
        recorder.work(false);
        assertThat(history.waiting())
                .startsWith("A merge is under way in " + folder)
                .contains("finish it with 'git commit' or drop it with 'git merge --abort'", "the packages go on");
        assertThat(engine.find("b")).isPresent();
        assertThat(engine.items("a", "")).as("the last good version").hasSize(1);
        assertThat(file("a")).as("the owner's conflict").contains("<<<<<<<");
        assertThat(git.run("status", "--porcelain").lines()).contains("UU a.yaml");
        assertThat(messages("a")).first().isEqualTo("Three on main");

        byHand("a", ONE.replace("1", "5"));
        git.run("add", "a.yaml");
        git.run("commit", "-qm", "Merge by five");
        look();
        assertThat(history.waiting()).isEmpty();
        pass();
        assertThat(git.subjects()).startsWith("Add the package b", "Merge by five", "Three on main");
        assertThat(git.run("log", "-1", "--format=%an: %b")).isEqualTo("anne: It cannot wait");
        assertThat(git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void aChangeThatWaitedDoesNotUndoWhatTheOwnerCommittedSince() throws IOException {
        startWith("a", ONE);
        git.run("commit", "-q", "--allow-empty", "-m", "More");
        git.run("switch", "-q", "--detach");
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);
        assertThat(history.waiting()).startsWith("No branch is checked out in " + folder);

        git.run("switch", "-q", "main");
        byHand("a", TWO + "# and more\n");
        git.run("commit", "-qam", "The owner's own");
        recorder.work(false);

        assertThat(messages("a"))
                .startsWith(
                        "Keep a as its owner has committed it since", "Change things/g/one of a", "The owner's own");
        assertThat(history.text("a", history.log("a", 3, "").get(1).id())).hasValue(TWO);
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(file("a")).isEqualTo(TWO + "# and more\n");
    }

    @Test
    void aBrokenRepositoryIsNamedAndThePackagesGoOn() throws IOException {
        startWith("a", ONE);
        Path head = folder.resolve(".git/HEAD");
        String good = Files.readString(head);
        Files.delete(head);
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);

        assertThat(history.waiting())
                .contains(
                        folder.resolve(".git") + " is no git repository, or not any more; restore it, or move it away");
        assertThatThrownBy(() -> history.log("a", 10, ""))
                .isInstanceOfSatisfying(
                        PackageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("The packages go on.");
        assertThat(engine.text("a")).hasValue(TWO);

        Files.writeString(head, good);
        recorder.work(false);
        assertThat(history.waiting()).isEmpty();
        assertThat(messages("a")).hasSize(2);

        for (String object : git.run("ls-tree", "-r", "--format=%(objectname)", "HEAD")
                .lines()
                .toList()) {
            Path file = folder.resolve(".git/objects/" + object.substring(0, 2) + "/" + object.substring(2));
            file.toFile().setWritable(true);
            Files.write(file, new byte[] {1, 2, 3});
        }
        start();
        assertThatThrownBy(() -> history.text("a", git.run("rev-parse", "HEAD")))
                .hasMessageContaining("cannot be read");
        assertThat(engine.text("a")).hasValue(TWO);
    }

    @Test
    void aRepositoryThatIsTakenAwayIsBegunAnew() throws IOException {
        startWith("a", ONE);
        Files.move(folder.resolve(".git"), data.resolve("old.git"));
        start();
        recorder.work(false);

        assertThat(git.subjects()).containsExactly("The packages that are there at the start");
    }

    @Test
    void anOwnersWorkTreeAroundTheFolderIsUsedIfItTracksPackages() throws IOException {
        byHand("a", ONE);
        Git around = new Git(data);
        around.run("init", "-q", "-b", "trunk");
        Files.writeString(data.resolve("README"), "mine");
        around.run("add", "README", "data/packages/a.yaml");
        around.run("commit", "-qm", "All of mine");
        byte[] config = Files.readAllBytes(data.resolve(".git/config"));
        start();
        recorder.work(false);
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);

        assertThat(folder.resolve(".git")).doesNotExist();
        assertThat(around.run("log", "--format=%s", "--name-only", "-1").lines())
                .containsExactly("Change things/g/one of a", "", "data/packages/a.yaml");
        assertThat(around.run("status", "--porcelain")).isEmpty();
        assertThat(Files.readAllBytes(data.resolve(".git/config"))).isEqualTo(config);
        assertThat(messages("a")).containsExactly("Change things/g/one of a", "All of mine");
    }

    @Test
    void aWorkTreeThatMerelyHappensToBeAroundIsNot() throws IOException {
        Git around = new Git(data);
        around.run("init", "-q");
        startWith("a", ONE);

        assertThat(git.subjects()).hasSize(1);
        assertThat(around.attempt("log").exit()).isNotZero();
    }

    // ---- crashes

    @Test
    void whatWasMadeWhileItDidNotRunIsFoundAtTheStart() throws IOException {
        startWith("a", ONE);
        byHand("a", TWO);
        byHand("b", ONE);
        start();
        recorder.work(false);

        assertThat(git.subjects())
                .containsExactly("Changes found at the start", "The packages that are there at the start");
        assertThat(git.run("show", "--format=", "--name-status", "HEAD").lines())
                .containsExactly("M\ta.yaml", "A\tb.yaml");
        engine.remove("b", "", ANNE);
        start();
        recorder.work(false);
        assertThat(history.log("b", 10, "")).extracting(Revision::removed).containsExactly(true, false);
    }

    @Test
    void aChangeRightAfterTheStartDoesNotSwallowWhatWasFound() throws IOException {
        startWith("a", ONE);
        start();
        byHand("a", TWO);
        start();
        engine.apply("a", ONE + "# three\n", "", ANNE);
        recorder.work(false);

        assertThat(messages("a"))
                .containsExactly(
                        "Change things/g/one of a",
                        "Changes found at the start",
                        "The packages that are there at the start");
    }

    @Test
    void theLocksOfACrashInTheMiddleOfACommitAreOurs() throws IOException {
        startWith("a", ONE);
        Path repository = folder.resolve(".git");
        Path branch = repository.resolve("refs/heads/main.lock");
        String next = "0123456789012345678901234567890123456789";
        Files.writeString(repository.resolve("rem-lock"), branch + "\n" + next + "\n");
        Files.createLink(repository.resolve("index.lock"), repository.resolve("rem-lock"));
        Files.writeString(branch, next + "\n");
        engine.apply("a", TWO, "", ANNE);
        start();
        recorder.work(false);

        assertThat(git.subjects()).hasSize(2);
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(repository.resolve("rem-lock")).doesNotExist();
    }

    @Test
    void theLockOfAnotherGitIsWaitedForAndNamed() throws IOException {
        startWith("a", ONE);
        Path lock = folder.resolve(".git/index.lock");
        Files.writeString(lock, "");
        engine.apply("a", TWO, "", ANNE);
        recorder.work(false);
        assertThat(history.waiting()).contains("one has crashed: delete " + lock);
        start();
        recorder.work(false);
        assertThat(lock).exists();

        Files.delete(lock);
        recorder.work(false);
        assertThat(git.subjects()).hasSize(2);
        assertThat(history.waiting()).isEmpty();
    }

    @Test
    void aStartInTheMiddleOfMakingTheRepositoryBeginsAgain() throws IOException {
        Files.createDirectories(folder.resolve(".git.new/objects"));
        Files.writeString(folder.resolve(".git.new/config"), "[core");
        startWith("a", ONE);

        assertThat(git.run("fsck")).isEmpty();
        assertThat(git.subjects()).hasSize(1);
        assertThat(folder.resolve(".git.new")).doesNotExist();
        assertThat(new String(Files.readAllBytes(folder.resolve(".git/HEAD")), StandardCharsets.UTF_8))
                .isEqualTo("ref: refs/heads/main\n");
    }
}
