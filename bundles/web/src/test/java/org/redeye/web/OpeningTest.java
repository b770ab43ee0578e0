package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.web.http.Json;

/** What the console finds in its page, so that it need not ask. */
class OpeningTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"opening\">(.*?)</script>", Pattern.DOTALL);

    private final Server server = Server.get();
    private final PageDeclaration page = new PageDeclaration(
            "sys/pages/monitor",
            "sys",
            "monitor",
            "Monitor",
            "</script><!-- & \"all\"",
            List.of(
                    new WidgetSpec("a", "chart", "A", 6, 4, Map.of("range", "90s")),
                    new WidgetSpec("b", "chart", "B", 6, 4, Map.of()),
                    new WidgetSpec("c", "dial", "", 3, 2, Map.of())));
    private Bundle console;
    private String cookie;

    @BeforeEach
    void some() throws BundleException {
        cookie = server.send(server.to("/api/v1/session")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\":\"viewer\",\"password\":\"" + Server.PASSWORD + "\"}")))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
        String html = "<!doctype html><body><rem-app></rem-app></body>\n";
        Map<String, byte[]> files = Map.of("META-INF/rem-console/index.html", Jars.text(html));
        console = server.framework
                .getBundleContext()
                .installBundle("console", Jars.bundle("org.redeye.console", "1.0.0", Map.of(), files));
        console.start();
        widget("chart");
        widget("other");
        reconciler().apply(new Changes<>(List.of(page), List.of(), List.of()));
    }

    @AfterEach
    void none() throws BundleException {
        reconciler().apply(new Changes<>(List.of(), List.of(), List.of(page)));
        server.registry.remove("widget", "chart");
        server.registry.remove("widget", "other");
        console.uninstall();
    }

    private void widget(String id) {
        server.registry.with(
                "widget",
                id,
                new Object(),
                Schema.fields(FieldSpec.of("range", "duration").def("3600s").build()));
        var plugin = new PluginId("widget", id);
        server.registry.resource(plugin, "widget.json", "{\"module\":\"" + id + ".js\",\"export\":\"Some\"}");
        server.registry.resource(plugin, id + ".js", "export class Some {}");
    }

    @Test
    void whoIsSignedInFindsEverythingForTheFirstLook() throws Exception {
        HttpResponse<String> response = opened("/sys/monitor");
        JsonNode data = data(response.body());

        assertThat(data.get("page")).isEqualTo(server.json("/api/v1/pages/sys/monitor"));
        assertThat(data.get("widgets")).isEqualTo(server.json("/api/v1/widgets").get("items"));
        assertThat(data.get("session")).isEqualTo(session());
        assertThat(response.body()).endsWith("</body>\n");
    }

    @Test
    void theModulesOfThePageAreAskedForAtOnceAndNoOthers() {
        String html = opened("/sys/monitor").body();

        Matcher preload = Pattern.compile("<link rel=\"modulepreload\" href=\"(.*?)\">")
                .matcher(html.substring(html.indexOf("<rem-app>")));
        assertThat(preload.results().map(found -> found.group(1)))
                .singleElement()
                .asString()
                .matches("/widgets/chart/[0-9a-f]{12}/chart\\.js");
    }

    @Test
    void noTextOfThePageEndsTheElementThatItStandsIn() throws Exception {
        String html = opened("/sys/monitor").body();

        assertThat(html.substring(html.indexOf("id=\"opening\"")).split("</script>", -1))
                .hasSize(2);
        assertThat(html).doesNotContain("<!--");
        assertThat(data(html).at("/page/help").asText()).isEqualTo(page.help());
    }

    @Test
    void nobodyKeepsWhatIsOfOnePerson() {
        assertThat(opened("/sys/monitor").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void whereNoPageIsTheRestIsStillThere() throws Exception {
        JsonNode data = data(opened("/_/checks").body());

        assertThat(data.has("page")).isFalse();
        assertThat(data.get("session")).isEqualTo(session());
    }

    @Test
    void strangersLearnNothing() {
        assertThat(server.get("/sys/monitor").body()).doesNotContain("opening", "chart", "Monitor");
    }

    private JsonNode session() throws Exception {
        return Json.MAPPER.readTree(opened("/api/v1/session").body());
    }

    private HttpResponse<String> opened(String path) {
        return server.send(server.to(path).header("Cookie", cookie));
    }

    private static JsonNode data(String html) throws Exception {
        Matcher data = DATA.matcher(html);
        assertThat(data.find()).as("data in " + html).isTrue();
        return Json.MAPPER.readTree(data.group(1));
    }

    @SuppressWarnings("unchecked")
    private Reconciler<PageDeclaration> reconciler() {
        return (Reconciler<PageDeclaration>) server.service(Reconciler.class.getName());
    }
}
