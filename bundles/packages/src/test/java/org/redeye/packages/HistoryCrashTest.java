package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.GitRecorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** A real process that applies and commits without a pause, killed again and again at whatever it is doing. */
@Tag("long")
class HistoryCrashTest {

    private static final int KILLS = 8;

    @TempDir
    private Path data;

    /** The process. */
    static final class Changes {

        private Changes() {}

        /** @param args the data folder, and the first number that is written */
        public static void main(String[] args) throws IOException {
            Path data = Path.of(args[0]);
            GitRecorder recorder = recorder(data);
            PackagesEngine engine = engine(data, recorder);
            recorder.work(true);
            for (int i = Integer.parseInt(args[1]); true; i++) {
                engine.apply(
                        "a",
                        "things: {g: {one: {}}} # " + i + "\n",
                        "",
                        Change.by("anne").saying("Number " + i));
                System.out.println(i);
                recorder.work(true);
            }
        }
    }

    private static GitRecorder recorder(Path data) {
        return new GitRecorder(FakePlatform.in(data).data().resolve("packages"), "node1", Instant::now);
    }

    private static PackagesEngine engine(Path data, GitRecorder recorder) throws IOException {
        var plugins = new FakePluginRegistry()
                .withClassPath("field", FieldType.class)
                .with("section", "things", new PackagesEngineTest.Things());
        return new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(data),
                recorder,
                new Guard(Duration.ofSeconds(5)));
    }

    @Test
    void whateverIsKilledTheNextStartIsWholeAndGoesOn() throws Exception {
        Path folder = FakePlatform.in(data).data().resolve("packages");
        Git git = new Git(folder);
        var random = new Random(7);
        int last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            last = runAndKill(last + 1, random.nextInt(400));
            String text = Files.readString(folder.resolve("a.yaml"));
            int number = Integer.parseInt(text.replaceAll(".*# ", "").strip());
            assertThat(number).as("old or new, never less than what was said").isBetween(last, last + 1);

            GitRecorder recorder = recorder(data);
            PackagesEngine engine = engine(data, recorder);
            recorder.work(true);
            engine.close();

            assertThat(git.run("fsck", "--no-dangling")).isEmpty();
            assertThat(git.run("status", "--porcelain")).isEmpty();
            assertThat(git.run("show", "HEAD:a.yaml") + "\n").isEqualTo(text);
            assertThat(folder.resolve(".git/rem-lock")).doesNotExist();
            last = number;
        }
        assertThat(git.subjects()).hasSizeGreaterThan(KILLS).contains("Number 1");
    }

    /** The last number that the process said was applied. */
    private int runAndKill(int first, int afterMillis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changes.class.getName(),
                        data.toString(),
                        String.valueOf(first)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last = first - 1;
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            last = Integer.parseInt(out.readLine());
            Thread.sleep(afterMillis);
            process.toHandle().destroyForcibly(); // leaves what it has printed to be read
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.isBlank()) {
                    last = Integer.parseInt(line);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return last;
    }
}
