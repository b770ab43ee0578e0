package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the distribution ships: it is used where it fits, and hinders nothing where it does not. */
@Tag("long")
class ArchiveIT {

    private static final String FROM_ARCHIVE = "source: shared objects file (top)";

    @TempDir
    private Path folder;

    private Path loaded;
    private Map<String, String> environment;

    @BeforeEach
    void logWhereClassesComeFrom() {
        loaded = folder.resolve("loaded");
        environment =
                Map.of("REM_ADMIN_PASSWORD", Distribution.PASSWORD, "REM_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    }

    @Test
    void aStartTakesItsClassesFromTheArchiveThoseOfBundlesToo() throws IOException {
        try (var rem = Distribution.start(folder.resolve("data"), environment)) {
            assertThat(fromArchive()).hasSizeGreaterThan(5000);
            assertThat(fromArchive())
                    .as("a bundle of ours and one of others, which loaders of the framework define")
                    .anyMatch(line -> line.contains(" org.redeye.checks."))
                    .anyMatch(line -> line.contains(" org.glassfish.jersey.server."));
            assertThat(rem.printed()).doesNotContain("warning", "archive");
        }
    }

    @Test
    void aDamagedArchiveIsToldAndNotUsedUntilItIsMadeAnew() throws IOException, InterruptedException {
        Path home = copy();
        Path archive = archives(home).get(0);
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2); // the JVM would crash on it
        }
        try (var rem = Distribution.startIn(home, folder.resolve("data"), environment)) {
            assertThat(rem.printed())
                    .contains("rem: " + archive + " is damaged and not used; bin/rem archive makes it");
            assertThat(fromArchive()).isEmpty();

            // beside the one that runs, which is not touched
            assertThat(rem.rem("archive").out()).contains("Made " + home.resolve("lib/archive"));
            assertThat(rem.get("/api/v1/checks").get("items")).isNotEmpty();
        }
        assertThat(archives(home))
                .as("one archive, and nothing left of the making")
                .hasSize(1)
                .doesNotContain(archive);
        assertThat(home.resolve("lib/archive")).isDirectoryNotContaining("glob:**/new-*");
        try (var rem = Distribution.startIn(home, folder.resolve("again"), environment)) {
            assertThat(fromArchive()).hasSizeGreaterThan(5000);
            assertThat(rem.printed()).doesNotContain("archive");
        }
    }

    @Test
    void otherDatesOfTheFilesDoNotMatter() throws IOException, InterruptedException {
        Path home = copy();
        try (Stream<Path> jars = Files.list(home.resolve("lib/boot"))) {
            for (Path jar : jars.toList()) {
                Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
            }
        }
        try (var rem = Distribution.startIn(home, folder.resolve("data"), environment)) {
            assertThat(fromArchive()).hasSizeGreaterThan(5000);
            assertThat(rem.printed()).doesNotContain("warning", "archive");
        }
    }

    @Test
    void anArchiveThatDoesNotFitIsIgnoredWithoutAWord() throws IOException {
        var otherJava = new HashMap<>(environment);
        otherJava.merge("REM_JAVA_OPTS", " -XX:-UseCompressedOops", String::concat);
        try (var rem = Distribution.start(folder.resolve("data"), otherJava)) {
            assertThat(fromArchive()).isEmpty();
            assertThat(rem.printed()).doesNotContain("warning", "archive");
        }
    }

    private List<String> fromArchive() throws IOException {
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains(FROM_ARCHIVE)).toList();
        }
    }

    private static List<Path> archives(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib/archive"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }

    /** Elsewhere, with the times of its files: what unpacking it there would give. */
    private Path copy() throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        var copy = new ProcessBuilder("cp", "-a", Distribution.home().toString(), home.toString()).start();
        assertThat(copy.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(copy.exitValue()).isZero();
        return home;
    }
}
