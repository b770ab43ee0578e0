package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bin/rem promises: the right Java, one instance a folder, no network, nobody else's files. */
@Tag("long")
class ContainerIT {

    @TempDir
    private Path folder;

    @Test
    void needsNoNetworkAndNoMavenRepository() throws IOException, InterruptedException {
        assumeTrue(canUnshare(), "skipped: this user may not make a network namespace (unshare --net)");
        Path data = folder.resolve("data");
        String script = "ip link set lo up && exec env -i PATH=\"$PATH\" HOME=" + folder.resolve("nobody")
                + " REM_DATA=" + data + " REM_ADMIN_PASSWORD='" + Distribution.PASSWORD + "' "
                + Distribution.home().resolve("bin/rem") + " run";
        Process run = new ProcessBuilder("unshare", "--net", "sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            Path series = data.resolve("series");
            Distribution.await(
                    "samples to be stored without a network", Duration.ofSeconds(60), () -> hasSamples(series));
            Distribution.await(
                    "the address to be printed", Duration.ofSeconds(60), () -> said("http://127.0.0.1:2001"));
        } finally {
            run.descendants().forEach(ProcessHandle::destroy);
            run.destroy();
            run.waitFor(20, TimeUnit.SECONDS);
            run.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean said(String text) {
        try {
            return Files.readString(folder.resolve("out")).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean hasSamples(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> file.toFile().length() > 2_000);
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static boolean canUnshare() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "ip", "link", "set", "lo", "up")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void saysWhichJavaItNeedsInOneSentence() throws IOException, InterruptedException {
        assumeTrue(canUnshare(), "skipped: this user may not hide the JDKs of this machine (unshare --mount)");
        // every JDK of the machine is hidden but one that is too new
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"25.0.1\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String script = "mount -t tmpfs none /usr/lib/jvm && JAVA_HOME=" + folder.resolve("jdk") + " REM_DATA="
                + folder.resolve("data") + " exec timeout 60 "
                + Distribution.home().resolve("bin/rem") + " run";
        Path err = folder.resolve("err");
        Process run = new ProcessBuilder("unshare", "--mount", "sh", "-c", script)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(run.waitFor(70, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isNotZero().isNotEqualTo(124);
        assertThat(Files.readString(err).lines()).hasSize(1);
        assertThat(err).content().contains("Java 17 to 23").contains("25");
    }

    @Test
    void tellsWhetherItRunsAndRefusesASecondOneOnTheSameData() throws IOException {
        var rem = Distribution.prepared(folder.resolve("data"), Map.of("REM_ADMIN_PASSWORD", Distribution.PASSWORD));
        assertThat(rem.rem("status").exit()).isEqualTo(3);
        try {
            Distribution.Result start = rem.rem("start");
            assertThat(start.exit()).as(start.out() + start.err()).isZero();
            assertThat(start.out()).contains(rem.uri("").toString());
            assertThat(rem.rem("status").exit()).isZero();
            Distribution.Result second = rem.rem("run");
            assertThat(second.exit()).isNotZero();
            assertThat(second.err()).contains("already runs");
        } finally {
            assertThat(rem.rem("stop").exit()).isZero();
        }
        assertThat(rem.rem("status").exit()).isEqualTo(3);
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            var rem = Distribution.prepared(
                    folder.resolve("data"), Map.of("REM_HTTP_PORT", String.valueOf(taken.getLocalPort())));
            Distribution.Result result = rem.rem("run");
            assertThat(result.exit()).isNotZero();
            assertThat(result.err())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .contains("REM_HTTP_PORT");
        }
    }

    @Test
    void findsAFittingJavaByItselfListensOnLoopbackOnlyAndLeavesTheDistributionAsItIs() throws IOException {
        var before = distribution();
        // where there is no second JDK the name leads nowhere, which is passed over in the same way
        Map<String, String> tooNew = Map.of("JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64");
        try (var rem = Distribution.start(folder.resolve("data"), tooNew)) {
            assertThat(rem.container().info().command().orElse("")).doesNotContain("temurin-25");
            String listeners = new String(
                    new ProcessBuilder("ss", "-ltnpH").start().getInputStream().readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            String pid = "pid=" + rem.container().pid() + ",";
            assertThat(listeners.lines().filter(line -> line.contains(pid)))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("127.0.0.1")
                            || line.contains("[::1]")
                            || line.contains("[::ffff:127.0.0.1]"));
            assertThat(distribution()).isEqualTo(before);
        }
    }

    /** Its files and when they were changed: several instances start from it, and it may be read-only. */
    private static Map<String, java.nio.file.attribute.FileTime> distribution() throws IOException {
        var files = new java.util.TreeMap<String, java.nio.file.attribute.FileTime>();
        try (Stream<Path> all = Files.walk(Distribution.home())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(Distribution.home().relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
