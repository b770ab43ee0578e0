package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.packages.FileLooks.Look;

class FileLooksTest {

    private static final Instant SAVED = Instant.parse("2026-11-21T12:00:00.004Z");

    @TempDir
    private Path folder;

    private Instant now = SAVED;
    private final FileLooks looks = new FileLooks(() -> now);

    /** Saves within the same tick of the file system's clock. */
    private void save(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
        Files.setLastModifiedTime(folder.resolve(path), FileTime.from(SAVED));
    }

    private Look look() throws IOException {
        Path file = folder.resolve("a.yaml");
        return looks.look(file, Files.readAttributes(file, BasicFileAttributes.class));
    }

    @Test
    void seesASecondSaveOfEqualSizeInTheSameTick() throws IOException {
        save("a.yaml", "one");
        Look first = look();
        save("a.yaml", "two");
        assertThat(look()).isNotEqualTo(first).isEqualTo(look());
    }

    @Test
    void seesItBehindTheTickAsWell() throws IOException {
        save("a.yaml", "one");
        Look first = look();
        save("a.yaml", "two");
        now = SAVED.plus(FileLooks.TICK).plusMillis(1);
        assertThat(look()).isNotEqualTo(first);
    }

    @Test
    void aFileThatRestsLooksTheSameForEver() throws IOException {
        save("a.yaml", "one");
        Look first = look();
        for (int i = 1; i < 5; i++) {
            now = now.plusSeconds(i);
            assertThat(look()).isEqualTo(first);
        }
    }

    @Test
    void theContentOfAnOldFileIsNotRead() throws IOException {
        save("a.yaml", "one");
        now = SAVED.plusSeconds(60);
        assertThat(look().sum()).isEmpty();
    }

    @Test
    void aPackageThatIsSavedTwiceInOneTickIsInForceAsItWasSavedLast() throws IOException {
        try (var bench = new Workbench(folder)) {
            FileTime tick = FileTime.from(Instant.now());
            for (int size = 1; size < 4; size++) {
                bench.write("shop.yaml", "things: {g: {one: {size: " + size + "}}}\n");
                Files.setLastModifiedTime(bench.file("shop.yaml"), tick);
                bench.look();
                assertThat(bench.engine.items("shop", "things").get(0).text("size"))
                        .isEqualTo(String.valueOf(size));
            }
        }
    }
}
