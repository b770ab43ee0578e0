package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.GitHistory;
import org.redeye.packages.history.GitRecorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** Whatever dies between a change and its commit: who made it and why is known. */
class JournalTest {

    private static final Change ANNE = Change.by("anne").because("It has grown");
    private static final String ONE = "things: {g: {one: {size: 1}}}\n";
    private static final String TWO = "things: {g: {one: {size: 2}}}\n";
    private static final String THREE = "things: {g: {one: {size: 3}}}\n";
    /** What the history says of the change that the tests make. */
    private static final String ANNES = "anne|Number two|It has grown";

    /** The process dies. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** What is made while it may die. */
    private interface Work {
        void run() throws IOException;
    }

    @TempDir
    private Path data;

    private Path folder;
    private Git git;
    private int left = Integer.MAX_VALUE;
    private String diedAt = "";
    private PackagesEngine engine;
    private UnitsEngine units;
    private GitRecorder recorder;
    private GitHistory history;

    @BeforeEach
    void prepare() throws IOException {
        begin(data);
    }

    /** A folder with a package, and a running engine that has committed it. */
    private void begin(Path fresh) throws IOException {
        data = fresh;
        folder = Files.createDirectories(FakePlatform.in(data).data().resolve("packages"));
        git = new Git(folder);
        Files.writeString(folder.resolve("a.yaml"), ONE);
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/page.html"), "1");
        start();
        recorder.work(true);
    }

    /** Starts, as after a boot or a crash: nothing is left in memory. */
    private void start() throws IOException {
        if (engine != null) {
            engine.close();
        }
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        recorder = new GitRecorder(folder, "node1", Instant::now, this::step);
        engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                recorder,
                new Guard(Duration.ofSeconds(5)),
                this::step);
        units = new UnitsEngine(engine, FakePlatform.in(data), plugins);
        history = new GitHistory(recorder, units);
    }

    private void step(String step) {
        if (left-- == 0) {
            diedAt = step;
            throw new Crash();
        }
    }

    private void byHand(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(
                folder.resolve(name), FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** Author, first line and reason of all commits of a package, newest first. */
    private List<String> said(String name) {
        return history.log(name, 100, "").stream()
                .map(revision -> revision.author() + "|" + revision.message() + "|" + revision.why())
                .toList();
    }

    private List<Path> notes() throws IOException {
        Path journal = folder.resolve(".journal");
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file ->
                            Character.isDigit(file.getFileName().toString().charAt(0)))
                    .toList();
        }
    }

    /** Dies at each step in turn; after each next start the change is there with its author, or nothing of it is. */
    private void dieEverywhere(Work before, Work work, String annes) throws IOException {
        int died = 0;
        boolean done = false;
        for (int step = 0; !done; step++) {
            begin(Files.createDirectories(data.resolve("try" + step)));
            before.run();
            recorder.work(true);
            List<String> old = said("a");
            left = step;
            try {
                work.run();
                recorder.work(true);
                done = true;
            } catch (Crash e) {
                died++;
            }
            left = Integer.MAX_VALUE;
            start();
            recorder.work(true);

            boolean made = said("a").contains(annes);
            assertThat(said("a"))
                    .as(diedAt)
                    .hasSize(old.size() + (made ? 1 : 0))
                    .endsWith(old.toArray(String[]::new));
            assertThat(git.run("status", "--porcelain")).as(diedAt).isEmpty();
            assertThat(notes()).as(diedAt).isEmpty();
            if (done || diedAt.equals("strike") || diedAt.equals("commit") || diedAt.equals("note what is made")) {
                assertThat(made).as("after '" + diedAt + "' it is made").isTrue();
            }
        }
        assertThat(died).isGreaterThan(2);
    }

    @Test
    void aTextKeepsItsAuthorWhateverDies() throws IOException {
        dieEverywhere(() -> {}, () -> engine.apply("a", TWO, "", ANNE.saying("Number two")), ANNES);
    }

    @Test
    void anotherTextInPlaceOfOneThatIsNotCommittedKeepsItsAuthorWhateverDies() throws IOException {
        dieEverywhere(
                () -> engine.apply("a", THREE, "", Change.by("bob").saying("Number three")),
                () -> engine.apply("a", TWO, "", ANNE.saying("Number two")),
                ANNES);
    }

    @Test
    void aRemovalKeepsItsAuthorWhateverDies() throws IOException {
        dieEverywhere(() -> {}, () -> engine.remove("a", "", ANNE.saying("Number two")), ANNES);
    }

    @Test
    void aUnitKeepsItsAuthorWhateverDies() throws IOException {
        Path unit = Files.createDirectories(data.resolve("unit"));
        Files.writeString(unit.resolve("a.yaml"), TWO);
        Files.createDirectories(unit.resolve("a"));
        Files.writeString(unit.resolve("a/page.html"), "2");
        dieEverywhere(() -> {}, () -> units.install(new UnitSource.Place(unit), "", ANNE.saying("Number two")), ANNES);
    }

    @Test
    void aRollbackOfFilesAloneKeepsItsAuthorWhateverDies() throws IOException {
        dieEverywhere(
                () -> {
                    byHand("a/page.html", "3");
                    engine.road().filesChanged("a");
                },
                () -> {
                    String first = history.log("a", 100, "").stream()
                            .reduce((a, b) -> b)
                            .orElseThrow()
                            .id();
                    history.rollback("a", first, "", ANNE.saying("Number two"));
                },
                ANNES);
    }

    @Test
    void whatWasEditedBehindAChangeIsAFactOfItsOwn() throws IOException {
        engine.apply("a", TWO, "", ANNE.saying("Number two"));
        byHand("a.yaml", THREE);
        start();
        recorder.work(true);

        assertThat(said("a").subList(0, 2))
                .containsExactly(
                        "Red Eye Monitor|Changes found at the start|Made while Red Eye Monitor did not run, or not yet"
                                + " written down when it ended.",
                        ANNES);
        assertThat(git.run("show", "HEAD:a.yaml") + "\n").isEqualTo(THREE);
        assertThat(git.run("show", "HEAD~1:a.yaml") + "\n").isEqualTo(TWO);
        assertThat(git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void whereNobodyKnowsWhetherAChangeWasMadeItSaysSo() throws IOException {
        left = 1;
        assertThatThrownBy(() -> engine.apply("a", TWO, "", ANNE.saying("Number two")))
                .isInstanceOf(Crash.class);
        left = Integer.MAX_VALUE;
        byHand("a.yaml", THREE);
        start();
        recorder.work(true);

        assertThat(said("a").get(1)).startsWith(ANNES).endsWith("it is not known whether it came into force.");
        assertThat(git.run("show", "HEAD~1:a.yaml") + "\n").isEqualTo(TWO);
        assertThat(git.run("show", "HEAD:a.yaml") + "\n").isEqualTo(THREE);
        start();
        recorder.work(true);
        assertThat(said("a")).hasSize(3);
    }

    @Test
    void aTextThatIsReplacedBeforeItCameIntoForceIsNotLostWithTheProcess() throws IOException {
        byHand("a.yaml", THREE);
        engine.apply("a", TWO, "", ANNE.saying("Number two"));
        start();
        recorder.work(true);

        assertThat(said("a").get(0)).isEqualTo(ANNES);
        assertThat(said("a").get(1)).startsWith("by hand").contains("replaced before it came into force");
        assertThat(git.run("show", "HEAD~1:a.yaml") + "\n").isEqualTo(THREE);
    }

    @Test
    void anEditByHandKeepsItsAuthor() throws IOException {
        byHand("a.yaml", TWO);
        engine.scan();
        engine.scan();
        start();
        recorder.work(true);

        assertThat(said("a").get(0)).startsWith("by hand").contains("|Change things/g/one of a|");
    }

    @Test
    void whatItsOwnerHasCommittedAfterACrashIsHis() throws IOException {
        engine.apply("a", TWO, "", ANNE.saying("Number two"));
        git.run("commit", "-qam", "Mine");
        start();
        recorder.work(true);

        assertThat(git.subjects()).containsExactly("Mine", "The packages that are there at the start");
        assertThat(notes()).isEmpty();
    }

    @Test
    void aChangeThatCannotBeNotedIsNotMade() throws IOException {
        Files.deleteIfExists(folder.resolve(".journal/.gitignore"));
        Files.deleteIfExists(folder.resolve(".journal"));
        Files.writeString(folder.resolve(".journal"), "in the way");

        assertThatThrownBy(() -> engine.apply("a", TWO, "", ANNE))
                .hasMessageContaining("cannot be noted")
                .hasMessageContaining("is not made");
        assertThat(Files.readString(folder.resolve("a.yaml"))).isEqualTo(ONE);
        assertThat(engine.text("a")).hasValue(ONE);
    }

    @Test
    void whatIsNoNoteIsLeftAlone() throws IOException {
        engine.apply("a", TWO, "", ANNE.saying("Number two"));
        Path strange = Files.writeString(folder.resolve(".journal/000000000000.made"), "{\"at\":");
        start();
        recorder.work(true);

        assertThat(said("a").get(0)).isEqualTo(ANNES);
        assertThat(strange).hasContent("{\"at\":");
    }

    @Tag("long")
    @Test
    void whileNothingCanBeCommittedThereAreAsManyNotesAsChangesThatWait() throws IOException {
        Files.writeString(folder.resolve(".git/MERGE_HEAD"), git.run("rev-parse", "HEAD") + "\n");
        for (int i = 0; i < 1_005; i++) {
            engine.apply("a", ONE + "# " + i, "", ANNE);
        }
        assertThat(notes()).hasSize(1_000);
        Files.delete(folder.resolve(".git/MERGE_HEAD"));
        start();
        recorder.work(true);

        assertThat(notes()).isEmpty();
        assertThat(git.run("rev-list", "--count", "HEAD")).isEqualTo("1001");
        assertThat(git.run("show", "HEAD:a.yaml")).endsWith("# 1004");
    }
}
