package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The real distribution as a process of its own, with its own data folder and ports. */
final class Distribution implements AutoCloseable {

    /** The password of the first user in tests. */
    static final String PASSWORD = "correct horse battery";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration START = Duration.ofSeconds(60);
    private static final int BUSY = 4;

    private final Path home;
    private final Path data;
    private final int port = freePort();
    private final int sshPort = freePort();
    private final Map<String, String> environment;
    private final List<String> wrapper;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    private Distribution(Path home, Path data, Map<String, String> environment, List<String> wrapper) {
        this.home = home;
        this.data = data;
        this.environment = environment;
        this.wrapper = wrapper;
    }

    /** Starts with the password known and waits until it is ready. */
    static Distribution start(Path data) {
        return start(data, Map.of("REM_ADMIN_PASSWORD", PASSWORD));
    }

    static Distribution start(Path data, Map<String, String> environment) {
        return start(data, environment, List.of());
    }

    /** Started by another command, which becomes `bin/rem`. */
    static Distribution start(Path data, Map<String, String> environment, List<String> wrapper) {
        var distribution = new Distribution(home(), data, environment, wrapper);
        distribution.run();
        return distribution;
    }

    /** Started from a copy of the distribution, whose own folders the test may change. */
    static Distribution startIn(Path home, Path data) {
        return startIn(home, data, Map.of("REM_ADMIN_PASSWORD", PASSWORD));
    }

    static Distribution startIn(Path home, Path data, Map<String, String> environment) {
        var distribution = new Distribution(home, data, environment, List.of());
        distribution.run();
        return distribution;
    }

    /** Not started: for commands that need no server, or a start of one's own. */
    static Distribution prepared(Path data, Map<String, String> environment) {
        return new Distribution(home(), data, environment, List.of());
    }

    /** The unpacked archive. Tests run beside each other on it and leave it as it is. */
    static Path home() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("rem.distributions")))) {
            return folders.filter(folder -> Files.exists(folder.resolve("bin/rem")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run() {
        try {
            process = command("run")
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the distribution to be ready\n" + printed(), START, () -> {
            assertThat(process.isAlive())
                    .as("bin/rem run is alive; it said:\n" + printed())
                    .isTrue();
            return ready();
        });
        if (PASSWORD.equals(environment.get("REM_ADMIN_PASSWORD"))) {
            // what starts last: until then a package waits for it instead of being refused for its settings
            await("the last plugins", START, () -> send(admin("/api/v1/plugins/probe/tcp"))
                    .body()
                    .contains("\"active\""));
        }
        // a leftover server on the port must not make a failing start look fine
        assertThat(data.resolve("run/pid")).content().isNotBlank();
    }

    private Path output() {
        return data.resolveSibling(data.getFileName() + ".out");
    }

    /** What `bin/rem run` printed so far. */
    String printed() {
        try {
            return Files.exists(output()) ? Files.readString(output()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in the log so far. */
    String log() {
        try {
            return Files.readString(data.resolve("log/rem.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ready() {
        try {
            return http.send(request("/readyz").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder command(String... words) {
        var line = new ArrayList<>(wrapper);
        line.add(home.resolve("bin/rem").toString());
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("REM_"));
        builder.environment().putAll(environment());
        return builder.redirectInput(
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    /** The variables that its commands need. */
    Map<String, String> environment() {
        var all = new HashMap<String, String>();
        all.put("REM_DATA", data.toString());
        all.put("REM_HTTP_PORT", String.valueOf(port));
        all.put("REM_SSH_PORT", String.valueOf(sshPort));
        // it lives a minute: what the second compiler would gain it never earns back
        all.put("REM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        all.putAll(environment);
        return all;
    }

    /** What a command gave. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + out + err, e);
            }
        }
    }

    /** Runs `bin/rem` with these words to its end. */
    Result rem(String... words) {
        try {
            Path out = Files.createTempFile("rem-out", "");
            Path err = Files.createTempFile("rem-err", "");
            Process run = command(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(run.waitFor(3, TimeUnit.MINUTES))
                    .as("bin/rem " + List.of(words) + " ends")
                    .isTrue();
            return new Result(run.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path data() {
        return data;
    }

    Path packageFile(String name) {
        return data.resolve("packages").resolve(name + ".yaml");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    /** The same, signed in as admin by HTTP Basic. */
    HttpRequest.Builder admin(String path) {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + credentials);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer of a GET as admin, which must be 200. */
    JsonNode get(String path) {
        HttpResponse<String> response = send(admin(path));
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return json(response);
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                admin(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> putPackage(String name, String query, String yaml) {
        return send(admin("/api/v1/packages/" + name + query)
                .header("Content-Type", "text/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml)));
    }

    HttpResponse<String> delete(String path) {
        return send(admin(path).DELETE());
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The check of this id, if it is there. */
    Optional<JsonNode> check(String id) {
        for (JsonNode check : get("/api/v1/checks").get("items")) {
            if (check.get("id").asText().equals(id)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** Waits until a check is in a state. */
    JsonNode awaitCheck(String id, String state, Duration patience) {
        await("check " + id + " to be " + state, patience, () -> check(id)
                .filter(check -> check.get("state").asText().equals(state))
                .isPresent());
        return check(id).orElseThrow();
    }

    /** Waits until a check has run, whatever it found: the load of the machine that tests is not its fault. */
    JsonNode awaitRun(String id, Duration patience) {
        await("check " + id + " to have run", patience, () -> check(id)
                .filter(check -> check.get("slots").get("done").asLong() > 0)
                .isPresent());
        return check(id).orElseThrow();
    }

    /** The known values of a series since a time. */
    List<double[]> points(String series, long from) {
        HttpResponse<String> response = send(admin("/api/v1/series/" + encode(series) + "/points?from=" + from));
        if (response.statusCode() == 404) {
            return List.of();
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var points = new ArrayList<double[]>();
        for (JsonNode point : json(response).get("points")) {
            if (!point.get(1).isNull()) {
                points.add(new double[] {point.get(0).asDouble(), point.get(1).asDouble()});
            }
        }
        return points;
    }

    /** The process of the container itself. */
    ProcessHandle container() {
        try {
            return ProcessHandle.of(Long.parseLong(
                            Files.readString(data.resolve("run/pid")).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9, at once and without a word. */
    void kill() {
        ProcessHandle container = container();
        container.destroyForcibly();
        container.onExit().join();
        process.destroyForcibly();
    }

    /** What Ctrl-C does: the process group gets SIGINT. */
    int interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("it ends on SIGINT")
                    .isTrue();
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** At once: that it stops cleanly is a test of its own. */
    @Override
    public void close() {
        if (process != null) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    /** Looks again and again until something is so. How long it may take is for a quiet machine; a busy one gets more. */
    static void await(String what, Duration patience, Supplier<Boolean> so) {
        long end = System.nanoTime() + BUSY * patience.toNanos();
        while (!so.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + BUSY * patience.toSeconds() + " s in vain for " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Free now, and not one that the system hands to an outgoing connection before we bind it (those begin at 32768), nor one
     * that browsers refuse (the last of those is 10080).
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(11_000, 32_768);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody has it: another one, then
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
