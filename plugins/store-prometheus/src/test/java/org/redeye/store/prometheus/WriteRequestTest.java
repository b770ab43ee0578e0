package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.redeye.api.series.SeriesKey;

/** What is encoded here is what Google's library reads. */
class WriteRequestTest {

    record Row(int series, long at, double value) {}

    @Provide
    Arbitrary<List<SeriesKey>> keys() {
        var text = Arbitraries.strings().ofMaxLength(40).filter(s -> s.equals(roundTrip(s)));
        return Combinators.combine(text, text, text, text, text)
                .as((check, metric, item, unit, node) ->
                        new SeriesKey(check, metric, item, unit, node, Duration.ofSeconds(1)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static String roundTrip(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 2),
                        Arbitraries.doubles())
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(50);
    }

    @Property(tries = 300)
    void everySampleIsDecodedAsItWas(
            @ForAll("keys") List<SeriesKey> keys, @ForAll("rows") List<Row> rows, @ForAll boolean split)
            throws IOException {
        var naming = new Naming(Map.of("site", "here"));
        var lines = keys.stream()
                .map(key -> new Batch.Line(key.id(), 0, 1_000, naming.encode(key, 0)))
                .toList();
        var batch = new Batch(rows.size(), Cursor.Place.startOf(1));
        var expected = new ArrayList<Receiver.Got>();
        for (var row : rows) {
            int series = row.series() % keys.size();
            batch.add(lines.get(series), row.at(), row.value());
            expected.add(new Receiver.Got(labels(keys.get(series)), Batch.sentAs(row.at(), 1_000), row.value()));
        }
        int middle = split ? rows.size() / 2 : 0;
        var decoded = new ArrayList<Receiver.Got>();
        for (int[] part : new int[][] {{0, middle}, {middle, rows.size()}}) {
            var request = new WriteRequest();
            batch.encode(part[0], part[1], request);
            assertThat(Receiver.unpack(request.pack())).isEqualTo(request.plain());
            decoded.addAll(Receiver.decode(request.plain()));
        }
        assertThat(decoded).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<String, String> labels(SeriesKey key) {
        var labels = new TreeMap<String, String>();
        labels.put("site", "here");
        labels.put("__name__", Naming.name(key.metric()));
        labels.put("check", key.check());
        labels.put("metric", key.metric());
        labels.put("item", key.item());
        labels.put("node", key.node());
        labels.put("unit", key.unit());
        labels.put(
                "package",
                key.check().contains("/") ? key.check().substring(0, key.check().indexOf('/')) : "");
        labels.values().removeIf(String::isEmpty);
        return labels;
    }
}
