package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Makes bundles the way a plugin's author does: a source, the compiler, bnd. */
final class Bundles {

    private Bundles() {}

    /** A bundle of one class in the package {@code example}. */
    static Path build(
            Path folder, String name, String version, String className, String source, Map<String, String> headers) {
        try {
            Path classes = Files.createDirectories(folder.resolve(name + "-" + version));
            Path file = Files.createDirectories(classes.resolve("src/example")).resolve(className + ".java");
            Files.writeString(file, source);
            Path output = Files.createDirectories(classes.resolve("classes"));
            compile(file, output);
            try (var builder = new Builder()) {
                builder.setClasspath(new File[] {output.toFile()});
                for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                    if (!path.isEmpty() && Files.exists(Path.of(path))) {
                        builder.addClasspath(new File(path));
                    }
                }
                builder.setProperty("Bundle-SymbolicName", name);
                builder.setProperty("Bundle-Version", version);
                builder.setProperty("Private-Package", "example");
                builder.setProperty("-noextraheaders", "true");
                headers.forEach(builder::setProperty);
                Path jar = folder.resolve(name + "-" + version + ".jar");
                builder.build().write(jar.toFile());
                assertThat(builder.getErrors()).as("bnd").isEmpty();
                return jar;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(Path file, Path output) {
        var said = new StringWriter();
        boolean good = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "--release",
                                "17",
                                "-d",
                                output.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        ToolProvider.getSystemJavaCompiler()
                                .getStandardFileManager(null, null, null)
                                .getJavaFileObjects(file))
                .call();
        assertThat(good).as(said.toString()).isTrue();
    }

    /** Puts a file into a folder at once: a temporary name, then a rename. */
    static void drop(Path file, Path target) {
        try {
            Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
            Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A probe {@code probe:<id>} whose body of {@code probe} is given; it answers a {@code CompletionStage<Outcome>}. */
    static String probe(String id, String members, String body) {
        return """
                package example;

                import java.util.List;
                import java.util.concurrent.CompletableFuture;
                import java.util.concurrent.CompletionStage;
                import org.osgi.service.component.annotations.Component;
                import org.redeye.api.plugin.Plugin;
                import org.redeye.api.probe.*;
                import org.redeye.api.schema.Field;

                @Component
                @Plugin(kind = "probe", id = "%s", title = "Example", help = "An example")
                public final class Example implements Probe<Example.Config> {
                    public record Config(@Field(help = "What to answer", def = "1") double value) {}

                    %s

                    @Override
                    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
                        %s
                    }

                    private static CompletionStage<Outcome> ok(double value) {
                        return CompletableFuture.completedFuture(
                                Outcome.ok("fine", List.of(Metric.of("value", "", value))));
                    }
                }
                """.formatted(id, members, body);
    }
}
