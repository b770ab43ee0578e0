package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.security.Role;

/** Plugins, pages and the modules of widgets. */
class PluginsAndPagesTest {

    private static final PluginId CHART = new PluginId("widget", "chart");

    private final Server server = Server.get();
    private final Reconciler<PageDeclaration> pages = pages();
    private final PageDeclaration page = new PageDeclaration(
            "sys/pages/monitor",
            "sys",
            "monitor",
            "Monitor",
            "All of it",
            List.of(
                    new WidgetSpec(
                            "cpu", "chart", "CPU", 6, 4, Map.of("series", List.of("*"), "range", "90s", "rnage", "1h")),
                    new WidgetSpec("gone", "dial", "", 3, 2, Map.of())));

    @BeforeEach
    void some() {
        server.registry.with(
                "widget",
                "chart",
                new Object(),
                Schema.fields(
                        FieldSpec.of("series", "list").build(),
                        FieldSpec.of("range", "duration").def("3600s").build()));
        server.registry.resource(CHART, "widget.json", "{\"module\":\"chart.js\",\"export\":\"Chart\",\"width\":6}");
        server.registry.resource(CHART, "chart.js", "export class Chart {}");
        server.registry.resource(CHART, "part.js", "export const a = 1;");
        server.registry.resource(CHART, "README.md", "# Chart");
        server.registry.resource(CHART, "icon.svg", "<svg/>");
        server.registry.broken("probe", "odd", PluginState.FAILED, "its constructor threw");
        pages.apply(new Changes<>(List.of(page), List.of(), List.of()));
    }

    @AfterEach
    void none() {
        pages.apply(new Changes<>(List.of(), List.of(), List.of(page)));
        server.registry.remove("widget", "chart");
        server.registry.remove("probe", "odd");
    }

    @Test
    void listsPluginsAndHowTheyAre() {
        JsonNode plugins = server.json("/api/v1/plugins");

        assertThat(plugins.at("/items/0/id").asText()).isEqualTo("odd");
        assertThat(plugins.at("/items/0/state").asText()).isEqualTo("failed");
        assertThat(plugins.at("/items/0/reason").asText()).isEqualTo("its constructor threw");
        assertThat(plugins.at("/items/1/kind").asText()).isEqualTo("widget");
        assertThat(plugins.at("/items/1/state").asText()).isEqualTo("active");
        assertThat(plugins.at("/items/1/version").asText()).isEqualTo("1.0.0");
        assertThat(plugins.at("/items/1").has("schema")).isFalse();
    }

    @Test
    void givesSchemaReadmeAndIconOfAPlugin() {
        JsonNode plugin = server.json("/api/v1/plugins/widget/chart");
        assertThat(plugin.at("/schema/properties/range/x-rem-type").asText()).isEqualTo("duration");
        assertThat(plugin.get("readme").asText()).isEqualTo("# Chart");

        HttpResponse<String> icon = server.send(server.as(Role.VIEWER, "/api/v1/plugins/widget/chart/icon"));
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(icon.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'"); // a script in an icon never runs
        assertThat(icon.body()).isEqualTo("<svg/>");
        for (String none : List.of("probe/none", "probe/odd/icon", "Probe/X%20")) {
            assertThat(server.send(server.as(Role.VIEWER, "/api/v1/plugins/" + none))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void listsPagesAndTellsOfThem() {
        assertThat(server.json("/api/v1/pages").get("items").toString())
                .isEqualTo(
                        "[{\"id\":\"sys/pages/monitor\",\"package\":\"sys\",\"name\":\"monitor\",\"title\":\"Monitor\","
                                + "\"help\":\"All of it\",\"path\":\"/sys/monitor\"}]");
        assertThat(server.events.of("page")).contains(Map.of("path", "/sys/monitor"));
    }

    @Test
    void typesTheSettingsOfWidgets() {
        JsonNode widgets = server.json("/api/v1/pages/sys/monitor").get("widgets");

        assertThat(widgets.at("/0/settings/range").asDouble()).isEqualTo(90);
        assertThat(widgets.at("/0/settings/series/0").asText()).isEqualTo("*");
        assertThat(widgets.at("/0/problems/0").asText()).isEqualTo("rnage: is not known here. Did you mean 'range'?");
        assertThat(widgets.at("/0/width").asInt()).isEqualTo(6);
        assertThat(widgets.at("/1/problems/0").asText()).isEqualTo("needs widget:dial");
    }

    @Test
    void aPageThatIsNoLongerDeclaredIsGone() {
        pages.apply(new Changes<>(List.of(), List.of(), List.of(page)));

        assertThat(server.json("/api/v1/pages").get("items")).isEmpty();
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/pages/sys/monitor"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFrontPageIsTheFirstOne() {
        assertThat(server.get("/").headers().firstValue("Location")).isEmpty(); // a stranger signs in there
        HttpResponse<String> in = server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(Server.body("{\"name\":\"viewer\",\"password\":\"" + Server.PASSWORD + "\"}")));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpResponse<String> viewer = server.send(server.to("/").header("Cookie", cookie));
        assertThat(viewer.headers().firstValue("Location")).hasValue("/sys/monitor");
    }

    @Test
    void servesModulesForEverAtAnAddressThatChangesWithThem() {
        String address = module();
        assertThat(address).matches("/widgets/chart/[0-9a-f]{12}/chart.js");
        HttpResponse<String> module = server.send(server.as(Role.VIEWER, address));
        assertThat(module.body()).isEqualTo("export class Chart {}");
        assertThat(module.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(module.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(server.send(server.as(Role.VIEWER, address.replace("chart.js", "part.js")))
                        .body())
                .isEqualTo("export const a = 1;");

        server.registry.resource(CHART, "chart.js", "export class Chart { next }");
        assertThat(module()).isNotEqualTo(address);
        assertThat(server.send(server.as(Role.VIEWER, address)).statusCode()).isEqualTo(404);
    }

    @Test
    void sendsTheCompressedCopyThatLiesBesideAModule() throws Exception {
        server.registry.resource(CHART, "lib.js", "export const b = 2;");
        server.registry.resource(CHART, "lib.js.gz", "the bundle's own copy");
        String address = module().replace("chart.js", "lib.js");

        HttpResponse<byte[]> response = compressed(address);

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("the bundle's own copy");
        assertThat(server.send(server.as(Role.VIEWER, address)).body()).isEqualTo("export const b = 2;");
    }

    @Test
    void compressesAModuleThatBringsNoCopy() throws Exception {
        String text = "export class Chart {}\n".repeat(100);
        server.registry.resource(CHART, "chart.js", text);

        HttpResponse<byte[]> response = compressed(module());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.body()).hasSizeLessThan(200);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void aFieldTypeBringsItsEditorOrNamesOneOfTheConsole() {
        PluginId fast = new PluginId("field", "fast");
        server.registry.with("field", "fast", new Speed(), Schema.EMPTY);
        server.registry.with("field", "slow", new Speed(), Schema.EMPTY);
        server.registry.resource(fast, "field.json", "{\"module\":\"fast.js\",\"export\":\"Fast\"}");
        server.registry.resource(fast, "fast.js", "export class Fast {}");
        JsonNode items = server.json("/api/v1/field-editors").get("items");
        JsonNode brings = byId(items, "fast");
        JsonNode names = byId(items, "slow");
        assertThat(brings.get("element").asText()).isEqualTo("rem-number-field");
        assertThat(brings.get("export").asText()).isEqualTo("Fast");
        String address = brings.get("module").asText();
        assertThat(address).matches("/console/fields/fast/[0-9a-f]{12}/fast.js");
        assertThat(server.send(server.as(Role.VIEWER, address)).body()).isEqualTo("export class Fast {}");
        assertThat(server.get(address).statusCode()).as("strangers").isEqualTo(401);
        assertThat(names.get("module").asText()).isEmpty();
        server.registry.remove("field", "fast");
        server.registry.remove("field", "slow");
        assertThat(server.send(server.as(Role.VIEWER, address)).statusCode()).isEqualTo(404);
    }

    private static JsonNode byId(JsonNode items, String id) {
        for (JsonNode item : items) {
            if (item.get("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no " + id + " in " + items);
    }

    /** A type of field whose values are numbers. */
    private static final class Speed implements FieldType<String> {
        @Override
        public String parse(Object raw, FieldContext context) {
            return raw.toString();
        }

        @Override
        public String format(String value, FieldContext context) {
            return value;
        }

        @Override
        public Object save(String value, FieldContext context) {
            return value;
        }

        @Override
        public String editor() {
            return "rem-number-field";
        }
    }

    @Test
    void aBrokenWidgetJsonSpoilsOnlyItsWidget() {
        server.registry.with("widget", "broken", new Object(), Schema.EMPTY);
        server.registry.resource(new PluginId("widget", "broken"), "widget.json", "{oops");

        assertThat(server.json("/api/v1/widgets").get("items")).hasSize(1);
        server.registry.remove("widget", "broken");
    }

    private HttpResponse<byte[]> compressed(String address) throws Exception {
        return server.client.send(
                server.as(Role.VIEWER, address)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String module() {
        return server.json("/api/v1/widgets").at("/items/0/module").asText();
    }

    @SuppressWarnings("unchecked")
    @Test
    void tellsWhatTakingAPluginAwayWouldDo() {
        server.registry.with("section", "hosts", new Object(), Schema.EMPTY);
        assertThat(server.json("/api/v1/plugins/section/hosts/impact").toString())
                .isEqualTo("{\"plugins\":[\"section:hosts\"],\"packages\":[{\"name\":\"shop\","
                        + "\"pending\":{\"shop/hosts\":\"needs section:hosts\"},"
                        + "\"removed\":[\"shop/hosts/lan/a\"]}],\"refreshed\":[\"org.example.other\"]}");
        server.registry.remove("section", "hosts");
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/plugins/section/hosts/impact"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.as(Role.VIEWER, "/api/v1/plugins/Section/hosts/impact"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPageThatAPackageLacksIsThatOfItsFallback() {
        assertThat(page(Role.VIEWER, "shop/monitor").statusCode()).isEqualTo(404);
        server.fallbacks.behind.put("shop", List.of("none", "sys"));
        try {
            assertThat(Server.tree(page(Role.VIEWER, "shop/monitor").body())
                            .get("package")
                            .asText())
                    .isEqualTo("sys");
            assertThat(page(Role.VIEWER, "shop/other").body())
                    .contains("There is no page '/shop/other'; tried were the packages shop, none, sys.");
            assertThat(page(Role.ADMIN, "shop/monitor?explain").body())
                    .isEqualTo("{\"answered\":\"sys\",\"tried\":[\"shop\",\"none\",\"sys\"]}");
            assertThat(page(Role.ADMIN, "shop/other?explain=true").body())
                    .isEqualTo("{\"answered\":null,\"tried\":[\"shop\",\"none\",\"sys\"]}");
            assertThat(page(Role.ADMIN, "sys/monitor?explain").body())
                    .isEqualTo("{\"answered\":\"sys\",\"tried\":[\"sys\"]}");
            assertThat(page(Role.EDITOR, "shop/monitor?explain").statusCode()).isEqualTo(403);
            assertThat(server.send(server.as(Role.VIEWER, "/api/v1/packages/shop/lookup?section=hosts&path=lan/db1"))
                            .body())
                    .contains("There is no 'hosts/lan/db1' in shop, none, sys.");
        } finally {
            server.fallbacks.behind.clear();
        }
    }

    private HttpResponse<String> page(Role role, String path) {
        return server.send(server.as(role, "/api/v1/pages/" + path));
    }

    private Reconciler<PageDeclaration> pages() {
        return (Reconciler<PageDeclaration>) server.service(Reconciler.class.getName());
    }
}
