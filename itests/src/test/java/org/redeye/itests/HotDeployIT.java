package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that come, are replaced and go while everything runs; and broken ones, which spoil nothing. */
@Tag("long")
class HotDeployIT {

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Path deploy;
    private static Path witnessed;

    /** What runs beside all that happens here. */
    private static final String STEADY = "steady/checks/a/b";

    @BeforeAll
    static void start() {
        rem = Distribution.start(folder.resolve("data"));
        rem.putPackage(
                "steady",
                "",
                "checks:\n  a:\n    b: {probe: http, url: \"http://127.0.0.1:" + rem.port()
                        + "/healthz\", every: 1s}\n");
        rem.awaitCheck(STEADY, "ok", Duration.ofSeconds(10));
        deploy = rem.data().resolve("deploy");
        witnessed = folder.resolve("bundle-events");
        installWitness();
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    @AfterEach
    void cleanUp() throws IOException {
        Files.deleteIfExists(deploy.resolve("example.jar"));
        rem.delete("/api/v1/packages/example");
        Distribution.await("the example to be gone", Duration.ofSeconds(10), () -> plugin("example") == null);
    }

    /** A bundle that writes down every stop and unresolve of any bundle, as the framework tells it. */
    private static void installWitness() {
        String source = """
                package example;

                import java.nio.file.*;
                import org.osgi.framework.*;

                public final class Witness implements BundleActivator, SynchronousBundleListener {
                    @Override public void start(BundleContext context) { context.addBundleListener(this); write("ready"); }
                    @Override public void stop(BundleContext context) { context.removeBundleListener(this); }
                    @Override public void bundleChanged(BundleEvent event) {
                        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNRESOLVED) {
                            write(event.getBundle().getSymbolicName());
                        }
                    }
                    private static void write(String line) {
                        try {
                            Files.writeString(Path.of("%s"), line + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
                """.formatted(witnessed);
        Path jar = Bundles.build(
                folder, "witness", "1.0.0", "Witness", source, Map.of("Bundle-Activator", "example.Witness"));
        Bundles.drop(jar, deploy.resolve("witness.jar"));
        Distribution.await("the witness", Duration.ofSeconds(10), () -> Files.exists(witnessed));
    }

    private static List<String> stopped() {
        try {
            return Files.readAllLines(witnessed).stream()
                    .filter(line -> !line.equals("ready"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode plugin(String id) {
        for (JsonNode plugin : rem.get("/api/v1/plugins").get("items")) {
            if (plugin.get("id").asText().equals(id)) {
                return plugin;
            }
        }
        return null;
    }

    private static Path example(String version, String members, String body) {
        return Bundles.build(folder, "example", version, "Example", Bundles.probe("example", members, body), Map.of());
    }

    private static void declare(String every) {
        var answer = rem.putPackage("example", "", "checks:\n  a:\n    b: {probe: example, every: " + every + "}\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static long skipped() {
        JsonNode slots = rem.check("example/checks/a/b").orElseThrow().get("slots");
        return slots.get("skipped_probe").asLong()
                + slots.get("skipped_overload").asLong();
    }

    @Test
    void aCheckWaitsForItsProbeRunsWithItAndWaitsAgain() throws IOException {
        declare("1s");
        JsonNode waiting = rem.check("example/checks/a/b").orElseThrow();
        assertThat(waiting.get("state").asText()).isEqualTo("pending");
        assertThat(waiting.get("reason").asText()).isEqualTo("needs probe:example");

        int before = stopped().size();
        Bundles.drop(example("1.0.0", "", "return ok(config.value());"), deploy.resolve("example.jar"));
        rem.awaitCheck("example/checks/a/b", "ok", Duration.ofSeconds(5));
        assertThat(plugin("example").get("version").asText()).isEqualTo("1.0.0");

        Files.delete(deploy.resolve("example.jar"));
        rem.awaitCheck("example/checks/a/b", "pending", Duration.ofSeconds(8));
        assertThat(rem.check("example/checks/a/b").orElseThrow().get("reason").asText())
                .isEqualTo("needs probe:example");
        assertThat(new TreeSet<>(stopped().subList(before, stopped().size())))
                .as("nothing else restarts")
                .isSubsetOf("example");
    }

    @Test
    void swappingAProbeEverySecondsLosesNoSample() throws InterruptedException {
        declare("1s");
        Path[] versions = {
            example("1.0.0", "", "return ok(1);"), example("2.0.0", "", "return ok(2);"),
        };
        Bundles.drop(versions[0], deploy.resolve("example.jar"));
        rem.awaitCheck("example/checks/a/b", "ok", Duration.ofSeconds(5));
        long skippedBefore = skipped(); // slots may well have passed before the probe came
        int before = stopped().size();
        long from = (System.currentTimeMillis() / 1000 + 1) * 1000;
        int swaps = 4;
        for (int i = 1; i <= swaps; i++) {
            Thread.sleep(4_300); // between swaps life goes on; uneven, so that every phase of a slot is met
            Bundles.drop(versions[i % 2], deploy.resolve("example.jar"));
        }
        Thread.sleep(2_500);
        long to = (System.currentTimeMillis() / 1000 - 1) * 1000;
        List<double[]> points = rem.points("example/checks/a/b:value", from).stream()
                .filter(point -> point[0] < to)
                .toList();
        assertThat(points).as("one sample a second, none lost").hasSize((int) ((to - from) / 1000));
        assertThat(points.stream().map(point -> point[1]).distinct()).containsExactlyInAnyOrder(1.0, 2.0);
        assertThat(skipped()).as("no slot skipped").isEqualTo(skippedBefore);
        assertThat(new TreeSet<>(stopped().subList(before, stopped().size())))
                .as("nothing else restarts")
                .isSubsetOf("example");
    }

    @Test
    void whatIsNoBundleIsNamed() throws IOException {
        Files.writeString(deploy.resolve("example.jar"), "this is no zip");
        Distribution.await("it to be named", Duration.ofSeconds(10), () -> plugin("example") != null);
        JsonNode plugin = plugin("example");
        assertThat(plugin.get("state").asText()).isEqualTo("failed");
        assertThat(plugin.get("reason").asText()).isNotBlank();
        stillWell();
    }

    @Test
    void aMissingImportIsNamed() {
        Path jar = Bundles.build(
                folder,
                "example",
                "3.0.0",
                "Example",
                Bundles.probe("example", "", "return ok(1);"),
                Map.of("Import-Package", "org.nowhere.there;version=\"[1,2)\",*"));
        Bundles.drop(jar, deploy.resolve("example.jar"));
        Distribution.await(
                "it to be named",
                Duration.ofSeconds(10),
                () -> plugin("example") != null
                        && plugin("example").get("reason").asText().contains("org.nowhere.there"));
        assertThat(plugin("example").get("state").asText()).isNotEqualTo("active");
        stillWell();
    }

    @Test
    void aConstructorThatThrowsIsNamed() {
        declare("1s");
        Bundles.drop(
                example(
                        "4.0.0",
                        "public Example() { throw new IllegalStateException(\"no luck today\"); }",
                        "return ok(1);"),
                deploy.resolve("example.jar"));
        Distribution.await(
                "it to be named",
                Duration.ofSeconds(10),
                () -> plugin("example") != null
                        && plugin("example").get("reason").asText().contains("no luck today"));
        assertThat(plugin("example").get("state").asText()).isEqualTo("failed");
        assertThat(rem.check("example/checks/a/b").orElseThrow().get("state").asText())
                .isEqualTo("pending");
        stillWell();
    }

    @Test
    void aProbeThatNeverReturnsBlocksNobodyNotEvenItsSuccessor() {
        declare("1s");
        Bundles.drop(
                example("5.0.0", "", "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }"),
                deploy.resolve("example.jar"));
        JsonNode check = rem.awaitCheck("example/checks/a/b", "unknown", Duration.ofSeconds(10));
        assertThat(check.get("reason").asText()).isEqualTo("timeout");
        Distribution.await(
                "all threads of the probe to hang",
                Duration.ofSeconds(40),
                () -> rem.check("example/checks/a/b")
                                .orElseThrow()
                                .get("slots")
                                .get("skipped_overload")
                                .asLong()
                        > 2);
        stillWell();

        Bundles.drop(example("5.1.0", "", "return ok(1);"), deploy.resolve("example.jar"));
        rem.awaitCheck("example/checks/a/b", "ok", Duration.ofSeconds(10));
        assertThat(plugin("example").get("version").asText()).isEqualTo("5.1.0");
    }

    @Test
    void anExceptionOfThePluginsOwnTypeIsUnknownAndBroken() {
        declare("1s");
        Bundles.drop(
                example(
                        "6.0.0",
                        "static final class Mine extends RuntimeException { Mine() { super(\"own trouble\"); } }",
                        "throw new Mine();"),
                deploy.resolve("example.jar"));
        JsonNode check = rem.awaitCheck("example/checks/a/b", "unknown", Duration.ofSeconds(10));
        assertThat(check.get("reason").asText()).isEqualTo("broken");
        assertThat(check.get("message").asText()).contains("own trouble");
        stillWell();
    }

    /** Everything else goes on. */
    private static void stillWell() {
        long done = rem.check(STEADY).orElseThrow().get("slots").get("done").asLong();
        Distribution.await("other checks to run on", Duration.ofSeconds(5), () -> {
            JsonNode now = rem.check(STEADY).orElseThrow();
            return now.get("slots").get("done").asLong() > done
                    && now.get("state").asText().equals("ok");
        });
    }

    @Test
    void aFieldTypeValidatesAsSoonAsItIsThere() {
        String declared = "schema:\n  meters:\n    fields:\n      count: {type: example}\nmeters:\n  a: {count: %d}\n";
        assertThat(rem.putPackage("example", "", declared.formatted(2)).statusCode())
                .isEqualTo(200);
        assertThat(rem.get("/api/v1/packages").toString()).contains("needs field:example");
        Path jar = Bundles.build(folder, "example", "1.0.0", "Even", """
                package example;

                import org.osgi.service.component.annotations.Component;
                import org.redeye.api.plugin.Plugin;
                import org.redeye.api.schema.*;

                @Component
                @Plugin(kind = "field", id = "example", title = "Even", help = "An even number")
                public final class Even implements FieldType<Integer> {
                    @Override public Integer parse(Object raw, FieldContext context) throws FieldException {
                        if (raw instanceof String text && text.matches("[0-9]*[02468]")) {
                            return Integer.valueOf(text);
                        }
                        throw FieldException.unexpected("must be even", raw);
                    }
                    @Override public String format(Integer value, FieldContext context) { return value.toString(); }
                    @Override public Object save(Integer value, FieldContext context) { return value.toString(); }
                    @Override public String editor() { return "rem-number-field"; }
                }
                """, Map.of());
        Bundles.drop(jar, deploy.resolve("example.jar"));
        Distribution.await("nothing to be pending", Duration.ofSeconds(10), () -> !rem.get("/api/v1/packages")
                .toString()
                .contains("needs field:example"));

        var odd = rem.putPackage("example", "", declared.formatted(3));
        assertThat(odd.statusCode()).isEqualTo(422);
        JsonNode problem = Distribution.json(odd).get("problems").get(0);
        assertThat(problem.get("message").asText()).contains("must be even");
        assertThat(problem.get("line").asInt()).isEqualTo(6);
    }

    @Test
    void aResourceOfAPluginIsNeverOpenNotEvenWithoutTheWebBundle() {
        Path jar = Bundles.build(folder, "greeting", "1.0.0", "Greeting", """
                package example;

                import jakarta.ws.rs.GET;
                import jakarta.ws.rs.Path;
                import org.osgi.service.component.annotations.Component;

                @Component(service = Greeting.class, property = "osgi.jakartars.resource:Boolean=true")
                @Path("greetings")
                public final class Greeting {
                    @GET
                    public String greet() {
                        return "hello";
                    }
                }
                """, Map.of());
        Bundles.drop(jar, deploy.resolve("greeting.jar"));
        try {
            Distribution.await("the resource", Duration.ofSeconds(10), () -> greet(true) == 200);
            assertThat(greet(false)).isEqualTo(401);
            assertThat(rem.rem("bundle:stop", "org.redeye.web").exit()).isZero();
            assertThat(greet(false)).isEqualTo(404);
            assertThat(greet(true)).isEqualTo(404);
        } finally {
            rem.rem("bundle:start", "org.redeye.web");
            Distribution.await("the web to be back", Duration.ofSeconds(20), () -> {
                assertThat(greet(false)).isIn(401, 404, 503);
                return greet(true) == 200;
            });
            try {
                Files.delete(deploy.resolve("greeting.jar"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static int greet(boolean signedIn) {
        String path = "/api/v1/greetings";
        return rem.send(signedIn ? rem.admin(path) : rem.request(path)).statusCode();
    }
}
