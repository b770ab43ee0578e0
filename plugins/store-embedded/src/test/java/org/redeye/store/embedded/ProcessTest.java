package org.redeye.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.store.StoreException;

/** Real processes: one is killed, one runs out of room, two want the same file. */
class ProcessTest {

    private static final int ROUNDS = 4;
    private static final int KEYS = 50;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void acknowledgedChangesSurviveKillMinusNine() throws Exception {
        long version = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int changes = 500 + 1_000 * round;
            long acknowledged = run(List.of(), changes);
            assertThat(acknowledged).isGreaterThanOrEqualTo(version + changes);
            version = assertState(acknowledged);
        }
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void whereThereIsNoRoomChangesAreRefusedAndNoneIsLost() throws Exception {
        // no file of the process may be longer than 64 KiB
        long acknowledged = run(List.of("/bin/sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"), Integer.MAX_VALUE);
        assertThat(acknowledged).isGreaterThan(100);
        assertThat(assertState(acknowledged)).isEqualTo(acknowledged);
    }

    @Test
    void aSecondInstanceIsRefused() {
        try (var store = Stores.open(folder)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Stores.open(folder))
                    .withMessageContaining("another instance")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
            store.put("bucket", "key", "value");
        }
    }

    /** Each value is its version; every key has the newest that was acknowledged, or one after it. @return the newest */
    private long assertState(long acknowledged) {
        try (var store = Stores.open(folder)) {
            var all = store.scan("bucket", "", "", 1_000);
            assertThat(all).hasSize(KEYS);
            assertThat(all).allSatisfy(one -> {
                assertThat(one.value()).isEqualTo(String.valueOf(one.version()));
                assertThat(one.version()).isGreaterThan(acknowledged - KEYS);
                assertThat(one.key()).isEqualTo("k" + one.version() % KEYS);
            });
            return all.stream().mapToLong(one -> one.version()).max().orElseThrow();
        }
    }

    /** @return the last version that was acknowledged */
    private long run(List<String> before, int changes) throws IOException, InterruptedException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = -1;
        try (var acks = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = acks.readLine();
            for (int i = 0; line != null; i++) {
                if (line.endsWith(".")) {
                    last = Long.parseLong(line.substring(0, line.length() - 1));
                }
                if (i == changes) {
                    // Process.destroyForcibly would close its output, too
                    process.toHandle().destroyForcibly();
                }
                line = acks.readLine();
            }
        } finally {
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }

    /** Changes one key after the other, as fast as it can, and says what is stored, until it is killed or refused. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            var store = Stores.open(Path.of(args[0]), "", 20_000);
            long next = store.scan("bucket", "", "", 1_000).stream()
                            .mapToLong(one -> one.version())
                            .max()
                            .orElse(0)
                    + 1;
            try {
                for (; ; next++) {
                    long version = store.put("bucket", "k" + next % KEYS, String.valueOf(next));
                    System.out.println(version + ".");
                }
            } catch (StoreException refused) {
                // no room
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
