package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The documents, block by block in the running product; see {@link DocumentRun}. After a change of what the product says,
 * {@code -Drem.reference=write} puts that into the documents; read the difference before you commit it.
 */
@Tag("long")
class DocsIT {

    private static final Path DOCS = Path.of(System.getProperty("rem.repository"), "docs");

    @TempDir
    private static Path folder;

    private static Distribution rem;

    @BeforeAll
    static void start() {
        rem = Distribution.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    @Test
    void packagesIsAsTheDocumentSays() throws IOException, InterruptedException {
        perform("packages.md", Map.of(), "ebnf"); // the grammar; what it says is shown by the examples below it
    }

    @Test
    void theTutorialWorksAsItStands() throws IOException, InterruptedException {
        int port = Distribution.freePort();
        int shellPort = Distribution.freePort();
        try {
            perform("tutorial.md", Map.of("2002", port, "8102", shellPort));
        } finally {
            // the second monitor, if the document did not come to its end
            try (var second = Distribution.prepared(folder.resolve("tutorial.md/second"), Map.of())) {
                second.rem("stop");
            }
        }
    }

    /** The stream of events goes on for ever, the Java is part of a bundle, and the YAML is for Prometheus. */
    @Test
    void restAnswersAsTheDocumentSays() throws IOException, InterruptedException {
        for (String check :
                List.of("lan/ping@this", "local/network", "local/monitor", "local/system@this", "web/home")) {
            rem.awaitRun("system_monitor/checks/" + check, Duration.ofSeconds(30)); // none is pending any more
        }
        perform("rest.md", Map.of(), "", "java", "yaml");
    }

    /** Of alerting, YAML is a package, or a file that says its name; what else is shown is no input. */
    @ParameterizedTest
    @ValueSource(strings = {"rules", "alerts", "alerts-console", "oncall", "sla", "maintenance", "notifiers"})
    void alertingIsAsTheDocumentSays(String document) throws IOException, InterruptedException {
        String file = document + ".md";
        try {
            perform(file, Map.of(), "", "text", "properties", "json", "java");
        } finally {
            Fence.of(Files.readString(DOCS.resolve(file))).stream()
                    .flatMap(block -> block.file().stream())
                    .filter(path -> path.matches("packages/[^/]+\\.yaml"))
                    .forEach(path -> rem.delete("/api/v1/packages/" + path.replaceAll(".*/|\\.yaml", "")));
        }
    }

    /** So that no construct is without an example that runs. */
    @Test
    void everyKeyOfTheGrammarStandsInAnExample() throws IOException {
        List<Fence> blocks = Fence.of(Files.readString(DOCS.resolve("packages.md")));
        String examples = blocks.stream()
                .filter(block -> block.language().equals("yaml") && block.file().isPresent())
                .map(Fence::text)
                .collect(Collectors.joining());
        var keys = new TreeSet<String>();
        blocks.stream().filter(block -> block.language().equals("ebnf")).forEach(block -> Pattern.compile(
                        "\"(\\w[\\w ]*):")
                .matcher(block.text())
                .results()
                .forEach(key -> keys.add(key.group(1))));
        keys.remove("KIND"); // of "KIND:ID", which is yours
        assertThat(keys).hasSizeGreaterThan(40);
        assertThat(keys.stream().map(key -> key + ":").filter(key -> !examples.contains(key.replace("KEY:", ""))))
                .as("keys of the grammar without an example")
                .isEmpty();
    }

    /**
     * @param more ports that the document names beside that of the monitor, and those that are used instead
     * @param shown languages of blocks that are shown only
     */
    private static void perform(String document, Map<String, Integer> more, String... shown)
            throws IOException, InterruptedException {
        Path file = DOCS.resolve(document);
        var ports = new HashMap<>(more);
        ports.put("2001", rem.port());
        var shell = new DocumentShell(folder.resolve(document), rem.environment(), ports);
        var run = new DocumentRun(shell, rem, Files.readString(file));
        run.run();
        if ("write".equals(System.getProperty("rem.reference"))) {
            Files.writeString(file, run.corrected());
        }
        assertThat(String.join("\n", run.differences())).as(document).isEmpty();
        assertThat(run.left().stream().filter(block -> !List.of(shown).contains(block.language())))
                .as("blocks of " + document + " that nothing is done with")
                .isEmpty();
    }
}
