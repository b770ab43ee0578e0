package org.redeye.web;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;
import org.redeye.api.query.Gap;
import org.redeye.api.query.Label;
import org.redeye.api.query.Line;
import org.redeye.api.query.Query;
import org.redeye.api.security.Role;
import org.redeye.api.series.Consolidation;

/** {@code POST /api/v1/series/query}. */
class QueryTest {

    private static final double[] NONE = {};

    private final Server server = Server.get();

    private static Line line(String id, double[] values, double[] low, double[] high) {
        return new Line(id, Map.of(Label.HOST, "db1"), "s", 2, 5000, 1000, values, low, high, List.of());
    }

    @BeforeEach
    void anAnswer() {
        server.queries.answer =
                new Answer(List.of(line("sum{host=db1}", new double[] {1, NaN, 0.1}, NONE, NONE)), true);
    }

    private HttpResponse<String> ask(String json) {
        return server.send(Role.VIEWER, "POST", "/api/v1/series/query", json);
    }

    @Test
    void asksAllThatIsAskedForAndAnswersInOrder() {
        HttpResponse<String> response = ask("{\"queries\":[{\"match\":[\"a*\"],\"ids\":[\"b\"],\"from\":5,\"to\":9,"
                + "\"points\":7,\"consolidation\":\"max\",\"band\":true},{\"match\":[\"c\"],\"from\":5,\"to\":9,"
                + "\"rate\":true,\"combine\":\"percentile\",\"by\":[\"host\",\"item\"],\"percentile\":99,\"top\":3}]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.queries.asked)
                .containsExactly(
                        new Query(List.of("a*"), List.of("b"), 5, 9, 7, Consolidation.MAX, true, Calculation.PLAIN),
                        new Query(
                                List.of("c"),
                                List.of(),
                                5,
                                9,
                                600,
                                Consolidation.AVERAGE,
                                false,
                                new Calculation(true, Combination.PERCENTILE, Set.of(Label.HOST, Label.ITEM), 99, 3)));
        assertThat(Server.tree(response.body()).at("/answers/1").toString())
                .isEqualTo("{\"lines\":[{\"id\":\"sum{host=db1}\",\"labels\":{\"host\":\"db1\"},\"unit\":\"s\","
                        + "\"series\":2,\"from\":5000,\"step\":1000,\"values\":[1,null,0.1]}],\"truncated\":true}");
    }

    @Test
    void aLineWithGapsSaysWhy() {
        var gaps = List.of(new Gap(5, 9, "timeout", "No answer."), new Gap(12, 0, "not running", ""));
        server.queries.answer =
                new Answer(List.of(new Line("a", Map.of(), "", 1, 0, 1, new double[] {NaN}, NONE, NONE, gaps)), false);

        assertThat(Server.tree(ask("{\"queries\":[{\"match\":[\"*\"]}]}").body())
                        .at("/answers/0/lines/0/gaps")
                        .toString())
                .isEqualTo("[{\"from\":5,\"to\":9,\"reason\":\"timeout\",\"message\":\"No answer.\"},"
                        + "{\"from\":12,\"to\":null,\"reason\":\"not running\",\"message\":\"\"}]");
    }

    @Test
    void withoutTimesItIsTheLastHour() {
        ask("{\"queries\":[{\"match\":[\"*\"]}]}");

        Query query = server.queries.asked.get(0);
        assertThat(query.to() - query.from()).isEqualTo(3_600_000);
        assertThat(query.calculation()).isEqualTo(Calculation.PLAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|'queries' is missing; expected a list of queries.",
                "{\"queries\":[null]}|queries[0] is null; expected an object.",
                "{\"queries\":[{}]}|queries[0]: 'match' or 'ids' must name series.",
                "{\"queries\":[{\"match\":[\"*\"]},{\"match\":[\"*\"],\"combine\":\"summ\"}]}|queries[1]: 'combine' is "
                        + "'summ'; expected one of sum, avg, min, max, count, percentile. Did you mean 'sum'?",
                "{\"queries\":[{\"match\":[\"*\"],\"combine\":\"none\"}]}|queries[0]: 'combine' is 'none'; expected one of "
                        + "sum, avg, min, max, count, percentile.",
                "{\"queries\":[{\"match\":[\"*\"],\"combine\":\"sum\",\"by\":[\"hosts\"]}]}|queries[0]: 'by' is 'hosts'; "
                        + "expected one of package, check, host, metric, item, node. Did you mean 'host'?",
                "{\"queries\":[{\"match\":[\"*\"],\"by\":[\"host\"]}]}|queries[0]: 'by' says how series are put together; "
                        + "it needs 'combine'.",
                "{\"queries\":[{\"match\":[\"*\"],\"top\":0}]}|queries[0]: 'top' is 0; expected 1 to 1000.",
                "{\"queries\":[{\"match\":[\"*\"],\"points\":9999}]}|The answer is too large; ask for less."
            })
    void saysWhatCannotBeAsked(String json, String detail) {
        HttpResponse<String> response = ask(json);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Server.tree(response.body()).get("detail").asText()).isEqualTo(detail);
    }

    @Test
    void anUnknownKeyIsNamed() {
        HttpResponse<String> response = ask("{\"queries\":[{\"match\":[\"*\"],\"combin\":\"sum\"}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("'combin' is not known here").contains("\"suggestion\":\"combine\"");
    }

    @Test
    void aPersonMustBeSignedIn() {
        assertThat(server.send(server.to("/api/v1/series/query").POST(Server.body("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    /** Reads the layout that docs/rest.md tells, by that text alone. */
    private static JsonNode decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("REMQ");
        int header = buffer.getInt(4);
        assertThat((8 + header) % 8).isZero();
        return Server.tree(new String(bytes, 8, header, StandardCharsets.UTF_8));
    }

    private static double[] row(byte[] bytes, JsonNode row) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int begin = 8 + buffer.getInt(4) + row.get("at").asInt();
        assertThat(begin % 8).isZero();
        var values = new double[row.get("count").asInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    row.get("bits").asInt() == 32 ? buffer.getFloat(begin + 4 * i) : buffer.getDouble(begin + 8 * i);
        }
        return values;
    }

    @Property(tries = 60)
    void theBytesSayWhatTheJsonSays(
            @ForAll @Size(max = 40) List<Double> values, @ForAll @Size(max = 9) List<Float> small)
            throws IOException, InterruptedException {
        double[] exact = values.stream().mapToDouble(value -> value).toArray();
        double[] low = small.stream().mapToDouble(value -> value).toArray();
        double[] high = Arrays.stream(low).map(value -> value + 1).toArray();
        server.queries.answer =
                new Answer(List.of(line("ä1", exact, NONE, NONE), line("b", new double[] {NaN}, low, high)), false);

        HttpResponse<byte[]> response = server.client.send(
                server.as(Role.VIEWER, "/api/v1/series/query")
                        .header("Accept", "application/vnd.rem.points")
                        .header("Content-Type", "application/json")
                        .POST(Server.body("{\"queries\":[{\"match\":[\"*\"]},{\"match\":[\"*\"]}]}"))
                        .build(),
                BodyHandlers.ofByteArray());
        byte[] bytes = response.body();

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.rem.points");

        JsonNode header = decode(bytes);
        for (int i = 0; i < 2; i++) {
            JsonNode lines = header.at("/answers/" + i + "/lines");
            assertThat(lines.at("/0/id").asText()).isEqualTo("ä1");
            assertThat(row(bytes, lines.at("/0/values"))).containsExactly(finite(exact));
            assertThat(row(bytes, lines.at("/1/values"))).containsExactly(NaN);
            assertThat(lines.at("/1/values/bits").asInt()).isEqualTo(32);
            if (low.length > 0) {
                assertThat(row(bytes, lines.at("/1/low"))).containsExactly(finite(low));
                assertThat(row(bytes, lines.at("/1/high"))).containsExactly(finite(high));
                assertThat(lines.at("/1/low/bits").asInt()).isEqualTo(32);
            }
        }
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : NaN)
                .toArray();
    }
}
