package org.redeye.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS = List.of("every", "timeout", "hosts", "checks", "address", "title");

    @ParameterizedTest
    @CsvSource({
        "evry,every",
        "evrey,every",
        "Hosts,hosts",
        "hots,hosts",
        "adress,address",
        "titel,title",
        "tmieout,timeout"
    })
    void findsWhatWasMeant(String slip, String meant) {
        assertThat(Nearest.to(slip, KEYS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"jobs", "plans", "x", "''", "verylongwordthatisnothing"})
    void findsNothingWhereNothingIsNear(String word) {
        assertThat(Nearest.to(word, KEYS)).isEmpty();
    }

    @Property
    void distanceIsZeroExactlyForTheSameAndSymmetric(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(Nearest.distance(a, b)).isEqualTo(Nearest.distance(b, a));
        assertThat(Nearest.distance(a, b) == 0).isEqualTo(a.equalsIgnoreCase(b));
        assertThat(Nearest.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
    }
}
