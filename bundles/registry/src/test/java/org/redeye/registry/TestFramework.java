package org.redeye.registry;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.testkit.ApiExports;

/** A real framework with a real component runtime, in which this module's bundle runs. The API is shared with the tests. */
final class TestFramework implements AutoCloseable {
    private static final String LIBRARIES = ",org.slf4j;version=1.7.36,com.fasterxml.jackson.core;version=2.21.0,"
            + "com.fasterxml.jackson.core.util;version=2.21.0,com.fasterxml.jackson.databind;version=2.21.0,"
            + "com.fasterxml.jackson.databind.json;version=2.21.0,com.fasterxml.jackson.databind.cfg;version=2.21.0";

    final Framework framework;
    final BundleContext context;
    final PluginRegistry registry;
    final RecordingEvents events = new RecordingEvents();
    final Path deploy;
    private final long ownBundles;

    private TestFramework(Path folder, String patience) throws Exception {
        deploy = Files.createDirectories(folder.resolve("home").resolve("deploy"));
        var properties = new HashMap<String, String>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, ApiExports.header() + LIBRARIES);
        properties.put("felix.log.level", "0");
        properties.put("ds.loglevel", "0");
        if (!patience.isEmpty()) {
            properties.put("rem.registry.patience", patience);
        }
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
        framework.start();
        context = framework.getBundleContext();
        context.registerService(Platform.class, new FixedPlatform(folder.resolve("home")), null);
        context.registerService(Events.class, events, null);
        for (Class<?> type : List.of(
                org.osgi.util.function.Function.class,
                org.osgi.util.promise.Promise.class,
                org.osgi.service.component.ComponentContext.class,
                org.apache.felix.scr.info.ScrInfo.class)) {
            context.installBundle(
                    type.getProtectionDomain().getCodeSource().getLocation().toString());
        }
        context.installBundle("registry", new ByteArrayInputStream(ownBundle()));
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
        ownBundles = context.getBundles().length;
        registry = service(PluginRegistry.class);
    }

    static TestFramework in(Path folder) throws Exception {
        return new TestFramework(folder, "");
    }

    /** One that waits for plugins that hang, and with the next try of those that failed, no longer than this. */
    static TestFramework impatient(Path folder) throws Exception {
        return new TestFramework(folder, "200");
    }

    /** Takes away what a test has brought. */
    void reset() throws Exception {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() >= ownBundles) {
                bundle.uninstall();
            }
        }
        try (Stream<Path> files = Files.list(deploy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        eventually(() -> registry.list().isEmpty(), () -> "no plugins");
        events.published.clear();
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** A bundle of the classes of one test package below {@code org.redeye.registry.plugins}, built by bnd. */
    static PluginJar plugin(String testPackage) {
        return new PluginJar("org.example." + testPackage, testPackage);
    }

    /** A bundle without classes. */
    static PluginJar widget(String id, String json) {
        return new PluginJar("org.example.widget." + id, "")
                .header(
                        Constants.PROVIDE_CAPABILITY,
                        "org.redeye.plugin;org.redeye.plugin=\"widget:" + id + "\";kind=widget;id=" + id)
                .file("META-INF/rem/widget.json", json)
                .file("META-INF/rem/" + id + ".js", "export class W {}");
    }

    Bundle start(PluginJar jar) throws Exception {
        Bundle bundle = context.installBundle(jar.name + jar.version, jar.stream());
        try {
            bundle.start();
        } catch (org.osgi.framework.BundleException e) {
            return bundle; // how the deploy folder's watcher takes it, too
        }
        return bundle;
    }

    PluginInfo await(String id, PluginState state) {
        eventually(
                () -> registry.find(PluginId.parse(id))
                        .filter(info -> info.state() == state)
                        .isPresent(),
                () -> id + " to be " + state + " in " + registry.list());
        return registry.find(PluginId.parse(id)).orElseThrow();
    }

    /** Waits until it is so for this reason: a bundle that is just being started is PENDING for a moment, too. */
    PluginInfo await(String id, PluginState state, String reason) {
        eventually(
                () -> registry.find(PluginId.parse(id))
                        .filter(info -> info.state() == state && info.reason().equals(reason))
                        .isPresent(),
                () -> id + " to be " + state + " because " + reason + " in " + registry.list());
        return registry.find(PluginId.parse(id)).orElseThrow();
    }

    void awaitGone(String id) {
        eventually(() -> registry.find(PluginId.parse(id)).isEmpty(), () -> id + " to be gone");
    }

    static void eventually(BooleanSupplier condition, java.util.function.Supplier<String> what) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited 15 s for " + what.get());
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    Meters meters() throws Exception {
        return service(Meters.class);
    }

    private <T> T service(Class<T> type) {
        eventually(() -> context.getServiceReference(type) != null, () -> "a service " + type);
        ServiceReference<T> reference = context.getServiceReference(type);
        return context.getService(reference);
    }

    /** The bundle as bnd described it, from this module's class folder. */
    private static byte[] ownBundle() throws Exception {
        Path classes = Path.of(LiveRegistry.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var bytes = new ByteArrayOutputStream();
        Manifest manifest;
        try (InputStream in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        try (var jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("MANIFEST.MF"))
                    .toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                jar.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    /** A plugin's jar in the making. */
    static final class PluginJar {
        private final String name;
        private final String testPackage;
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, byte[]> files = new HashMap<>();
        private String version = "1.0.0";

        PluginJar(String name, String testPackage) {
            this.name = name;
            this.testPackage = testPackage;
        }

        PluginJar version(String text) {
            version = text;
            return this;
        }

        PluginJar header(String key, String value) {
            headers.put(key, value);
            return this;
        }

        PluginJar file(String path, String text) {
            return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        PluginJar file(String path, byte[] bytes) {
            files.put(path, bytes);
            return this;
        }

        InputStream stream() throws Exception {
            return new ByteArrayInputStream(bytes());
        }

        byte[] bytes() throws Exception {
            try (var builder = new Builder()) {
                builder.setBundleSymbolicName(name);
                builder.setBundleVersion(version);
                builder.addClasspath(location(TestFramework.class));
                builder.addClasspath(location(PluginRegistry.class));
                builder.setProperty("-resourceonly", "true");
                headers.forEach(builder::setProperty);
                if (!testPackage.isEmpty()) {
                    builder.setPrivatePackage("org.redeye.registry.plugins." + testPackage);
                }
                Jar jar = builder.build();
                if (!builder.getErrors().isEmpty()) {
                    throw new AssertionError(builder.getErrors());
                }
                files.forEach((path, bytes) ->
                        jar.putResource(path, new EmbeddedResource(java.nio.ByteBuffer.wrap(bytes), 0)));
                var bytes = new ByteArrayOutputStream();
                jar.write(bytes);
                return bytes.toByteArray();
            }
        }

        private static File location(Class<?> type) throws Exception {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        }
    }

    /** Keeps what was published. */
    static final class RecordingEvents implements Events {
        final List<Map<String, Object>> published = new CopyOnWriteArrayList<>();

        @Override
        public void publish(String type, Map<String, Object> data) {
            if (type.equals("plugin")) {
                published.add(data);
            }
        }

        @Override
        public Subscription subscribe(java.util.function.Consumer<Event> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription subscribe(long after, java.util.function.Consumer<Event> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Event> recent() {
            return List.of();
        }
    }

    private record FixedPlatform(Path home) implements Platform {
        @Override
        public String node() {
            return "test";
        }

        @Override
        public Path data() {
            return home.resolveSibling("data");
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public java.net.URI url() {
            return java.net.URI.create("http://localhost");
        }

        @Override
        public java.time.Instant started() {
            return java.time.Instant.EPOCH;
        }
    }
}
