package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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

    /** A bundle of a widget type and nothing else: no class, only resources and the capability that names it. */
    static Path widget(Path folder, String id, String version, String module) {
        Path jar = folder.resolve(id + "-" + version + ".jar");
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "example.widget." + id);
        headers.putValue("Bundle-Version", version);
        headers.putValue(
                "Provide-Capability",
                "org.redeye.plugin;kind=widget;id=" + id + ";org.redeye.plugin=\"widget:" + id + "\"");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            entry(out, "META-INF/rem/widget.json", """
                    {"title": "Example", "help": "An example", "module": "example.js", "export": "Example",
                     "width": 3, "height": 2, "fields": []}
                    """);
            entry(out, "META-INF/rem/example.js", module);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void entry(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
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
