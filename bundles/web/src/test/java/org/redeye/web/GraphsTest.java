package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.graph.GraphInfo;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Graphs;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.api.security.Role;

/** {@code /graphs/…}: pictures with their tags, and the page around them. */
class GraphsTest {

    private static final String ID = "sys/checks/lan/ping@a";

    private final Server server = Server.get();
    private volatile Optional<GraphSpec> asked = Optional.empty();
    private volatile String tag = "abc";

    @BeforeEach
    void anEngine() {
        server.register(Graphs.class, new Graphs() {
            @Override
            public Optional<Picture> draw(GraphSpec spec) {
                asked = Optional.of(spec);
                byte[] bytes = ("<svg>" + spec.width() + "</svg>").getBytes(StandardCharsets.UTF_8);
                return spec.id().equals(ID) ? Optional.of(new Picture(bytes, spec.format(), tag, 0)) : Optional.empty();
            }

            @Override
            public Optional<GraphInfo> find(String id) {
                return id.equals(ID)
                        ? Optional.of(new GraphInfo(id, "Ping <b>", List.of("s", "ratio", ""), 10_000))
                        : Optional.empty();
            }
        });
    }

    @AfterEach
    void without() {
        server.withdraw(Graphs.class);
    }

    private HttpResponse<String> get(String path) {
        return server.send(server.as(Role.VIEWER, path));
    }

    @Test
    void aPictureIsAnsweredWithItsTypeAndAStrongTagOnce() {
        HttpResponse<String> first = get("/graphs/sys%2Fchecks%2Flan%2Fping@a.svg?w=640");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("<svg>640</svg>");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(first.headers().firstValue("ETag")).hasValue("\"abc\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(first.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");

        var again = server.as(Role.VIEWER, "/graphs/" + ID + ".svg").header("If-None-Match", "\"abc\"");
        HttpResponse<String> known = server.send(again.copy());
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers().firstValue("ETag")).hasValue("\"abc\"");
        tag = "def";
        assertThat(server.send(again).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsAskedForIsDrawn() {
        get("/graphs/" + ID + ".png?w=300&h=120&theme=dark&range=7d&unit=ratio&zone=Europe/Berlin");
        assertThat(asked)
                .hasValue(new GraphSpec(
                        ID,
                        Optional.of("ratio"),
                        new Span.Last(Duration.ofDays(7)),
                        300,
                        120,
                        Theme.DARK,
                        PictureFormat.PNG,
                        ZoneId.of("Europe/Berlin")));

        get("/graphs/" + ID + ".svg?from=1000&to=61000");
        GraphSpec spec = asked.orElseThrow();
        assertThat(spec.span()).isEqualTo(new Span.Between(1000, 61_000));
        assertThat(List.of(spec.width(), spec.height())).containsExactly(500, 180);

        get("/graphs/" + ID + ".svg");
        assertThat(asked.orElseThrow().span()).isEqualTo(new Span.Last(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    w=99|'w' is '99'; expected a whole number from 100 to 2000.
                    w=2001|'w' is '2001'; expected a whole number from 100 to 2000.
                    h=5|'h' is '5'; expected a whole number from 60 to 1000.
                    theme=pink|'theme' is 'pink'; expected one of light, dark.
                    zone=Mars|'zone' is 'Mars'; expected a time zone such as UTC or Europe/Berlin.
                    range=9000d|The range is 777600000 s; expected 1 s to 7320 days.
                    range=soon|'range' is 'soon'; expected a whole number from 1 to 4503599627370496.
                    from=5|Expected either 'range', or both 'from' and 'to'.
                    from=5&to=9000&range=1h|Expected either 'range', or both 'from' and 'to'.
                    from=5&to=5|'from' is 5 and 'to' is 5; expected 'to' to be 1 s to 7320 days after 'from'.
                    """)
    void whatIsOutOfBoundsIsRefusedInWords(String query, String detail) {
        for (String ending : List.of(".svg", ".png", "")) {
            HttpResponse<String> refused = get("/graphs/" + ID + ending + "?" + query);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Server.tree(refused.body()).get("detail").asText().replace('"', '\''))
                    .isEqualTo(detail);
        }
    }

    @Test
    void whoIsNobodySeesNothingAndWhatIsNotThereIsMissed() {
        assertThat(server.get("/graphs/" + ID + ".svg").statusCode()).isEqualTo(401);
        assertThat(server.get("/graphs/" + ID).statusCode()).isEqualTo(401);
        assertThat(server.get("/graphs/page.css").statusCode()).isEqualTo(401);
        HttpResponse<String> missing = get("/graphs/none.svg?unit=B");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(Server.tree(missing.body()).get("detail").asText())
                .isEqualTo("There is no series 'none' and no check of that id with series of the unit 'B'.");
        assertThat(get("/graphs/none").statusCode()).isEqualTo(404);
        assertThat(get("/graphs/" + ID + "?unit=B").statusCode()).isEqualTo(404);
        assertThat(server.send(server.as(Role.ADMIN, "/graphs/" + ID).method("POST", Server.body("")))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void thePageNeedsNoScriptAndKeepsTheTimeAndTheme() {
        HttpResponse<String> response = get("/graphs/" + ID + "?range=1d&zone=UTC");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'");
        String page = response.body();
        String encoded = "/graphs/sys%2Fchecks%2Flan%2Fping%40a";
        assertThat(page)
                .contains("<h1>Ping &lt;b&gt;</h1>", "<meta http-equiv=\"refresh\" content=\"96\">")
                .contains("<a href=\"" + encoded + "?range=1d&amp;zone=UTC\" aria-current=\"true\">1 day</a>")
                .contains("range=1h&amp;", "range=7d&amp;", "range=30d&amp;", "range=365d&amp;")
                .contains("src=\"" + encoded + ".svg?range=86400000ms&amp;w=900&amp;h=280&amp;unit=s&amp;theme=light")
                .contains("(prefers-color-scheme: dark)", "unit=ratio&amp;theme=dark", "alt=\"Ping &lt;b&gt;, counts\"")
                .doesNotContain("<script", "<b>", "style=");
        assertThat(get("/graphs/" + ID + "?unit=s&theme=dark").body())
                .contains("class=\"dark\"", "content=\"10\"")
                .doesNotContain("unit=ratio", "prefers-color-scheme", "theme=light");
        assertThat(get("/graphs/" + ID + "?from=0&to=60000").body()).doesNotContain("http-equiv");
        assertThat(get("/graphs/page.css").headers().firstValue("Content-Type")).hasValue("text/css;charset=utf-8");
    }

    @Test
    void withoutTheEngineTheAnswerSaysSo() {
        server.withdraw(Graphs.class);
        try {
            HttpResponse<String> away = get("/graphs/" + ID + ".svg");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(Server.tree(away.body()).get("detail").asText())
                    .isEqualTo("The graphs engine is not running. Try again later.");
        } finally {
            anEngine();
        }
    }
}
