package org.redeye.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Problem;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.ScriptResult.Outcome;
import org.redeye.api.script.Scripts;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.packages.script.Programs;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** A packages engine on a folder of a test, with real scripts. */
final class Workbench implements AutoCloseable {

    private final Path folder;
    final FakePluginRegistry plugins = new FakePluginRegistry().withClassPath("field", FieldType.class);
    final PackagesEngineTest.Recorder told = new PackagesEngineTest.Recorder();
    /** The programs that were really called, in order. */
    final List<String> called = new CopyOnWriteArrayList<>();

    final TrustFile trust;
    private final ProcessScripts processes;
    PackagesEngine engine;

    Workbench(Path folder) throws IOException {
        this.folder = folder;
        plugins.with("section", "things", new PackagesEngineTest.Things());
        Files.createDirectories(folder.resolve("data/packages"));
        trust = new TrustFile(FakePlatform.in(folder));
        processes = new ProcessScripts(FakePlatform.in(folder), trust);
        open();
    }

    /** Starts the engine, again if it runs. */
    void open() throws IOException {
        if (engine != null) {
            engine.close();
        }
        engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(folder),
                org.redeye.packages.history.Recorder.NONE,
                new Guard(Duration.ofSeconds(10)),
                trust,
                scripts());
        engine.addReconciler(told);
    }

    /** The real ones, with a list of who was called. */
    Scripts scripts() {
        return call -> {
            called.add(call.program());
            return processes.run(call);
        };
    }

    List<String> takeCalled() {
        var taken = List.copyOf(called);
        called.clear();
        return taken;
    }

    /** Answers that never come. */
    static Answers noScripts(Path folder) {
        Scripts none = (ScriptCall call) -> CompletableFuture.completedFuture(
                new ScriptResult(Outcome.MISSING, "", "no scripts here", "", Duration.ZERO));
        var trust = new TrustFile(FakePlatform.in(folder));
        return new Answers(none, new Programs(folder.resolve("data/packages")), trust, folder.resolve("cache"));
    }

    Path file(String path) {
        return folder.resolve("data/packages").resolve(path);
    }

    void write(String path, String text) throws IOException {
        Files.createDirectories(file(path).getParent());
        Files.writeString(file(path), text);
    }

    void program(String path, String... lines) throws IOException {
        write(path, String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A program of Python that gets {@code given} and sets {@code answer}. */
    void python(String path, String... lines) throws IOException {
        program(
                path,
                "#!/usr/bin/python3",
                "import json, sys",
                "given = json.load(sys.stdin)",
                String.join("\n", lines),
                "json.dump(answer, sys.stdout)");
    }

    /** Writes a package and has it taken over, or refused. */
    void save(String name, String... lines) throws IOException {
        write(name + ".yaml", String.join("\n", lines) + "\n");
        look();
    }

    void look() throws IOException {
        engine.scan();
        engine.scan();
    }

    PackageInfo info(String name) {
        return engine.find(name).orElseThrow();
    }

    List<String> problems(String name) {
        return info(name).problems().stream().map(Problem::toString).toList();
    }

    @Override
    public void close() {
        engine.close();
        processes.close();
    }
}
