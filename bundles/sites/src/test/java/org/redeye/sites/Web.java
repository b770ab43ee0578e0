package org.redeye.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.condition.Condition;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Trust;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.ScriptResult.Outcome;
import org.redeye.api.script.Scripts;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.Reconciler;
import org.redeye.api.security.Role;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakePlatform;

/** The bundle's servlet and filter over a folder of packages, asked without a network. */
final class Web {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Counts counts = new Counts();
    final RoutingTable table = new RoutingTable(counts);
    final Set<String> trusted = new HashSet<>();
    final Map<String, List<String>> fallbacks = new HashMap<>();
    final Map<String, Schema> schemas = new HashMap<>();
    final Map<String, List<Item>> items = new HashMap<>();
    final Path packages;
    private final SitesServlet servlet;
    private final SitesFilter filter;
    private Function<ScriptCall, ScriptResult> program = call -> failed(Outcome.MISSING, "There is no file.");
    Optional<ScriptCall> called = Optional.empty();

    Web(Path folder) {
        packages = folder.resolve("data/packages");
        var platform = FakePlatform.in(folder);
        var sites = new Sites(table, counts, packages(), new Programs(), trust(), FakeBinder.ofClassPath(), platform);
        servlet = new SitesServlet(sites, Condition.INSTANCE);
        filter = new SitesFilter(sites, table, platform, Condition.INSTANCE);
    }

    /** What was answered. */
    record Got(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    private final class Programs implements Scripts {
        @Override
        public CompletionStage<ScriptResult> run(ScriptCall call) {
            called = Optional.of(call);
            return CompletableFuture.completedFuture(
                    trusted.contains(call.packageName())
                            ? program.apply(call)
                            : failed(Outcome.REFUSED, "Its scripts run once an admin trusts the package."));
        }
    }

    static ScriptResult failed(Outcome outcome, String message) {
        return new ScriptResult(outcome, "", message, "", Duration.ZERO);
    }

    /** Every program answers this. */
    void programAnswers(String json) {
        program = call -> new ScriptResult(Outcome.OK, json, "", "", Duration.ZERO);
    }

    void programFails(Outcome outcome, String message) {
        program = call -> failed(outcome, message);
    }

    private Trust trust() {
        return new Trust() {
            @Override
            public boolean trusted(String packageName) {
                return trusted.contains(packageName);
            }

            @Override
            public void trust(String packageName) {
                trusted.add(packageName);
            }

            @Override
            public void revoke(String packageName) {
                trusted.remove(packageName);
            }
        };
    }

    private Packages packages() {
        return (Packages) Proxy.newProxyInstance(
                Packages.class.getClassLoader(),
                new Class<?>[] {Packages.class},
                (self, method, given) -> switch (method.getName()) {
                    case "fallback" -> fallbacks.getOrDefault((String) given[0], List.of());
                    case "schema" -> Optional.ofNullable(schemas.get(given[0] + "/" + given[1]));
                    case "items" -> items.getOrDefault(given[0] + "/" + given[1], List.of());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    void file(String path, String content) {
        try {
            Path file = packages.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void change(List<Declaration> added, List<Declaration> removed) {
        for (Reconciler reconciler : table.reconcilers()) {
            reconciler.apply(new Changes(
                    added.stream().filter(reconciler.type()::isInstance).toList(),
                    List.of(),
                    removed.stream().filter(reconciler.type()::isInstance).toList()));
        }
    }

    void declare(Declaration... declarations) {
        change(List.of(declarations), List.of());
    }

    void withdraw(Declaration... declarations) {
        change(List.of(), List.of(declarations));
    }

    /** A request that is put together. */
    final class Ask {
        private final String method;
        private final String uri;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable Role role;
        private String body = "";

        Ask(String method, String uri) {
            this.method = method;
            this.uri = uri;
            headers.put("Host", "127.0.0.1:2001");
        }

        Ask as(Role who) {
            role = who;
            return this;
        }

        Ask header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Ask body(String type, String text) {
            body = text;
            return header("Content-Type", type);
        }

        Got get() {
            var answer = new Recorded();
            try {
                HttpServletRequest request = request();
                if (request.getRequestURI().startsWith("/site/")) {
                    servlet.service(request, answer.response());
                } else {
                    FilterChain console = (any, other) -> answer.write("the console".getBytes(UTF_8));
                    filter.doFilter(request, answer.response(), console);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (jakarta.servlet.ServletException e) {
                throw new IllegalStateException(e);
            }
            return answer.got();
        }

        private HttpServletRequest request() {
            String path = uri.replaceFirst("\\?.*", "");
            return (HttpServletRequest) Proxy.newProxyInstance(
                    Web.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (self, call, given) -> switch (call.getName()) {
                        case "getMethod" -> method;
                        case "getRequestURI" -> path;
                        case "getQueryString" -> uri.contains("?") ? uri.substring(path.length() + 1) : null;
                        case "getHeader" -> headers.get((String) given[0]);
                        case "getContentType" -> headers.get("Content-Type");
                        case "getRemoteUser" -> role == null ? null : role.word();
                        case "isUserInRole" ->
                            role != null && role.includes(Role.valueOf(((String) given[0]).toUpperCase(Locale.ROOT)));
                        case "getInputStream" -> new Body(body);
                        default -> throw new UnsupportedOperationException(call.getName());
                    });
        }
    }

    Ask ask(String method, String uri) {
        return new Ask(method, uri);
    }

    Got get(Role role, String uri) {
        return ask("GET", uri).as(role).get();
    }

    Got stranger(String uri) {
        return ask("GET", uri).get();
    }

    Got call(Role role, String uri, String json) {
        return ask("POST", uri).as(role).body("application/json", json).get();
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(String text) {
            bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read() {
            return bytes.read();
        }
    }

    private static final class Recorded {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private int status = 200;

        void write(byte[] more) {
            bytes.writeBytes(more);
        }

        HttpServletResponse response() {
            return (HttpServletResponse) Proxy.newProxyInstance(
                    Web.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, call, given) -> {
                        switch (call.getName()) {
                            case "setStatus" -> status = (Integer) given[0];
                            case "setHeader" -> headers.put((String) given[0], (String) given[1]);
                            case "setContentType" -> headers.put("Content-Type", (String) given[0]);
                            case "setContentLength" -> headers.put("Content-Length", given[0].toString());
                            case "getOutputStream" -> {
                                return new Out(bytes);
                            }
                            default -> throw new UnsupportedOperationException(call.getName());
                        }
                        return null;
                    });
        }

        Got got() {
            return new Got(status, headers, bytes.toString(UTF_8));
        }
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Out(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }
    }
}
