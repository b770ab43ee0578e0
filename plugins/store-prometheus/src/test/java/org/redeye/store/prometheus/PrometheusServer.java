package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real Prometheus on a port of its own; its data outlives it. */
final class PrometheusServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Pattern LISTENING = Pattern.compile(".*msg=\"Listening on\" address=127.0.0.1:(\\d+).*");

    private final Process process;
    private final int port;

    private PrometheusServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Takes samples in any order, for tests that all begin at the same time. */
    static PrometheusServer patient(Path folder) throws IOException {
        return start(folder, 0, "storage: {tsdb: {out_of_order_time_window: 30d}}\n");
    }

    /**
     * As it is when it is installed.
     *
     * @param port 0 for any
     */
    static PrometheusServer strict(Path folder, int port) throws IOException {
        return start(folder, port, "{}\n");
    }

    private static PrometheusServer start(Path folder, int port, String config) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: " + PROGRAM + " is not installed (package prometheus)");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("prometheus.yml"), config);
        var process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        int found = port;
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            var listening = LISTENING.matcher(line);
            found = listening.matches() ? Integer.parseInt(listening.group(1)) : found;
            if (line.contains("Server is ready")) {
                drain(process);
                return new PrometheusServer(process, found);
            }
        }
        process.destroyForcibly();
        throw new IOException("Prometheus did not start");
    }

    private static void drain(Process process) {
        var thread = new Thread(
                () -> {
                    try (var output = process.getInputStream()) {
                        output.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // it has ended
                    }
                },
                "prometheus-output");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    /** CPU it has used so far, user and system. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url().resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
