package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.schema.Problem;

class DocumentTest {

    private static List<String> problems(String text) {
        return Document.read("a.yaml", text).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void readsEveryScalarAsItsText() {
        var map = Document.read("a.yaml", "{a: no, b: 1e3, c: 012, d: '5', e: ~, f: null, g: 2026-01-01, h: \"null\"}")
                .root()
                .map();
        assertThat(map).isEqualTo(Map.of("a", "no", "b", "1e3", "c", "012", "d", "5", "g", "2026-01-01", "h", "null"));
    }

    @Test
    void knowsWhereThingsStand() {
        Document document = Document.read("a.yaml", "# top\nhosts:\n  lan:\n    db1: {address: 10.0.0.1}\n");
        var trail = document.trail(List.of("hosts", "lan", "db1"));
        assertThat(document.position(trail.get(2).key())).hasToString("a.yaml:4:5");
        assertThat(document.position(trail.get(2).value())).hasToString("a.yaml:4:10");
    }

    @Test
    void countsCharactersOutsideTheBasicPlaneAsTheTextDoes() {
        String text = "a: \"😀😀\"\nb: {c: d}\n";
        Document document = Document.read("a.yaml", text);
        var value = document.trail(List.of("b", "c")).get(1).value();
        assertThat(text.substring(value.span().start(), value.span().end())).isEqualTo("d");
    }

    @Test
    void namesTheTab() {
        assertThat(problems("a:\n\tb: 1\n"))
                .containsExactly("a.yaml:2:1: A tab stands where YAML wants spaces. Use spaces only.");
    }

    @Test
    void namesBothPlacesOfADuplicateKey() {
        assertThat(problems("a: 1\nb: 2\na: 3\n"))
                .containsExactly("a.yaml:3:1: The key 'a' stands twice in this map; first in line 1.");
    }

    @Test
    void saysWhereMalformedTextBreaks() {
        assertThat(problems("a: [1, 2\nb: 3\n"))
                .singleElement()
                .asString()
                .startsWith("a.yaml:2:2: The YAML cannot be read");
    }

    @Test
    void refusesAListAndAText() {
        assertThat(problems("- a\n"))
                .containsExactly("a.yaml:1:1: A package is a map of sections; this file is a list.");
        assertThat(problems("hello\n"))
                .containsExactly("a.yaml:1:1: A package is a map of sections; this file is a text.");
    }

    @Test
    void takesAnEmptyFileAsAnEmptyPackage() {
        assertThat(problems("")).isEmpty();
        assertThat(problems("# nothing but this\n")).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        String large = "a: \"" + "x".repeat(10_000_000) + "\"\n";
        assertThat(problems(large))
                .singleElement()
                .asString()
                .contains("has 10000006 characters; at most 4194304 are read");
    }

    @Test
    void refusesAnAliasBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1))))
                    .append("]\n");
        }
        assertThat(problems(bomb.toString())).singleElement().asString().contains("more than 500000 nodes");
    }

    @Test
    void refusesAnAliasInsideItself() {
        assertThat(problems("a: &x {b: *x}\n"))
                .singleElement()
                .asString()
                .contains("An alias stands inside the very thing it names");
    }

    @Test
    void refusesLevelsWithoutEnd() {
        assertThat(problems("a: " + "[".repeat(5000)))
                .singleElement()
                .asString()
                .contains("The levels go deeper than 64.");
    }

    @Test
    void followsAliasesAndMergeKeys() {
        var root = Document.read("a.yaml", "base: &b {every: 5s, x: 1}\nitem: {<<: *b, x: 2}\n")
                .root();
        assertThat(root.map().get("item")).isEqualTo(Map.of("every", "5s", "x", "2"));
    }

    @ParameterizedTest
    @CsvSource({"a: 'b' # c,b", "'a: \"b\\n\"','b\n'", "'a: |\n  x\n  y\n','x\ny\n'"})
    void readsQuotedAndBlockTexts(String text, String expected) {
        assertThat(Document.read("a.yaml", text).root().map().get("a")).isEqualTo(expected);
    }
}
