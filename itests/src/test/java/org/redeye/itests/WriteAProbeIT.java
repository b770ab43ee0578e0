package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/write-a-probe.md, block by block, as a reader would do it. */
@Tag("long")
class WriteAProbeIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+) (\\S+)\n(.*?)^```$");

    @TempDir
    private Path folder;

    @Test
    void theDocumentWorksAsItStands() throws IOException, InterruptedException {
        Path repository = Path.of(System.getProperty("rem.repository"));
        Map<String, String> blocks = blocks(Files.readString(repository.resolve("docs/write-a-probe.md")));
        Path home = folder.resolve("rem");
        Path project = Files.createDirectories(folder.resolve("project"));
        for (String file :
                blocks.keySet().stream().filter(name -> name.contains(".")).toList()) {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, blocks.get(file));
        }
        sh(repository, blocks.get("clone"));
        sh(project, blocks.get("build"));
        sh(folder, "cp -a '" + Distribution.home() + "' '" + home + "'");
        try (var rem = Distribution.startIn(home, folder.resolve("data"))) {
            assertThat(rem.putPackage("backup", "", blocks.get("package")).statusCode())
                    .isEqualTo(200);
            assertThat(rem.check("backup/checks/backup/folder")
                            .orElseThrow()
                            .get("reason")
                            .asText())
                    .isEqualTo("needs probe:folder");
            sh(project, blocks.get("deploy"));
            rem.awaitCheck("backup/checks/backup/folder", "ok", Duration.ofSeconds(10));
        }
    }

    private static Map<String, String> blocks(String document) {
        var blocks = new LinkedHashMap<String, String>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            blocks.put(block.group(2), block.group(3));
        }
        assertThat(blocks).hasSizeGreaterThan(9);
        return blocks;
    }

    private void sh(Path where, String script) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        var shell = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        shell.environment().put("REM_HOME", folder.resolve("rem").toString());
        shell.environment().remove("MAVEN_OPTS");
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(script + " ends").isTrue();
        assertThat(process.exitValue())
                .as(script + "\n" + Files.readString(said))
                .isZero();
    }
}
