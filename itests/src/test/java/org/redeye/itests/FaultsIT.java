package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on real machines: a full disk, a clock that jumps, targets that never come to an end. */
@Tag("long")
class FaultsIT {

    private static final String CHECK = "fault/checks/a/b";
    private static final String YAML = "checks:\n  a:\n    b: {probe: tcp, address: 127.0.0.1, port: %d, every: 1s}\n";

    @TempDir
    private Path folder;

    @Test
    void aFullDiskLosesNothingOnceThereIsRoomAgain() throws IOException, InterruptedException {
        assumeTrue(mayMount(), "skipped: this user may not mount a file system");
        Path data = Files.createDirectories(folder.resolve("data"));
        Path series = Files.createDirectories(data.resolve("series"));
        try (var rem = Distribution.start(
                data,
                Map.of("REM_ADMIN_PASSWORD", Distribution.PASSWORD),
                List.of(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=24m tmpfs '" + series + "' && exec \"$@\"",
                        "-"))) {
            long begun = System.currentTimeMillis();
            declare(rem);
            rem.awaitCheck(CHECK, "ok", Duration.ofSeconds(10));
            Distribution.await(
                    "samples on the disk",
                    Duration.ofSeconds(20),
                    () -> rem.points(CHECK + ":connect_seconds", begun).size() > 2);
            long from = System.currentTimeMillis() / 1000 * 1000;
            Path filler = Path.of("/proc/" + rem.container().pid() + "/root" + series + "/filler");
            fill(filler);
            long failures = done(rem);
            Distribution.await("the log to name what is wrong", Duration.ofSeconds(20), () -> rem.log()
                    .contains("No space left"));
            Distribution.await("checks to go on", Duration.ofSeconds(20), () -> done(rem) > failures + 5);
            assertThat(metric(rem, "rem_series_waiting")).as("samples wait").isPositive();

            Files.delete(filler);
            Distribution.await(
                    "the samples to be stored", Duration.ofSeconds(40), () -> metric(rem, "rem_series_waiting") == 0);
            Thread.sleep(1_500);
            long to = (System.currentTimeMillis() / 1000 - 2) * 1000;
            long seen = rem.points(CHECK + ":connect_seconds", from).stream()
                    .filter(point -> point[0] < to)
                    .count();
            assertThat(seen)
                    .as("one sample a second, those of the full disk too")
                    .isEqualTo((to - from) / 1000);
            assertThat(metric(rem, "rem_series_samples_dropped_total")).isZero();
        }
    }

    @Test
    void aClockThatJumpsStopsNothing() throws IOException, InterruptedException {
        MovableClock clock = MovableClock.in(folder).orElse(null);
        assumeTrue(clock != null, "skipped: there is no C compiler (Debian: gcc, libc6-dev)");
        try (var rem = Distribution.start(folder.resolve("data"), clock.environment())) {
            declare(rem);
            rem.awaitCheck(CHECK, "ok", Duration.ofSeconds(10));
            long before = at(rem);

            clock.moveTo(Duration.ofHours(1));
            Distribution.await(
                    "the check to run an hour later", Duration.ofSeconds(15), () -> at(rem) > before + 3_590_000);
            assertThat(slots(rem).get("skipped_clock").asLong())
                    .as("the hour is accounted for, and not run after")
                    .isBetween(3_500L, 3_700L);

            clock.moveTo(Duration.ZERO);
            Distribution.await(
                    "the check to run at the old time", Duration.ofSeconds(15), () -> at(rem) < before + 600_000);
            long done = slots(rem).get("done").asLong();
            Distribution.await(
                    "it to go on",
                    Duration.ofSeconds(10),
                    () -> slots(rem).get("done").asLong() > done + 3);
            assertThat(metric(rem, "rem_series_samples_old_total"))
                    .as("samples before the latest stored one are counted, not silently lost")
                    .isPositive();
        }
    }

    @Test
    void targetsThatNeverEndHoldNothingUp() throws IOException {
        try (var endless = new Server("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n", 65_536, 0);
                var dripping = new Server("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", 1, 200);
                var rem = Distribution.start(folder.resolve("data"))) {
            declare(rem);
            var answer = rem.putPackage("ends", "", """
                    checks:
                      never:
                        endless: {probe: http, url: "http://127.0.0.1:%d/", every: 2s, timeout: 2s, expect body: nothing, reject large: true}
                        dripping: {probe: http, url: "http://127.0.0.1:%d/", every: 2s, timeout: 1s, expect body: nothing}
                    """.formatted(endless.port(), dripping.port()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

            assertThat(rem.awaitCheck("ends/checks/never/endless", "critical", Duration.ofSeconds(10))
                            .get("reason")
                            .asText())
                    .isEqualTo("content");
            JsonNode drips = rem.awaitRun("ends/checks/never/dripping", Duration.ofSeconds(10));
            assertThat(drips.get("reason").asText()).isEqualTo("timeout");
            long done = done(rem);
            Distribution.await("others to go on", Duration.ofSeconds(10), () -> done(rem) > done + 4);
            assertThat(slots(rem).get("skipped_overload").asLong()).isZero();
        }
    }

    private static void declare(Distribution rem) {
        var answer = rem.putPackage("fault", "", YAML.formatted(rem.port()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode slots(Distribution rem) {
        return rem.check(CHECK).orElseThrow().get("slots");
    }

    private static long done(Distribution rem) {
        return slots(rem).get("done").asLong();
    }

    private static long at(Distribution rem) {
        return rem.check(CHECK).orElseThrow().get("at").asLong();
    }

    private static double metric(Distribution rem, String name) {
        String text = rem.send(rem.admin("/metrics")).body();
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static boolean mayMount() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Writes until there is no room. */
    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int size = 1 << 20; size > 0; size /= 2) {
                append(out, size);
            }
        }
    }

    private static void append(OutputStream out, int size) {
        try {
            while (true) {
                out.write(new byte[size]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Answers every connection with a head, and then with zeroes for ever. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final byte[] head;
        private final byte[] piece;
        private final int pauseMillis;

        Server(String head, int size, int pauseMillis) throws IOException {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.head = head.getBytes(StandardCharsets.US_ASCII);
            this.piece = new byte[size];
            this.pauseMillis = pauseMillis;
            daemon(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    daemon(() -> answer(client));
                } catch (IOException e) {
                    return; // it is closed
                }
            }
        }

        private void answer(Socket client) {
            try (client) {
                OutputStream out = client.getOutputStream();
                out.write(head);
                while (!socket.isClosed()) {
                    out.write(piece);
                    out.flush();
                    Thread.sleep(pauseMillis);
                }
            } catch (IOException | InterruptedException e) {
                return; // the client has had enough
            }
        }

        private static void daemon(Runnable work) {
            var thread = new Thread(work, "target");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
