package org.redeye.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.redeye.api.packages.Trust;
import org.redeye.api.security.Role;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.sites.Template.Value;

/** Answers pages: data, template, policy. Thread-safe. */
final class PageAnswers {

    /** Bytes of a page. */
    static final int LARGEST = 1 << 20;

    /** Templates that are kept as they were parsed, and characters of such a one. */
    private static final int MOST_TEMPLATES = 200;

    private static final int MOST_KEPT = 1 << 16;
    private static final Set<String> MEMBERS = Set.of("data", "status", "headers");
    private static final Map<String, String> HEADERS =
            Set.of("Cache-Control", "Content-Language", "Last-Modified", "Location", "X-Robots-Tag").stream()
                    .collect(Collectors.toUnmodifiableMap(
                            name -> name.toLowerCase(java.util.Locale.ROOT), name -> name));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PackageFiles files;
    private final Trust trust;
    private final Programs programs;
    private final FormViews forms;
    private final RoutingTable table;
    private final Counts counts;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    PageAnswers(
            PackageFiles files, Trust trust, Programs programs, FormViews forms, RoutingTable table, Counts counts) {
        this.files = files;
        this.trust = trust;
        this.programs = programs;
        this.forms = forms;
        this.table = table;
        this.counts = counts;
    }

    /** What a program says of a page. */
    private record Said(int status, Map<String, String> headers, ObjectNode data) {}

    /**
     * Answers a page.
     *
     * @param chain the packages that are asked for this request; scripts of the trusted ones may run in the page
     */
    Answer answer(HttpPageDeclaration page, List<String> chain, Exchange exchange) {
        Said said = said(page, exchange);
        var headers = new TreeMap<>(said.headers());
        String nonce = nonce();
        headers.put("Content-Security-Policy", Policy.page(nonce, scripts(chain, exchange)));
        String module = "<script type=\"module\" src=\"/site/-/rpc.js\" nonce=\"" + nonce + "\" data-rem-base=\""
                + Template.escape(exchange.base()) + "\"></script>";
        ObjectNode data = data(page, said, exchange);
        boolean trusted = trust.trusted(page.packageName());
        String html = template(page, exchange)
                .render(
                        key -> value(key, data, trusted, chain, exchange),
                        module,
                        key -> counts.missingKey(page.id(), key));
        byte[] body = html.getBytes(UTF_8);
        if (body.length > LARGEST) {
            throw SiteProblem.of(502, "The page has more than " + LARGEST + " bytes.");
        }
        return new Answer(said.status(), "text/html;charset=utf-8", headers, body);
    }

    private Optional<Value> value(String key, ObjectNode data, boolean trusted, List<String> chain, Exchange exchange) {
        if (key.startsWith("form:")) {
            return forms.form(key.substring("form:".length()), chain, exchange).map(Value::html);
        }
        boolean fromClient = key.equals("query") || key.startsWith("query.") || key.startsWith("rem.");
        return Values.text(data, key).map(trusted && !fromClient ? Value::markup : Value::text);
    }

    private Template template(HttpPageDeclaration page, Exchange exchange) {
        String text = page.isInline()
                ? page.template()
                : files.read(page.packageName(), "", page.template())
                        .map(bytes -> new String(bytes, UTF_8))
                        .orElseThrow(() -> SiteProblem.of(
                                500,
                                exchange.user().isEmpty()
                                        ? "The package that serves this lacks a file."
                                        : "There is no file packages/" + page.packageName() + "/" + page.template()
                                                + ", which is the template of " + page.id() + "."));
        if (text.length() > LARGEST) {
            throw SiteProblem.of(500, "The template of the page has more than " + LARGEST + " characters.");
        }
        if (text.length() > MOST_KEPT) {
            return Template.parse(text);
        }
        if (templates.size() > MOST_TEMPLATES) {
            templates.clear();
        }
        return templates.computeIfAbsent(text, Template::parse);
    }

    /** What the template may say: the program's data goes before the declared, and the platform's own before both. */
    private static ObjectNode data(HttpPageDeclaration page, Said said, Exchange exchange) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("title", page.title());
        page.data().forEach((key, value) -> data.put(key, value.toString()));
        data.setAll(said.data());
        data.set("query", exchange.query());
        data.put("rem.user", exchange.user().orElse(""));
        data.put("rem.role", exchange.role().map(Role::word).orElse(""));
        data.put("rem.base", exchange.base());
        data.put("rem.path", exchange.path());
        data.put("rem.package", page.packageName());
        return data;
    }

    private Said said(HttpPageDeclaration page, Exchange exchange) {
        if (page.script().isEmpty()) {
            return new Said(200, Map.of(), JsonNodeFactory.instance.objectNode());
        }
        boolean stranger = exchange.user().isEmpty();
        JsonNode answer = programs.ask(
                page.packageName(), "http pages", page.script(), exchange.input(Map.of("page", page.id())), stranger);
        Optional<String> fault = fault(answer);
        if (fault.isPresent()) {
            throw Programs.wrong(page.packageName(), page.script(), fault.get(), stranger);
        }
        var headers = new TreeMap<String, String>();
        answer.path("headers")
                .fields()
                .forEachRemaining(header -> headers.put(
                        HEADERS.get(header.getKey().toLowerCase(java.util.Locale.ROOT)),
                        header.getValue().asText()));
        ObjectNode data =
                answer.get("data") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        return new Said(answer.path("status").asInt(200), headers, data);
    }

    /** What is wrong with a program's answer; empty if nothing is. */
    private static Optional<String> fault(JsonNode answer) {
        if (!answer.isObject()) {
            return Optional.of("it must answer a map with 'data'.");
        }
        for (var names = answer.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                return Optional.of("it answered '" + name + "'; expected are data, status and headers.");
            }
        }
        if (answer.has("data") && !answer.get("data").isObject()) {
            return Optional.of("'data' must be a map.");
        }
        JsonNode status = answer.path("status");
        if (!status.isMissingNode() && !isStatus(status)) {
            return Optional.of("'status' must be a number of 200 to 599 with a body, not " + status + ".");
        }
        for (var fields = answer.path("headers").fields(); fields.hasNext(); ) {
            var header = fields.next();
            if (!HEADERS.containsKey(header.getKey().toLowerCase(java.util.Locale.ROOT))
                    || !isValue(header.getKey(), header.getValue().asText())) {
                return Optional.of("the header '" + header.getKey() + "' cannot be set so; possible are "
                        + String.join(", ", new java.util.TreeSet<>(HEADERS.values()))
                        + ", in printable characters, and a Location on this host.");
            }
        }
        return Optional.empty();
    }

    private static boolean isStatus(JsonNode status) {
        return status.isInt()
                && status.asInt() >= 200
                && status.asInt() <= 599
                && !Set.of(204, 205, 304).contains(status.asInt());
    }

    /** A place on another host would make us a stepping stone of whoever writes the data. */
    private static boolean isValue(String header, String value) {
        boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return printable && (!header.equalsIgnoreCase("Location") || value.matches("/(?![/\\\\]).*"));
    }

    private List<String> scripts(List<String> chain, Exchange exchange) {
        if (exchange.host().isEmpty()) {
            return List.of();
        }
        return chain.stream()
                .filter(trust::trusted)
                .flatMap(name -> table.of(name).folders().keySet().stream())
                .distinct()
                .map(folder -> exchange.host().get() + exchange.base() + folder)
                .toList();
    }

    private static String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
