package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;
import org.redeye.api.section.Item;
import org.redeye.api.security.Role;
import org.redeye.web.fakes.FakePackages;

/** {@code /api/v1/packages}. */
class PackagesTest {

    private static final String TEXT = "package: {name: sys}\n# a remark: ö\nhosts: {}\n";

    private final Server server = Server.get();

    @BeforeEach
    void somePackages() {
        server.packages.clear();
        server.packages.put("sys", TEXT);
        server.packages.put("bad", "hosts:\n  wrong: 1\n");
        server.packages.items(
                "sys",
                item(
                        "hosts",
                        List.of("local", "this"),
                        Map.of("address", "127.0.0.1", "every", Duration.ofSeconds(90), "port", 80L, "tls", true),
                        Map.of("address", "127.0.0.1", "every", "1m 30s"),
                        4));
    }

    @Test
    void listsWhatIsInForceAndWhatIsRefused() {
        JsonNode packages = server.json("/api/v1/packages");

        assertThat(packages.at("/items/0/name").asText()).isEqualTo("bad");
        assertThat(packages.at("/items/0/state").asText()).isEqualTo("refused");
        assertThat(packages.at("/items/0/problems/0/line").asInt()).isEqualTo(2);
        assertThat(packages.at("/items/1/state").asText()).isEqualTo("applied");
        assertThat(packages.at("/items/1/sections/hosts").asInt()).isEqualTo(1);
        assertThat(packages.at("/items/1/file").asText()).isEqualTo("sys.yaml");
    }

    @Test
    void givesTheTextWithItsVersion() {
        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/api/v1/packages/sys"));

        assertThat(response.body()).isEqualTo(TEXT);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/yaml;charset=utf-8");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"" + FakePackages.etag(TEXT) + "\"");
        JsonNode json = Server.tree(
                server.send(server.as(Role.VIEWER, "/api/v1/packages/sys").header("Accept", "application/json"))
                        .body());
        assertThat(json.get("etag").asText()).isEqualTo(FakePackages.etag(TEXT));
    }

    @Test
    void whoMayNotEditGetsNoTextThatMayHoldSecrets() {
        server.packages.items(
                "sys", item("hosts", List.of("a"), Map.of("password", new Secret("x")), Map.of("password", "x"), 1));
        server.packages.put("unclear", "a: later\n");
        for (String name : List.of("sys", "bad", "unclear")) {
            assertThat(server.send(server.as(Role.OPERATOR, "/api/v1/packages/" + name))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.send(server.as(Role.EDITOR, "/api/v1/packages/" + name))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSecretAmongTheFieldsOfAPluginIsOneToo() {
        Schema settings = Schema.fields(
                FieldSpec.of("url", "url").build(),
                FieldSpec.of("password", "secret").build());
        server.registry.with("probe", "secretive", new Object(), settings);
        server.packages.schema(
                "checks",
                Schema.fields(FieldSpec.of("probe", "reference")
                                .target("plugin:probe")
                                .inline(true)
                                .build())
                        .below(IndexLayer.group("group"), IndexLayer.key("name")));
        Map<String, Object> probe = Map.of("probe", "secretive");
        server.packages.put("open", TEXT);
        server.packages.items(
                "open",
                item("checks", List.of("a", "b"), probe, Map.of("probe", "secretive", "url", "http://127.0.0.1"), 1));
        server.packages.put("shut", TEXT);
        server.packages.items(
                "shut", item("checks", List.of("a", "b"), probe, Map.of("probe", "secretive", "password", "x"), 1));

        int open = server.send(server.as(Role.VIEWER, "/api/v1/packages/open")).statusCode();
        int shut = server.send(server.as(Role.VIEWER, "/api/v1/packages/shut")).statusCode();
        server.registry.remove("probe", "secretive");

        assertThat(open).isEqualTo(200);
        assertThat(shut).isEqualTo(403);
    }

    @Test
    void takesOverATextIfItIsStillTheOneSeen() {
        String more = TEXT + "checks: {}\n";
        HttpResponse<String> stale = put("sys", more, "If-Match", "\"0\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(server.packages.text("sys")).hasValue(TEXT);

        HttpResponse<String> fresh = put("sys", more, "If-Match", "\"" + FakePackages.etag(TEXT) + "\"");
        assertThat(fresh.statusCode()).isEqualTo(200);
        assertThat(fresh.headers().firstValue("ETag")).hasValue("\"" + FakePackages.etag(more) + "\"");
        assertThat(Server.tree(fresh.body()).at("/added/0").asText()).isEqualTo("sys/checks/new");
        assertThat(server.packages.text("sys")).hasValue(more);
    }

    @Test
    void makesAPackageOnlyIfThereIsNone() {
        for (String query : List.of("", "?dry-run=true")) {
            assertThat(put("sys" + query, TEXT + "x: 1\n", "If-None-Match", "*").statusCode())
                    .isEqualTo(412);
        }
        assertThat(server.packages.text("sys")).hasValue(TEXT);
        assertThat(put("fresh", TEXT, "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(put("sys", TEXT, "If-None-Match", "\"0\"").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsTheRoleOfWhoeverChangesAPackage() {
        put("sys", TEXT + "x: 1\n", "X-None", "");
        assertThat(server.packages.changed.role()).isEqualTo(Role.EDITOR);
    }

    @Test
    void aDryRunChangesNothing() {
        for (String query : List.of("?dry-run=true", "?dry-run")) {
            HttpResponse<String> response = put("sys" + query, TEXT + "x: 1\n", "X-None", "");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Server.tree(response.body()).get("added")).hasSize(1);
        }
        assertThat(put("sys?dry-run=true", TEXT, "If-Match", "\"0\"").statusCode())
                .isEqualTo(412);
        assertThat(put("sys?dry-run=1", TEXT, "X-None", "").statusCode()).isEqualTo(400);
        assertThat(server.packages.text("sys")).hasValue(TEXT);
    }

    @Test
    void aBrokenTextIsRefusedWithEveryPlace() {
        for (String query : List.of("", "?dry-run=true")) {
            HttpResponse<String> response = put("sys" + query, "hosts:\n  wrong: 1\n", "X-None", "");

            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(Server.tree(response.body()).get("problems").toString())
                    .isEqualTo("[{\"file\":\"sys.yaml\",\"line\":2,\"column\":3,"
                            + "\"message\":\"'wrong' is not known here\",\"suggestion\":\"right\"}]");
        }
        assertThat(server.packages.text("sys")).hasValue(TEXT);
    }

    @Test
    void aTextBeyondFourMebibytesIs413() {
        String big = "# " + "x".repeat((4 << 20) - 2);
        assertThat(put("big", big, "X-None", "").statusCode()).isEqualTo(200);
        HttpResponse<String> response = put("big", big + "x".repeat(6 << 20), "X-None", "");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("4194304");
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() {
        HttpRequest.Builder request = server.as(Role.EDITOR, "/api/v1/packages/sys")
                .header("Content-Type", "text/yaml")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'a', ':', (byte) 0xff}));

        assertThat(server.send(request).statusCode()).isEqualTo(400);
    }

    @Test
    void removesAPackage() {
        HttpResponse<String> stale = server.send(server.as(Role.EDITOR, "/api/v1/packages/sys")
                .header("If-Match", "\"0\"")
                .DELETE());
        assertThat(stale.statusCode()).isEqualTo(412);
        HttpResponse<String> gone =
                server.send(server.as(Role.EDITOR, "/api/v1/packages/sys").DELETE());
        assertThat(Server.tree(gone.body()).at("/removed/0").asText()).isEqualTo("sys/checks/old");
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/packages/sys").DELETE())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void givesItemsTypedAsPeopleWriteThem() {
        JsonNode item = server.json("/api/v1/packages/sys/items?section=hosts").at("/items/0");

        assertThat(item.get("path").toString()).isEqualTo("[\"local\",\"this\"]");
        assertThat(item.at("/fields/every").asText()).isEqualTo("90s");
        assertThat(item.at("/fields/port").isNumber()).isTrue();
        assertThat(item.at("/fields/tls").asBoolean()).isTrue();
        assertThat(item.at("/raw/every").asText()).isEqualTo("1m 30s");
        assertThat(item.get("file").asText()).isEqualTo("sys.yaml");
        assertThat(item.get("line").asInt()).isEqualTo(4);
        assertThat(server.json("/api/v1/packages/sys/items?section=none").get("items"))
                .isEmpty();
    }

    @Test
    void secretsNeverLeave() {
        server.packages.items(
                "sys",
                item(
                        "hosts",
                        List.of("a"),
                        Map.of(
                                "password", new Secret("hunter2"),
                                "headers", Map.of("Key", new Secret("hunter3"), "Accept", "text"),
                                "list", List.of(new Secret("hunter4"))),
                        Map.of(
                                "password",
                                "hunter2",
                                "headers",
                                Map.of("Key", "hunter3", "Accept", "text"),
                                "list",
                                List.of("hunter4"),
                                "untyped",
                                "hunter5"),
                        1));

        HttpResponse<String> response = server.send(server.as(Role.ADMIN, "/api/v1/packages/sys/items"));

        assertThat(response.body()).doesNotContain("hunter").contains("•••", "\"Accept\":\"text\"");
    }

    @Test
    void listsOfItemsGoOnInTheOrderOfTheDocument() {
        server.packages.items(
                "sys",
                item("hosts", List.of("z"), Map.of(), Map.of(), 1),
                item("hosts", List.of("a"), Map.of(), Map.of(), 2));
        JsonNode first = server.json("/api/v1/packages/sys/items?limit=1");
        assertThat(first.at("/items/0/path/0").asText()).isEqualTo("z");
        JsonNode second = server.json(
                "/api/v1/packages/sys/items?limit=1&after=" + first.get("next").asText());
        assertThat(second.at("/items/0/path/0").asText()).isEqualTo("a");
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/packages/sys/items?after=gone"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void writesAnItem() {
        HttpResponse<String> response = send("{\"section\":\"hosts\",\"path\":[\"lan\",\"new\"],\"fields\":"
                + "{\"address\":\"10.0.0.1\",\"port\":80,\"tls\":true,\"checks\":[\"ping\"],\"none\":null}}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Server.tree(response.body()).at("/added/0").asText()).isEqualTo("sys/hosts/lan/new");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"e2\"");
        assertThat(server.packages.inserted)
                .isEqualTo(Map.of("address", "10.0.0.1", "port", "80", "tls", "true", "checks", List.of("ping")));
    }

    @Test
    void refusesAnItemThatCannotBe() {
        assertThat(send("{\"path\":[\"a\"]}").statusCode()).isEqualTo(422);
        assertThat(send("{\"section\":\"hosts\",\"path\":[]}").statusCode()).isEqualTo(422);
        assertThat(send("{\"section\":\"hosts\",\"path\":[null]}").statusCode()).isEqualTo(422);
        assertThat(send("{\"section\":\"hosts\",\"path\":[\"there\"]}").statusCode())
                .isEqualTo(409);
        assertThat(send("{\"section\":\"hosts\",\"path\":[\"a\"],\"etag\":\"0\"}")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("null").statusCode()).isEqualTo(400);
        assertThat(send("").statusCode()).isEqualTo(400);
    }

    @Test
    void deletesAnItem() {
        HttpRequest.Builder request = server.as(Role.EDITOR, "/api/v1/packages/sys/items?section=hosts&path=local/this")
                .DELETE();
        assertThat(Server.tree(server.send(request).body()).at("/removed/0").asText())
                .isEqualTo("sys/hosts/local/this");
        HttpRequest.Builder stale = server.as(
                        Role.EDITOR, "/api/v1/packages/sys/items?section=hosts&path=local/this&etag=0")
                .DELETE();
        assertThat(server.send(stale).statusCode()).isEqualTo(412);
    }

    @Test
    void givesTheSchemaOfASection() {
        server.packages.schema(
                "hosts",
                Schema.fields(
                                FieldSpec.of("address", "host")
                                        .required(true)
                                        .help("Where")
                                        .build(),
                                FieldSpec.of("port", "number")
                                        .range("1", "65535")
                                        .def("80")
                                        .build(),
                                FieldSpec.of("checks", "list")
                                        .element(FieldSpec.of("checks", "reference")
                                                .target("checks")
                                                .build())
                                        .build())
                        .below(IndexLayer.group("group"), IndexLayer.key("name"))
                        .with(new FieldSet("Main", List.of("address"))));

        JsonNode schema = server.json("/api/v1/packages/sys/schema?section=hosts");

        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("required").toString()).isEqualTo("[\"address\"]");
        assertThat(schema.at("/properties/address/x-rem-type").asText()).isEqualTo("host");
        assertThat(schema.at("/properties/port/maximum").asInt()).isEqualTo(65535);
        assertThat(schema.at("/properties/port/default").isNumber()).isTrue();
        assertThat(schema.at("/properties/checks/items/x-rem-target").asText()).isEqualTo("checks");
        assertThat(schema.at("/x-rem-layers/1/key_field").asText()).isEqualTo("name");
        assertThat(schema.at("/x-rem-field-sets/0/title").asText()).isEqualTo("Main");
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/packages/sys/schema?section=none"))
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> send(String json) {
        return server.send(Role.EDITOR, "POST", "/api/v1/packages/sys/items", json);
    }

    private HttpResponse<String> put(String name, String text, String header, String value) {
        return server.send(server.as(Role.EDITOR, "/api/v1/packages/" + name)
                .header("Content-Type", "text/yaml")
                .header(header, value)
                .PUT(body(text)));
    }

    private static Item item(
            String section, List<String> path, Map<String, Object> values, Map<String, Object> raw, int line) {
        return new Item("sys", section, path, values, raw, Map.of(), new Position("sys.yaml", line, 1), Map.of());
    }
}
