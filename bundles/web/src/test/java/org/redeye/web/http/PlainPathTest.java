package org.redeye.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlainPathTest {

    @Test
    void anEncodedSlashIsPlainWhereIdsAre() {
        assertThat(PlainPath.of("/api/v1/checks/a%2Fb")).hasValue("/api/v1/checks/a/b");
        assertThat(PlainPath.of("/graphs/a%2Fb.svg")).hasValue("/graphs/a/b.svg");
        assertThat(PlainPath.of("/console/a%2Fb")).isEmpty();
    }

    @Property
    void idsComeThroughHoweverTheyAreEncoded(
            @ForAll @Size(min = 1, max = 5)
                    List<
                                    @AlphaChars @Chars({'@', ':', '[', ']', 'ö', ' ', '%', '+'})
                                    @StringLength(min = 1, max = 8) String>
                            words) {
        String id = String.join("/", words);
        String all = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(PlainPath.of("/api/v1/checks/" + all)).hasValue("/api/v1/checks/" + id);
        assertThat(PlainPath.of("/api/v1/checks/" + all.replace("%2F", "/"))).hasValue("/api/v1/checks/" + id);
    }

    @Property
    void whatIsLetThroughHasNoSecondMeaning(
            @ForAll @Size(max = 8)
                    List<
                                    @Chars({'/', '.', '%', '2', 'e', 'E', 'f', 'F', '5', 'c', ';', 'a', '\\', '0'})
                                    @StringLength(max = 4) String>
                            parts) {
        PlainPath.of("/" + String.join("", parts)).ifPresent(path -> {
            assertThat(path).doesNotContain("//", "\\", "\0").startsWith("/");
            assertThat(List.of(path.split("/", -1))).doesNotContain(".", "..");
        });
    }
}
