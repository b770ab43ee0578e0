package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIdsTest {
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void laterRunBeginsHigher() {
        long first = EventIds.begin(file(), at(NOW));
        long second = EventIds.begin(file(), at(NOW + 1));

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void laterRunBeginsHigherEvenIfTheClockWasSetBack() {
        long first = EventIds.begin(file(), at(NOW));
        long second = EventIds.begin(file(), at(NOW - 86_400_000));
        long third = EventIds.begin(file(), at(NOW - 86_400_000));

        assertThat(second).isGreaterThan(first + 1_000_000_000);
        assertThat(third).isGreaterThan(second + 1_000_000_000);
    }

    @Test
    void beginsWithTheClockWhenTheFileIsGarbage() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "99999999999999999999 \0 nonsense");

        assertThat(EventIds.begin(file(), at(NOW))).isEqualTo(NOW << 20);
        assertThat(Files.readString(file()).strip()).isEqualTo(Long.toString(NOW << 20));
    }

    @Test
    void beginsWithTheClockWhenTheFileCannotBeWritten() throws Exception {
        Files.createDirectories(folder.resolve("run").resolve("event-id"));

        assertThat(EventIds.begin(file(), at(NOW))).isEqualTo(NOW << 20);
    }

    private Path file() {
        return folder.resolve("run").resolve("event-id");
    }

    private static Clock at(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
