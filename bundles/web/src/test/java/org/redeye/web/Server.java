package org.redeye.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.redeye.api.check.Checks;
import org.redeye.api.event.Events;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.packages.History;
import org.redeye.api.packages.Impact;
import org.redeye.api.packages.Impacts;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Runs;
import org.redeye.api.packages.Specifications;
import org.redeye.api.packages.Trust;
import org.redeye.api.packages.Units;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.query.Queries;
import org.redeye.api.schema.Binder;
import org.redeye.api.security.Role;
import org.redeye.api.security.Users;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.state.StateStore;
import org.redeye.testkit.ApiExports;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;
import org.redeye.web.fakes.FakeChanges;
import org.redeye.web.fakes.FakeChecks;
import org.redeye.web.fakes.FakeFallbacks;
import org.redeye.web.fakes.FakeHistory;
import org.redeye.web.fakes.FakePackages;
import org.redeye.web.fakes.FakeSchemas;
import org.redeye.web.fakes.FakeSeries;
import org.redeye.web.fakes.FakeStateStore;
import org.redeye.web.fakes.FakeUnits;
import org.redeye.web.fakes.FakeUsers;
import org.redeye.web.fakes.SmallBinder;

/**
 * The bundle in a real framework, with the container's own Jetty, components and Jakarta REST, on a free port; the engines
 * are fakes, registered from outside. Started once for all tests.
 */
public final class Server {

    public static final String PASSWORD = "correct horse";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Logger> QUIET = new ArrayList<>();

    private static final class Holder {
        static final Server SERVER = new Server();
    }

    public final FakeChecks checks = new FakeChecks();
    public final FakeEvents events = new FakeEvents();
    public final FakePackages packages = new FakePackages();
    public final FakeHistory history = new FakeHistory(packages);
    public final FakeFallbacks fallbacks = new FakeFallbacks();
    public final FakeUnits units = new FakeUnits(packages);
    public final FakeChanges changes = new FakeChanges();
    public final FakeSchemas schemas = new FakeSchemas();
    public final FakePluginRegistry registry = new FakePluginRegistry();
    public final FakeSeries series = new FakeSeries();
    public final FakeQueries queries = new FakeQueries();
    public final FakeStateStore state = new FakeStateStore();
    public final FakeUsers users = new FakeUsers();
    public final FakePlatform platform;
    public final Framework framework;
    public final Bundle web;
    public final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    private final Map<Class<?>, ServiceRegistration<?>> registrations = new ConcurrentHashMap<>();
    private final URI address;

    /** The one server. */
    public static Server get() {
        return Holder.SERVER;
    }

    private Server() {
        for (String chatter : List.of("org.glassfish.jersey")) {
            Logger logger = Logger.getLogger(chatter);
            logger.setLevel(Level.SEVERE);
            QUIET.add(logger); // the log manager itself holds them weakly
        }
        try {
            Path folder =
                    Files.createTempDirectory(Path.of("target"), "web-test").toAbsolutePath();
            platform = FakePlatform.in(folder);
            framework = ServiceLoader.load(FrameworkFactory.class)
                    .findFirst()
                    .orElseThrow()
                    .newFramework(configuration(folder));
            framework.start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            installRuntime();
            users();
            register(Checks.class, checks);
            register(Events.class, events);
            register(Packages.class, packages);
            register(History.class, history);
            register(Units.class, units);
            register(PendingChanges.class, changes);
            register(Impacts.class, id -> registry.find(id)
                    .map(info -> new Impact(
                            List.of(id),
                            List.of(new Impact.OnPackage(
                                    "shop", Map.of("shop/hosts", "needs " + id), List.of("shop/hosts/lan/a"))),
                            List.of("org.example.other"))));
            register(Fallbacks.class, fallbacks);
            register(Trust.class, schemas);
            register(Runs.class, schemas);
            register(Specifications.class, schemas);
            register(PluginRegistry.class, registry);
            register(Series.class, series);
            register(Queries.class, queries);
            register(SeriesStore.class, nobodyAsks(SeriesStore.class));
            register(StateStore.class, state);
            register(Users.class, users);
            register(Binder.class, new SmallBinder());
            register(Platform.class, platform);
            web = framework
                    .getBundleContext()
                    .installBundle("reference:file:" + Path.of("target/classes").toAbsolutePath() + "/");
            web.start();
            address = address();
            awaitReady();
        } catch (Exception e) {
            throw new IllegalStateException("The test server does not start", e);
        }
    }

    /** A service that only has to be there. */
    private static <T> T nobodyAsks(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    private void users() {
        for (Role role : Role.values()) {
            users.put(role.word(), role, PASSWORD.toCharArray());
        }
    }

    private static Map<String, String> configuration(Path folder) {
        return Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                ApiExports.header(),
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, // as the bundle of the API says
                "osgi.implementation;osgi.implementation=\"osgi.jakartars\";version:Version=\"2.0\"",
                "org.osgi.service.http.port",
                "0",
                "org.apache.felix.http.host",
                "127.0.0.1",
                "org.apache.felix.http.jetty.sendServerHeader",
                "false",
                "org.eclipse.jetty.UriComplianceMode",
                "LEGACY",
                "felix.log.level",
                "1");
    }

    private void installRuntime() throws IOException, BundleException {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles;
        try (Stream<Path> jars = Files.list(Path.of("target/runtime"))) {
            bundles = jars.map(jar -> install(context, jar)).toList();
        }
        List<Bundle> logFirst = bundles.stream()
                .sorted(Comparator.comparing(bundle -> !bundle.getSymbolicName().matches(".*(spifly|slf4j).*")))
                .toList();
        for (Bundle bundle : logFirst) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private static Bundle install(BundleContext context, Path jar) {
        try {
            return context.installBundle("reference:" + jar.toUri());
        } catch (BundleException e) {
            throw new IllegalStateException(jar.toString(), e);
        }
    }

    /** Waits until every part answers. */
    public void awaitReady() {
        await("the server is ready", () -> get("/readyz").statusCode() == 200);
    }

    /** A service of a bundle, whichever class loader its interface comes from. */
    public Object service(String name) {
        try {
            ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences(name, null);
            return framework.getBundleContext().getService(found[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Registers a service from outside. */
    public <T> ServiceRegistration<T> register(Class<T> type, T service) {
        ServiceRegistration<T> registration =
                framework.getBundleContext().registerService(type, service, new Hashtable<>());
        registrations.put(type, registration);
        return registration;
    }

    /** Takes away the service of this type that was registered last. */
    public void withdraw(Class<?> type) {
        registrations.remove(type).unregister();
    }

    private URI address() throws Exception {
        ServiceReference<?>[] references = framework
                .getBundleContext()
                .getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
        String[] endpoints = (String[]) references[0].getProperty("osgi.http.endpoint");
        return URI.create(Stream.of(endpoints)
                .filter(endpoint -> endpoint.contains("127.0.0.1"))
                .findFirst()
                .orElseThrow());
    }

    private void stop() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A request to a path, percent-encoded as it shall go out. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .timeout(PATIENCE);
    }

    public int port() {
        return address.getPort();
    }

    /** A request with name and password of the user who is called like the role. */
    public HttpRequest.Builder as(Role role, String path) {
        return to(path).header("Authorization", basic(role.word(), PASSWORD));
    }

    public static String basic(String name, String password) {
        String both = name + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks without credentials. */
    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    /** Asks as a viewer; the answer must be 200 and JSON. */
    public JsonNode json(String path) {
        HttpResponse<String> response = send(as(Role.VIEWER, path));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + " " + response.body());
        }
        return tree(response.body());
    }

    public static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    public static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    /** Sends JSON as somebody. */
    public HttpResponse<String> send(Role role, String method, String path, String json) {
        return send(as(role, path).header("Content-Type", "application/json").method(method, body(json)));
    }
}
