package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.packages.yaml.Splicer.EditException;

class SplicerTest {

    private static final List<String> DB2 = List.of("hosts", "lan", "db2");

    private static Map<String, Object> host(String address) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("address", address);
        fields.put("checks", List.of("lan/ping", "web/site"));
        return fields;
    }

    private static Splicer splicer(String text) {
        return new Splicer(Document.read("a.yaml", text));
    }

    /** Texts in the styles people write, with room for a host db2 in the group lan. */
    static Stream<String> styles() {
        return Stream.of(
                "hosts:\n  lan:\n    db1: {address: 10.0.0.1} # first\n\n# the end\n",
                "hosts:\n  lan:\n    db1:\n      address: 10.0.0.1   # first\n\n\nchecks: {}\n",
                "hosts: {lan: {db1: {address: 10.0.0.1}}}\n",
                "hosts: {lan: {}}\n",
                "hosts:\n  lan: {db1: {address: 10.0.0.1}}\nchecks:\n  a: {b: {c: d}}\n",
                "hosts:\n  lan:\n",
                "hosts:\n  lan: # none yet\n  web:\n    w: {address: w}\n",
                "hosts:\n  lan: ~\n",
                "hosts: null # later\nchecks: {}\n",
                "hosts:\n",
                "hosts:\n  web:\n    w: {address: w}\n",
                "# only a comment\n",
                "",
                "package: {name: a}",
                "hosts:\n    lan:\n        db1:\n            address: x\n            text: |\n                one\n\n                two\n\nchecks:\n    x: y\n",
                "hosts:\r\n  lan:\r\n    db1: {address: 10.0.0.1}\r\n# end\r\n",
                "hosts:\n  lan:\n    db1: {address: 10.0.0.1}",
                "a: &x {address: y}\nhosts:\n  lan:\n    db1: *x\n    \"db3\": {address: 'z'} #\ttab\n",
                "\"hosts\":\n   \"lan\":\n      db1: {address: \"😀\"} # 😀\n");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void insertsAndChangesNoOtherByte(String text) {
        String edited = splicer(text).insert(DB2, host("10.0.0.2"));
        Document again = Document.read("a.yaml", edited);
        assertThat(again.trail(DB2)).hasSize(3);
        assertThat(again.trail(DB2).get(2).value().raw()).isEqualTo(host("10.0.0.2"));
        assertThat(everyOtherByte(text, edited)).as(edited).isTrue();
        assertThat(edited.contains("\r\n")).isEqualTo(text.contains("\r\n"));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void removingWhatWasInsertedGivesTheTextBack(String text) {
        String edited = splicer(text).insert(DB2, host("10.0.0.2"));
        String back = splicer(edited).remove(DB2, 1);
        Map<String, Object> before = Document.read("a.yaml", text).root().map();
        Map<String, Object> after = Document.read("a.yaml", back).root().map();
        after.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        before.values()
                .removeIf(value ->
                        value instanceof Map<?, ?> map && (map.isEmpty() || map.equals(Map.of("lan", Map.of()))));
        after.values().removeIf(value -> value.equals(Map.of("lan", Map.of())));
        assertThat(after).isEqualTo(before);
        if (Document.read("a.yaml", text).trail(List.of("hosts", "lan", "db1")).size() == 3) {
            assertThat(back).isEqualTo(text);
        }
    }

    /** Whether the edited text is the old one with one piece put in, and at most a null taken out. */
    private static boolean everyOtherByte(String text, String edited) {
        int head = 0;
        while (head < text.length() && head < edited.length() && text.charAt(head) == edited.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < text.length() - head
                && text.charAt(text.length() - 1 - tail) == edited.charAt(edited.length() - 1 - tail)) {
            tail++;
        }
        String gone = text.substring(head, text.length() - tail);
        return gone.isEmpty() || gone.matches("(?s) ?(~|null).*");
    }

    @Test
    void writesAsTheSiblingsAreWritten() {
        assertThat(splicer("hosts:\n  lan:\n    db1: {address: 10.0.0.1}\n").insert(DB2, Map.of("address", "10.0.0.2")))
                .isEqualTo("hosts:\n  lan:\n    db1: {address: 10.0.0.1}\n    db2: {address: 10.0.0.2}\n");
    }

    @Test
    void keepsCommentsBehindTheLastItem() {
        String text = "hosts:\n  lan:\n    db1: {address: x} # one\n  # about lan\n\nchecks: {}\n";
        assertThat(splicer(text).insert(DB2, Map.of("address", "y")))
                .isEqualTo(text.replace("# one\n", "# one\n    db2: {address: y}\n"));
    }

    @Test
    void quotesWhatWouldNotBeATextOtherwise() {
        String edited = splicer("hosts: {}\n")
                .insert(List.of("hosts", "a b: c"), Map.of("x", "null", "y", "a: b #c", "z", "\"\\\n\u0007ü"));
        var value = Document.read("a.yaml", edited)
                .trail(List.of("hosts", "a b: c"))
                .get(1)
                .value();
        assertThat(value.raw()).isEqualTo(Map.of("x", "null", "y", "a: b #c", "z", "\"\\\n\u0007ü"));
    }

    @Test
    void removesTheGroupThatIsLeftEmptyButKeepsTheSection() {
        String text = "hosts:\n  web:\n    w: {address: w} # it\n\nchecks: {}\n";
        assertThat(splicer(text).remove(List.of("hosts", "web", "w"), 1)).isEqualTo("hosts:\n\nchecks: {}\n");
    }

    @Test
    void keepsAGroupThatIsLeftEmptyIfACommentStandsAboveIt() {
        String text = "hosts:\n  # the web\n  web:\n    w: {address: w} # it\n\nchecks: {}\n";
        assertThat(splicer(text).remove(List.of("hosts", "web", "w"), 1))
                .isEqualTo("hosts:\n  # the web\n  web:\n\nchecks: {}\n");
    }

    @Test
    void keepsAGroupThatIsLeftEmptyIfACommentStandsOnItsLine() {
        String text = "hosts:\n  lan: # hosts you add are pinged\nchecks: {}\n";
        String edited = splicer(text).insert(DB2, Map.of("address", "x"));
        assertThat(splicer(edited).remove(DB2, 1)).isEqualTo(text);
    }

    @Test
    void refusesWhatIsThereAlreadyAndWhatIsNotThere() {
        var splicer = splicer("hosts:\n  lan:\n    db2: {address: x}\n");
        assertThatThrownBy(() -> splicer.insert(DB2, Map.of()))
                .isInstanceOf(EditException.class)
                .hasMessage("'hosts/lan/db2' is there already.");
        assertThatThrownBy(() -> splicer.remove(List.of("hosts", "lan", "db3"), 1))
                .hasMessage("There is no 'hosts/lan/db3'.");
    }

    @Test
    void refusesToRemoveAnAnchorThatIsStillUsed() {
        var splicer = splicer("hosts:\n  lan:\n    db1: &a {address: x}\n    db2: *a\n");
        assertThatThrownBy(() -> splicer.remove(List.of("hosts", "lan", "db1"), 1))
                .isInstanceOf(EditException.class)
                .hasMessage("What '&a' names is still used: the alias '*a' of line 4 would name nothing."
                        + " Change that line first.");
    }

    @Test
    void refusesToWriteIntoAList() {
        assertThatThrownBy(() -> splicer("hosts: [a, b]\n").insert(DB2, Map.of()))
                .hasMessageContaining("here stands no map");
    }
}
