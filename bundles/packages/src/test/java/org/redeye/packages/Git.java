package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real git in a folder, as an owner uses it. */
public final class Git {

    private final Path folder;

    /** @param folder where it runs */
    public Git(Path folder) {
        this.folder = folder;
    }

    /** What it prints; it must succeed. */
    public String run(String... words) {
        Result result = attempt(words);
        assertThat(result.exit())
                .as(String.join(" ", words) + ": " + result.out())
                .isZero();
        return result.out();
    }

    /** How it ended, and what it printed. */
    public record Result(int exit, String out) {}

    /** Runs it; it may fail. */
    public Result attempt(String... words) {
        return start("", words);
    }

    /** Runs it with this on its standard input; it must succeed. */
    public void feed(String input, String... words) {
        Result result = start(input, words);
        assertThat(result.exit()).as(result.out()).isZero();
    }

    private Result start(String input, String... words) {
        var command =
                new ArrayList<>(List.of("git", "-c", "user.name=Olga Owner", "-c", "user.email=olga@example.org"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_EDITOR", "true");
        builder.environment().remove("GIT_DIR");
        try {
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("this test wants git to be installed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first lines of the commits of the branch, newest first. */
    public List<String> subjects() {
        return run("log", "--format=%s").lines().toList();
    }
}
