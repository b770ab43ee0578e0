package org.redeye.probe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.ProbeContract;

/** Real files, a clock that stands still. */
class FileProbeTest extends ProbeContract<FileConfig> {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private Path folder;

    FileProbeTest() {
        super(FileProbe.class, FileConfig.class);
    }

    @Override
    protected Probe<FileConfig> probe() {
        return new FileProbe();
    }

    @Override
    protected String works() {
        return "path: " + folder;
    }

    @BeforeEach
    void write() throws IOException {
        file("a.csv", "hello\nworld\n", Duration.ofHours(30));
        file("b.csv", "hello there\n", Duration.ofHours(2));
        file("deep/er/c.csv", "x".repeat(1000), Duration.ofMinutes(5));
        file("notes.txt", "no", Duration.ofDays(9));
    }

    private Path file(String name, String text, Duration age) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private Outcome look(String yaml) throws Exception {
        return run("path: " + folder + "\n" + yaml, FakeProbeContext.local().on(new ManualClock(NOW)));
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void measuresFilesOfAFolder() throws Exception {
        Outcome outcome = look("files: '*.csv'");
        assertThat(outcome.message()).isEqualTo(folder + "/*.csv: 2 files, the newest 2h 0m old with 12 B.");
        assertThat(value(outcome, "files")).isEqualTo(2);
        assertThat(value(outcome, "size_bytes")).isEqualTo(24);
        assertThat(value(outcome, "newest_age_seconds")).isEqualTo(7200);
        assertThat(value(outcome, "oldest_age_seconds")).isEqualTo(30 * 3600);
        assertThat(outcome.metrics()).contains(Metric.rate("growth_bytes_per_second", "", "B/s", 24));
    }

    @Test
    void looksIntoFoldersWithinWhenAsked() throws Exception {
        Outcome deep = look("files: '*.csv'\ndeep: true");
        assertThat(value(deep, "files")).isEqualTo(3);
        assertThat(value(deep, "newest_size_bytes")).isEqualTo(1000);
    }

    @Test
    void looksAtOneFile() throws Exception {
        Outcome one = run(
                "path: " + folder + "/notes.txt\nmax age: 10d",
                FakeProbeContext.local().on(new ManualClock(NOW)));
        assertThat(one.status()).isEqualTo(Status.OK);
        assertThat(value(one, "files")).isEqualTo(1);
    }

    @Test
    void saysWhatIsTooOld() throws Exception {
        assertThat(look("files: '*.csv'\nmax age: 3h").status()).isEqualTo(Status.OK);
        Outcome newest = look("files: '*.csv'\nmax age: 1h");
        assertThat(newest.reason()).isEqualTo(Reason.AGE);
        assertThat(newest.message()).isEqualTo(folder + "/b.csv is 2h 0m old; the newest may be 1h 0m old.");
        Outcome oldest = look("files: '*.csv'\nmax oldest: 1d");
        assertThat(oldest.reason()).isEqualTo(Reason.AGE);
        assertThat(oldest.message()).isEqualTo(folder + "/a.csv is 1d 6h old; none may be older than 1d 0h.");
        assertThat(look("files: '*.csv'\nmax oldest: 31h").status()).isEqualTo(Status.OK);
    }

    @Test
    void saysWhatIsTooMuchOrTooLittle() throws Exception {
        assertThat(look("files: '*.csv'\nmin: 3").reason()).isEqualTo(Reason.COUNT);
        assertThat(look("files: '*.csv'\nmin: 0\nmax: 1").reason()).isEqualTo(Reason.COUNT);
        assertThat(look("files: '*.csv'\nmin: 2\nmax: 2").status()).isEqualTo(Status.OK);
        assertThat(look("files: '*.csv'\nmin size: 13B").reason()).isEqualTo(Reason.SIZE);
        assertThat(look("files: '*.csv'\nmin size: 12B\nmax size: 12B").status())
                .isEqualTo(Status.OK);
        assertThat(look("deep: true\nmax size: 999B").message())
                .isEqualTo(folder + "/deep/er/c.csv has 1000 B; allowed are 999 B.");
    }

    @Test
    void looksIntoTheNewestFile() throws Exception {
        assertThat(look("files: '*.csv'\nexpect: there").status()).isEqualTo(Status.OK);
        assertThat(look("files: '*.csv'\nexpect: world").message())
                .isEqualTo("/world/ is not found in " + folder + "/b.csv.");
        assertThat(look("files: '*.csv'\nforbid: hel+o").message())
                .isEqualTo("/hel+o/ is found in " + folder + "/b.csv.");
        assertThat(look("files: '*.csv'\nforbid: world").status()).isEqualTo(Status.OK);
    }

    @Test
    void readsTheEndOnly() throws Exception {
        file("b.csv", "begin" + "x".repeat(200_000) + "end", Duration.ofHours(2));
        assertThat(look("files: b.csv\nmax read: 100KiB\nexpect: begin").reason())
                .isEqualTo(Reason.CONTENT);
        assertThat(look("files: b.csv\nmax read: 100KiB\nexpect: xend$").status())
                .isEqualTo(Status.OK);
        assertThat(look("files: b.csv\nmax read: 1MiB\nexpect: ^begin").status())
                .isEqualTo(Status.OK);
    }

    @Test
    void missesWhatIsNotThere() throws Exception {
        assertThat(look("files: '*.zip'").message()).isEqualTo(folder + "/*.zip holds no file.");
        assertThat(look("files: '*.zip'").reason()).isEqualTo(Reason.MISSING);
        assertThat(look("files: '*.zip'\nmin: 0").status()).isEqualTo(Status.OK);
        Outcome gone = run("path: " + folder + "/gone", FakeProbeContext.local());
        assertThat(gone.reason()).isEqualTo(Reason.MISSING);
        assertThat(gone.message()).isEqualTo("There is no " + folder + "/gone.");
    }

    @Test
    void followsNoLinkOutOfTheFolder(@TempDir Path outside) throws Exception {
        Path secret = Files.writeString(outside.resolve("secret.csv"), "secret");
        Files.createSymbolicLink(folder.resolve("out.csv"), secret);
        Files.createSymbolicLink(folder.resolve("outer"), outside);
        Files.createSymbolicLink(folder.resolve("dead.csv"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("in.csv"), folder.resolve("a.csv"));
        Files.createSymbolicLink(folder.resolve("deep/up"), folder);
        assertThat(value(look("files: '*.csv'\ndeep: true"), "files")).isEqualTo(4); // a, b, c and in
    }

    @Test
    void doesNotWaitAtAPipe() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(value(look("files: '*.csv'"), "files")).isEqualTo(2);
        assertThat(run("path: " + pipe + "\nexpect: x", FakeProbeContext.local())
                        .reason())
                .isEqualTo(Reason.CONTENT);
    }

    @Test
    void endsAnExpressionThatBacktracks() throws Exception {
        file("b.csv", "a".repeat(60), Duration.ofHours(2));
        FakeProbeContext context = FakeProbeContext.local().within(Duration.ofMillis(400));
        assertThat(run("path: " + folder + "/b.csv\nexpect: '(.*a){20}b'", context)
                        .reason())
                .isEqualTo(Reason.SETTINGS);
    }

    @Test
    void saysNothingAboutOtherMachines() throws Exception {
        assertThat(run("path: /etc", FakeProbeContext.to("192.0.2.1")).reason()).isEqualTo(Reason.SETTINGS);
    }
}
