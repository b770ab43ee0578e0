package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents, block by block in the running product; see {@link DocumentRun}. After a change of what the product says,
 * {@code -Drem.reference=write} puts that into the documents; read the difference before you commit it.
 */
class DocsIT {

    private static final Path DOCS = Path.of(System.getProperty("rem.repository"), "docs");

    @TempDir
    private Path folder;

    @Test
    void packagesIsAsTheDocumentSays() throws IOException, InterruptedException {
        Path file = DOCS.resolve("packages.md");
        try (var rem = Distribution.start(folder.resolve("data"))) {
            var shell = new DocumentShell(folder.resolve("work"), rem.environment(), Map.of("2001", rem.port()));
            finish(file, new DocumentRun(shell, rem, Files.readString(file)));
        }
    }

    private static void finish(Path file, DocumentRun run) throws IOException, InterruptedException {
        run.run();
        if ("write".equals(System.getProperty("rem.reference"))) {
            Files.writeString(file, run.corrected());
        }
        assertThat(String.join("\n", run.differences())).as(file.toString()).isEmpty();
        assertThat(run.left().stream().filter(DocumentRun.notation("ebnf").negate()))
                .as("blocks of " + file + " that nothing is done with")
                .isEmpty();
    }
}
