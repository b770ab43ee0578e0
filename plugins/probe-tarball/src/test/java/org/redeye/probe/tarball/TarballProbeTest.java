package org.redeye.probe.tarball;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.ssh.MinaSsh;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.MetricRules;
import org.redeye.testkit.ProbeContract;

/** Every rule with a fixture that breaks it and a twin that does not, looked at on this machine and over SSH alike. */
class TarballProbeTest extends ProbeContract<TarballConfig> {

    private static final Instant NOW = Instant.parse("2013-05-10T12:00:00Z");
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HHmmss").withZone(ZoneOffset.UTC);

    @TempDir
    private static Path data;

    private static ShellServer server;
    private static MinaSsh ssh;

    @TempDir
    private Path root;

    TarballProbeTest() {
        super(TarballProbe.class, TarballConfig.class);
    }

    @BeforeAll
    static void serve() throws Exception {
        server = new ShellServer();
        Files.writeString(data.resolve("known_hosts"), server.known());
        ssh = new MinaSsh(new FakePlatform(data, data, URI.create("http://127.0.0.1:2001")));
    }

    @AfterAll
    static void end() throws Exception {
        ssh.close();
        server.close();
    }

    @BeforeEach
    void keep() throws IOException {
        archive("svn/dybsvn", Duration.ofHours(50), 1000);
        archive("svn/dybsvn", Duration.ofHours(26), 1010);
        archive("svn/dybsvn", Duration.ofHours(2), 1020);
        archive("tracs/dybsvn", Duration.ofHours(27), 300);
        archive("tracs/dybsvn", Duration.ofHours(3), 310);
    }

    private Path archive(String item, Duration age, int size) throws IOException {
        Path folder = root.resolve(item + "/" + DATED.format(NOW.minus(age)));
        Files.createDirectories(folder);
        return Files.write(folder.resolve(item.replace('/', '-') + ".tar.gz"), new byte[size]);
    }

    private static void note(Path archive, String text) throws IOException {
        Files.writeString(archive.resolveSibling(archive.getFileName() + ".dna"), text);
    }

    private static void note(Path archive) throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        note(archive, "{'dig': '" + md5 + "', 'size': " + bytes.length + "}");
    }

    private void noteAll() throws Exception {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".gz")).toList()) {
                note(file);
            }
        }
    }

    @Override
    protected Probe<TarballConfig> probe() {
        return new TarballProbe(ssh);
    }

    @Override
    protected String works() {
        return "{path: '" + root + "', max age: 36500d, user: ann, address: 127.0.0.1, port: " + server.port()
                + ", password: sesame-4711, connect timeout: 9s}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of(works().replace(root.toString(), "/hang"));
    }

    private FakeProbeContext now() {
        return FakeProbeContext.local().on(new ManualClock(NOW));
    }

    private String remote(String yaml) {
        return yaml + "\nuser: ann\naddress: 127.0.0.1\nport: " + server.port()
                + "\npassword: sesame-4711\nconnect timeout: 9s";
    }

    /** What it finds on this machine, which is what it finds over SSH. */
    private Outcome look(String more) throws Exception {
        String yaml = "path: '" + root + "'\n" + more;
        Outcome here = run(yaml, now());
        Outcome there = run(remote(yaml), now());
        assertThat(there).isEqualTo(here);
        assertThat(MetricRules.problems(here.metrics())).isEmpty();
        return here;
    }

    private void breaks(String more, Reason reason, String message) throws Exception {
        Outcome outcome = look(more);
        assertThat(outcome.reason()).as(outcome.message()).isEqualTo(reason);
        assertThat(outcome.message()).isEqualTo(message);
        assertThat(outcome.status()).isEqualTo(reason == Reason.CHANGE ? Status.WARNING : Status.CRITICAL);
    }

    private void keeps(String more) throws Exception {
        Outcome outcome = look(more);
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
    }

    @Test
    void measuresEachItem() throws Exception {
        Outcome outcome = look("");
        assertThat(outcome.message()).isEqualTo("5 archives of 2 items below " + root + " are as they should be.");
        assertThat(outcome.metrics())
                .contains(
                        Metric.of("newest_size_bytes", "svn/dybsvn", "B", 1020),
                        Metric.of("newest_age_seconds", "svn/dybsvn", "s", 7200),
                        Metric.of("archives", "svn/dybsvn", "", 3),
                        Metric.of("archives_of_last_day", "svn/dybsvn", "", 1),
                        Metric.of("newest_size_bytes", "tracs/dybsvn", "B", 310),
                        Metric.of("items", "", 2),
                        Metric.of("rules_broken", "", 0));
    }

    @Test
    void needsOneConnectionAndOneFind() throws Exception {
        server.commands.clear();
        int sessions = server.sessions.get();
        String yaml = remote("path: '" + root + "'\ndigest: sidecar");
        assertThat(run(yaml, now()).reason()).isEqualTo(Reason.SIDECAR);
        assertThat(run(yaml, now()).reason()).isEqualTo(Reason.SIDECAR);
        assertThat(server.commands).hasSize(2).allMatch(command -> command.startsWith("env LC_ALL=C find "));
        assertThat(server.sessions.get() - sessions).isLessThanOrEqualTo(1);
    }

    @Test
    void missesAnItem() throws Exception {
        keeps("select: [svn/dybsvn, 'tracs/*']");
        breaks("select: [svn/dybsvn, svn/dybaux]", Reason.MISSING, "svn/dybaux: there is no archive of it.");
        breaks("files: '*.zip'", Reason.MISSING, root + ": there is no archive *.zip below it.");
    }

    @Test
    void findsWhatIsTooOld() throws Exception {
        keeps("max age: 3h");
        breaks(
                "max age: 150m",
                Reason.AGE,
                "tracs/dybsvn: the newest archive is of 2013-05-10T09:00:00Z, 3h 0m ago; allowed are 2h 30m.");
    }

    /** The date of the file is that of the copy; the original was eight hours off. */
    @Test
    void takesTheDateFromThePathInUtc() throws Exception {
        Path old = archive("svn/old", Duration.ofDays(30), 5);
        Files.setLastModifiedTime(old, FileTime.from(NOW));
        breaks(
                "",
                Reason.AGE,
                "svn/old: the newest archive is of 2013-04-10T12:00:00Z, 30d 0h ago; allowed are 1d 2h.");
    }

    @Test
    void doubtsTheFuture() throws Exception {
        archive("svn/dybsvn", Duration.ofMinutes(-30), 1020);
        keeps("");
        archive("svn/dybsvn", Duration.ofDays(-1), 1020);
        breaks("", Reason.AGE, "svn/dybsvn: the newest archive is of 2013-05-11T12:00:00Z, which is in the future.");
    }

    @Test
    void findsTooFew() throws Exception {
        keeps("min: 2");
        breaks("min: 3", Reason.COUNT, "tracs/dybsvn: there are 2 archives; expected are at least 3.");
    }

    @Test
    void findsADropOrJumpOfTheSize() throws Exception {
        archive("svn/dybsvn", Duration.ofHours(1), 765); // 25 % less than 1020
        keeps("max drop: 25");
        breaks(
                "max drop: 24",
                Reason.CHANGE,
                "svn/dybsvn: the newest backup has 765 B, the one before 1020 B; it may be at most 24 % smaller.");
        archive("svn/dybsvn", Duration.ofMinutes(30), 1530); // twice
        keeps("max jump: 100");
        breaks(
                "max jump: 99",
                Reason.CHANGE,
                "svn/dybsvn: the newest backup has 1530 B, the one before 765 B; it may be at most 99 % larger.");
        keeps("{max jump: 0, max drop: 100}".replaceAll("[{}]", "").replace(", ", "\n"));
    }

    /** A copy that was cut off, 1.53 to 1.15 GB in the original's history. */
    @Test
    void findsATruncatedCopyBySize() throws Exception {
        noteAll();
        keeps("digest: sidecar");
        keeps("digest: full");
        Path cut = archive("svn/dybsvn", Duration.ofHours(1), 1153);
        note(cut, "{'dig': 'd41d8cd98f00b204e9800998ecf8427e', 'size': 1530}");
        String path = root.relativize(cut).toString();
        breaks("digest: sidecar", Reason.DIGEST, path + ": it has 1153 B; its note says 1530 B.");
        keeps("digest: none");
    }

    @Test
    void findsAChangedArchiveByDigest() throws Exception {
        noteAll();
        Path changed = archive("svn/dybsvn", Duration.ofHours(2), 1020);
        byte[] bytes = new byte[1020];
        bytes[7] = 1;
        Files.write(changed, bytes);
        keeps("digest: sidecar");
        Outcome outcome = look("digest: full");
        assertThat(outcome.reason()).isEqualTo(Reason.DIGEST);
        assertThat(outcome.message())
                .startsWith(root.relativize(changed) + ": its digest is ")
                .contains("; its note says ");
    }

    @Test
    void findsAMissingSidecar() throws Exception {
        noteAll();
        keeps("digest: sidecar");
        Path late = archive("svn/dybsvn", Duration.ofHours(1), 1020);
        String path = root.relativize(late).toString();
        breaks("digest: sidecar", Reason.SIDECAR, path + ": there is no note .dna of its digest.");
        note(late, "not yet\0\n");
        breaks("digest: sidecar", Reason.SIDECAR, path + ": its note .dna names no digest.");
        note(late);
        keeps("digest: sidecar");
    }

    @Test
    void findsALockThatWasLeftBehind() throws Exception {
        Path lock = Files.createDirectories(root.resolve("svn/LOCKED"));
        Files.setLastModifiedTime(lock, FileTime.from(NOW.minus(Duration.ofHours(5))));
        keeps("");
        Files.setLastModifiedTime(lock, FileTime.from(NOW.minus(Duration.ofHours(7))));
        breaks("", Reason.LOCK, "svn/LOCKED: this lock is 7h 0m old; a backup may take 6h 0m.");
        keeps("lock: ''");
    }

    @Test
    void tellsTheWorstFirstAndAllAsEvidence() throws Exception {
        archive("svn/old", Duration.ofDays(30), 5);
        Outcome outcome = look("min: 3\nselect: [svn/*, tracs/*, gone]");
        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message()).isEqualTo("gone: there is no archive of it; and 3 more.");
        assertThat(outcome.evidence().lines()).hasSize(4).element(1).asString().startsWith("age svn/old: ");
    }

    @Test
    void leavesOutWhatHasNoDate() throws Exception {
        Files.createDirectories(root.resolve("svn/dybsvn/2013/13/45/256199"));
        Files.write(root.resolve("svn/dybsvn/2013/13/45/256199/a.tar.gz"), new byte[3]);
        Files.write(root.resolve("loose.tar.gz"), new byte[3]);
        Outcome outcome = look("");
        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).contains(Metric.of("archives_undated", "", 2));
    }

    @Test
    void readsOddNamesAsTheyAre() throws Exception {
        archive("it's $(odd) \"x\"\nnext", Duration.ofHours(1), 77);
        noteAll();
        Outcome outcome = look("digest: full");
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).contains(Metric.of("newest_size_bytes", "it's $(odd) \"x\"?next", "B", 77));
    }

    @Test
    void saysThatAHostCannotBeReached() throws Exception {
        String yaml = remote("path: '" + root + "'").replace("port: " + server.port(), "port: 1");
        Outcome outcome = run(yaml, now());
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
        assertThat(outcome.message()).isEqualTo("127.0.0.1:1: Connection refused.");
    }

    /** In the original's history a find with an option that it did not know went unseen for eight months. */
    @Test
    void saysThatTheCheckItselfFailed() throws Exception {
        // a folder that begins with a dash cannot be: so the pattern is one that find refuses
        Outcome gone = run(remote("path: '" + root + "/gone'"), now());
        assertThat(gone.reason()).isEqualTo(Reason.MISSING);
        assertThat(run("path: '" + root + "/gone'", now()).reason()).isEqualTo(Reason.MISSING);
        Path notFolder = Files.write(root.resolve("file"), "x".getBytes(StandardCharsets.UTF_8));
        Outcome broken = run(remote("path: '" + notFolder + "/x'"), now());
        assertThat(broken.status()).isEqualTo(Status.UNKNOWN);
        assertThat(broken.reason()).isEqualTo(Reason.BROKEN);
        assertThat(broken.message()).contains(" is not known: find ended with exit code 1 and said: find: ");
    }

    @Test
    void looksAtAnotherMachineOnlyOverSsh() throws Exception {
        Outcome outcome = run("path: /backup", FakeProbeContext.to("192.0.2.1"));
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message()).endsWith("192.0.2.1 is another one. To look at that one, set 'user'.");
    }

    @Test
    void readsNotesOfAllForms() {
        String md5 = "d41d8cd98f00b204e9800998ecf8427e";
        assertThat(Sidecar.parse("{'dig': '" + md5 + "', 'size': 12L}")).contains(new Sidecar(md5, 12));
        assertThat(Sidecar.parse("{\"size\": 12, \"digest\": \"" + md5.toUpperCase(java.util.Locale.ROOT) + "\"}"))
                .contains(new Sidecar(md5, 12));
        assertThat(Sidecar.parse(md5 + "  a.tar.gz\n")).contains(new Sidecar(md5, -1));
        assertThat(Sidecar.parse("{'size': 12}")).isEmpty();
    }
}
