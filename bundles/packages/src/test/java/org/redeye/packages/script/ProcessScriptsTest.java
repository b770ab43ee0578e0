package org.redeye.packages.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Trust;
import org.redeye.api.platform.Meter;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptCall.Limits;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.ScriptResult.Outcome;

/** Real processes. */
class ProcessScriptsTest {

    private static final Limits LONG = new Limits(Duration.ofSeconds(30), 1 << 20, 512L << 20);
    private static final Limits SHORT = new Limits(Duration.ofMillis(300), 1 << 20, 512L << 20);

    /** Trusts one package. */
    private static final class One implements Trust {
        @Override
        public boolean trusted(String packageName) {
            return packageName.equals("shop");
        }

        @Override
        public void trust(String packageName) {
            throw new AssertionError();
        }

        @Override
        public void revoke(String packageName) {
            throw new AssertionError();
        }
    }

    @TempDir
    private Path packages;

    private ProcessScripts scripts;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(packages.resolve("shop/scripts"));
        scripts = new ProcessScripts(packages, new One(), 2);
    }

    @AfterEach
    void stop() {
        scripts.close();
    }

    private Path program(String name, String text) throws IOException {
        Path file = Files.writeString(packages.resolve("shop").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private ScriptResult run(String program, String input, Limits limits) {
        return scripts.run(new ScriptCall("shop", "plans", program, input, limits))
                .toCompletableFuture()
                .join();
    }

    private ScriptResult sh(String lines) throws IOException {
        program("scripts/a.sh", "#!/bin/sh\n" + lines);
        return run("scripts/a.sh", "{}", LONG);
    }

    @Test
    void givesJsonAndTakesJson() throws IOException {
        program(
                "scripts/sum.py",
                "#!/usr/bin/python3\nimport json, sys\nprint(json.dumps(sum(json.load(sys.stdin))))\n");
        ScriptResult result = run("scripts/sum.py", "[1,2,3]", LONG);
        assertThat(result.message()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.output()).isEqualToIgnoringWhitespace("6");
    }

    @Test
    void startsWhatIsNotExecutableByItsFirstLine() throws IOException {
        Files.writeString(packages.resolve("shop/scripts/plain.sh"), "#!/bin/sh -e\necho \"[\\\"$-\\\"]\"\n");
        assertThat(run("scripts/plain.sh", "{}", LONG).output()).contains("e");
    }

    @Test
    void givesNothingButTheNamesOfPackageAndSection() throws IOException {
        ScriptResult result = sh("env | sort | sed 's/=.*//' | tr '\\n' ' ' >&2; echo >&2; pwd >&2; ls | wc -l >&2;"
                + " echo \"[\\\"$REM_PACKAGE/$REM_SECTION\\\"]\"");
        assertThat(result.output()).contains("shop/plans");
        assertThat(result.errors().lines().findFirst().orElseThrow().split(" "))
                .isSubsetOf(
                        "LANG", "PATH", "PWD", "PYTHONDONTWRITEBYTECODE", "REM_PACKAGE", "REM_RUN", "REM_SECTION", "_");
        Path work = Path.of(result.errors().lines().toList().get(1));
        assertThat(work).doesNotExist().isNotEqualTo(packages.resolve("shop"));
        assertThat(result.errors().lines().toList().get(2).strip()).isEqualTo("0");
    }

    @Test
    void runsNothingOfAPackageThatIsNotTrusted() throws IOException {
        Files.createDirectories(packages.resolve("other"));
        Files.writeString(packages.resolve("other/a.sh"), "#!/bin/sh\ntouch " + packages.resolve("ran") + "\necho 1\n");
        ScriptResult result = scripts.run(ScriptCall.of("other", "", "a.sh", "{}"))
                .toCompletableFuture()
                .join();
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.message())
                .isEqualTo(
                        "a.sh was not started: scripts of the package 'other' run once an admin trusts the package.");
        assertThat(packages.resolve("ran")).doesNotExist();
    }

    @Test
    void runsFilesOfThePackageOnly() throws IOException {
        Files.createSymbolicLink(packages.resolve("shop/scripts/ls"), Path.of("/bin/ls"));
        assertThat(run("scripts/none.py", "{}", LONG).message())
                .isEqualTo("There is no file packages/shop/scripts/none.py.");
        assertThat(run("../shop/scripts/a.sh", "{}", LONG).message())
                .isEqualTo("'../shop/scripts/a.sh' is no path within the package's folder; expected is something like"
                        + " scripts/plans.py, without '..'.");
        assertThat(run("/bin/ls", "{}", LONG).message()).contains("is no path within the package's folder");
        assertThat(run("scripts/ls", "{}", LONG).message())
                .isEqualTo("packages/shop/scripts/ls is a link out of the package's folder; a package uses its own"
                        + " files only.");
        assertThat(run("scripts", "{}", LONG).outcome()).isEqualTo(Outcome.MISSING);
    }

    @Test
    void handsNothingToAShell() throws IOException {
        program("scripts/words", "echo 1\n");
        ScriptResult result = run("scripts/words", "{}", LONG);
        assertThat(result.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(result.message()).startsWith("scripts/words cannot be started: it neither begins with #!");
        program("scripts/a b;c.sh", "#!/bin/sh\necho '\"'$#'\"'\n");
        assertThat(run("scripts/a b;c.sh", "{}", LONG).output()).contains("0");
    }

    @Test
    void killsWhatHangs() throws IOException {
        program("scripts/hang.sh", "#!/bin/sh\necho waiting >&2\nexec sleep 1000\n");
        ScriptResult result = run("scripts/hang.sh", "{}", SHORT);
        assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(result.message())
                .isEqualTo("scripts/hang.sh did not end within 300 ms and was killed. It last said: waiting");
    }

    @Test
    void killsTheChildrenOfWhatItKills() throws Exception {
        program(
                "scripts/fork.sh",
                "#!/bin/sh\nsleep 1000 & echo $! >&2\nsh -c 'sleep 1001 & echo $! >&2; exec sleep 1002' &\n"
                        + "echo $! >&2\nwait\n");
        ScriptResult result = run("scripts/fork.sh", "{}", SHORT);
        assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(result.errors().lines()).hasSize(3).allSatisfy(ProcessScriptsTest::isDead);
    }

    @Test
    void leavesNothingBehindOfWhatEndedWell() throws Exception {
        ScriptResult result = sh("(sleep 1000 & echo $! >&2); echo 1");
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.OK);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(20)); // it did not wait for the open pipe
        assertThat(result.errors().lines()).hasSize(1).allSatisfy(ProcessScriptsTest::isDead);
    }

    private static void isDead(String pid) throws InterruptedException {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .handle((gone, late) -> gone)
                .join());
        // whoever nobody waits for stays in the table as a zombie; it runs no more
        Path status = Path.of("/proc", pid, "stat");
        try {
            assertThat(Files.exists(status) ? Files.readString(status) : ") Z ").contains(") Z ");
        } catch (IOException e) {
            assertThat(e).isInstanceOf(IOException.class); // gone while it was read
        }
    }

    @Test
    void killsWhatFloodsItsOutput() throws IOException {
        ScriptResult result = sh("while :; do echo 0123456789012345678901234567890123456789; done");
        assertThat(result.outcome()).isEqualTo(Outcome.FLOODED);
        assertThat(result.message())
                .isEqualTo("scripts/a.sh wrote more than 1048576 bytes and was killed; an answer is one JSON value.");
    }

    @Test
    void keepsTheEndOfAFloodOfErrors() throws IOException {
        ScriptResult result = sh("head -c 300000 /dev/zero | tr '\\0' x >&2; echo last >&2; echo 1");
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.errors()).hasSize(64 * 1024).endsWith("xlast\n");
    }

    @Test
    void saysHowOneDied() throws IOException {
        ScriptResult result = sh("echo one >&2; echo two >&2; exit 3");
        assertThat(result.outcome()).isEqualTo(Outcome.DIED);
        assertThat(result.message()).isEqualTo("scripts/a.sh ended with the exit code 3. It last said: one | two");
    }

    @Test
    void saysWhereTheAnswerIsNoJson() throws IOException {
        assertThat(sh("printf '{\\n  \"a\": oops}'").message())
                .startsWith("What scripts/a.sh answered is not one JSON value: line 2, column ");
        assertThat(sh("echo 1 2").outcome()).isEqualTo(Outcome.NOT_JSON);
        assertThat(sh(":").message()).isEqualTo("What scripts/a.sh answered is not one JSON value: there is nothing.");
        assertThat(sh("echo '{\"a\":1,\"a\":2}'").outcome()).isEqualTo(Outcome.NOT_JSON);
    }

    @Test
    void boundsTheMemory() throws IOException {
        program("scripts/eat.py", "#!/usr/bin/python3\nx = bytearray(600 << 20)\nprint(1)\n");
        assertThat(run("scripts/eat.py", "{}", LONG).message()).contains("MemoryError");
    }

    @Test
    void turnsAwayWhatTooManyWaitFor() throws Exception {
        program("scripts/hang.sh", "#!/bin/sh\nsleep 1000\n");
        List<CompletableFuture<ScriptResult>> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) { // four run, two wait
            all.add(scripts.run(new ScriptCall("shop", "", "scripts/hang.sh", "{}", SHORT))
                    .toCompletableFuture());
        }
        List<ScriptResult> results = all.stream().map(CompletableFuture::join).toList();
        assertThat(results.stream().filter(result -> result.outcome() == Outcome.TIMEOUT))
                .hasSize(6);
        assertThat(results.get(6).message())
                .isEqualTo("scripts/hang.sh was not started: 2 calls of scripts wait already. Try again later.");
        assertThat(scripts.read().stream()
                        .filter(meter -> meter.name().equals("scripts_turned_away_total"))
                        .map(Meter::value))
                .containsExactly(1.0);
    }

    @Test
    void leavesNoFiles() throws IOException {
        sh("touch left; mkdir -p deep/er; touch deep/er/left; pwd >&2; echo 1");
        ScriptResult result = sh("pwd >&2; exit 1");
        try (Stream<Path> beside = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(beside.map(Path::toString))
                    .doesNotContain(result.errors().strip().replace("/work", ""));
        }
    }
}
