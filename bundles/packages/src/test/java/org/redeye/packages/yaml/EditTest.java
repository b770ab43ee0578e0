package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Splicer.EditException;

/** What each edit makes of a text, to the byte. */
class EditTest {

    private static String edit(String text, Edit edit) {
        Document document = Document.read("a.yaml", text);
        assertThat(document.problems()).isEmpty();
        return new Splicer(document).apply(edit).text();
    }

    private static Arguments set(String before, List<?> path, Object value, String after) {
        return Arguments.of(before, new Edit.Set(path, value), after);
    }

    static Stream<Arguments> sets() {
        return Stream.of(
                set("a: 1   # c\nb: 2\n", List.of("a"), "x y", "a: x y   # c\nb: 2\n"),
                set("a: 'x' # c\n", List.of("a"), "it's", "a: 'it''s' # c\n"),
                set("a: \"x\"\n", List.of("a"), "t\tü", "a: \"t\\tü\"\n"),
                set("a: x\n", List.of("a"), "k: v", "a: \"k: v\"\n"),
                set("a: x\n", List.of("a"), "", "a: \"\"\n"),
                set("a: x\n", List.of("a"), "null", "a: \"null\"\n"),
                set("a: {b: x}\n", List.of("a", "b"), "p, q", "a: {b: \"p, q\"}\n"),
                set("a: |  # c\n  x\n\nb: 1\n", List.of("a"), "y\nz\n", "a: |  # c\n  y\n  z\n\nb: 1\n"),
                set("a: |\n  x\nb: 1\n", List.of("a"), "y", "a: |-\n  y\nb: 1\n"),
                set("a: |\n  x\nb: 1\n", List.of("a"), " y\n", "a: |2\n   y\nb: 1\n"),
                set("a: >\n    x\n    y\n", List.of("a"), "p\nq\n", "a: >\n    p\n\n    q\n"),
                set("a: |  # c\n  x\n", List.of("a"), "", "a: \"\"  # c\n"),
                set("a: x # c\n", List.of("a"), Optional.empty(), "a: # c\n"),
                set("a:\nb:\n", List.of("a"), "x", "a: x\nb:\n"),
                set("a: ~ # c\n", List.of("a"), "x", "a: x # c\n"),
                set("a: &x 1\nb: *x\n", List.of("a"), "2", "a: &x 2\nb: *x\n"),
                set("a: !secret x\n", List.of("a"), "y", "a: !secret y\n"),
                set("a: &x 1\nb: *x # c\n", List.of("b"), "2", "a: &x 1\nb: 2 # c\n"),
                set("a: x # c\nb: 1\n", List.of("a"), Map.of("k", "v"), "a: # c\n  k: v\nb: 1\n"),
                set("a: x\n", List.of("a"), List.of("p", "q"), "a: [p, q]\n"),
                set("a: # c\n  # inside\n  b: 1\n  c: 2\nd: 3\n", List.of("a"), "x", "a: x # c\nd: 3\n"),
                set("a:\n- 1\n- 2\nb: x", List.of("a"), Map.of("k", "v"), "a:\n  k: v\nb: x"),
                set("a:\n  - x # c\n", List.of("a", 0), Map.of("k", "v"), "a:\n  - # c\n    k: v\n"),
                set("a: [x, {b: c}]\n", List.of("a", 1), List.of(), "a: [x, []]\n"),
                set("a: {b, c: d}\n", List.of("a", "b"), "x", "a: {b: x, c: d}\n"),
                set("a: plain\n  goes on # c\n", List.of("a"), "x", "a: x # c\n"),
                set("a: x\r\nb: y\r\n", List.of("a"), "1\n2\n", "a: |\r\n  1\r\n  2\r\nb: y\r\n"),
                set("a: x\n", List.of("a"), "x", "a: x\n"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void setsInTheStyleThatIsThere(String before, Edit edit, String after) {
        assertThat(edit(before, edit)).isEqualTo(after);
    }

    private static Arguments entry(String before, List<?> into, Object value, Place place, String after) {
        return Arguments.of(before, new Edit.InsertEntry(into, "n", value, place), after);
    }

    private static Arguments item(String before, List<?> into, Object value, Place place, String after) {
        return Arguments.of(before, new Edit.InsertItem(into, value, place), after);
    }

    static Stream<Arguments> insertions() {
        var lines = "a: {\n  x: 1, # one\n  y: 2  # two\n}\n";
        return Stream.of(
                entry("a: 1\n# b\nb: 2\n", List.of(), "x", Place.before("b"), "a: 1\nn: x\n# b\nb: 2\n"),
                entry("a: 1\n\n# b\nb: 2\n", List.of(), "x", Place.after("a"), "a: 1\nn: x\n\n# b\nb: 2\n"),
                entry("# file\na: 1\n", List.of(), "x", Place.first(), "# file\nn: x\na: 1\n"),
                entry("a: 'x'\nb: 'y'\n", List.of(), "z", Place.last(), "a: 'x'\nb: 'y'\nn: 'z'\n"),
                entry("a: 1", List.of(), "x", Place.last(), "a: 1\nn: x"),
                entry("a:\r\n  b: 1", List.of("a"), "x", Place.last(), "a:\r\n  b: 1\r\n  n: x"),
                entry(
                        "a:\n    b: 1\n    # deep\n      # deeper\n",
                        List.of(),
                        "x",
                        Place.last(),
                        "a:\n    b: 1\n    # deep\n      # deeper\nn: x\n"),
                entry("a: # c\nb: 1\n", List.of("a"), "x", Place.last(), "a: # c\n  n: x\nb: 1\n"),
                entry("a: null # c\n", List.of("a"), "x", Place.last(), "a: # c\n  n: x\n"),
                entry("a: &p # c\n", List.of("a"), "x", Place.last(), "a: &p # c\n  n: x\n"),
                entry("a: {}\n", List.of("a"), "x", Place.last(), "a: {n: x}\n"),
                entry("a: {b: , c: 1}\n", List.of("a", "b"), "x", Place.last(), "a: {b: {n: x} , c: 1}\n"),
                entry("a: {b: 1, c: 2}\n", List.of("a"), "x", Place.after("b"), "a: {b: 1, n: x, c: 2}\n"),
                entry(lines, List.of("a"), "x", Place.last(), "a: {\n  x: 1, # one\n  y: 2,  # two\n  n: x\n}\n"),
                entry(lines, List.of("a"), "x", Place.first(), "a: {\n  n: x,\n  x: 1, # one\n  y: 2  # two\n}\n"),
                entry("a:\n  - k: v\n", List.of("a", 0), "x", Place.first(), "a:\n  - n: x\n    k: v\n"),
                entry("a:\n  -\n", List.of("a", 0), "x", Place.last(), "a:\n  - n: x\n"),
                entry("a: 1\n", List.of(), "p\nq\n", Place.last(), "a: 1\nn: |\n  p\n  q\n"),
                entry("", List.of(), "x", Place.last(), "n: x\n"),
                entry("\ufeff# c\n", List.of(), "x", Place.last(), "\ufeff# c\nn: x\n"),
                item("a:\n- x\n", List.of("a"), "y", Place.last(), "a:\n- x\n- y\n"),
                item("a:\n- x\n- z\n", List.of("a"), "y", Place.before(1), "a:\n- x\n- y\n- z\n"),
                item("a: [x]\n", List.of("a"), "a,b", Place.first(), "a: [\"a,b\", x]\n"),
                item("a: [\n  x,\n  y,\n]\n", List.of("a"), "z", Place.last(), "a: [\n  x,\n  y,\n  z,\n]\n"),
                item("a:\n  - b: 1\n", List.of("a"), Map.of("b", "2"), Place.last(), "a:\n  - b: 1\n  - b: 2\n"),
                item("a:\nb:\n- 1\n", List.of("a"), "y", Place.last(), "a:\n- y\nb:\n- 1\n"));
    }

    @ParameterizedTest
    @MethodSource("insertions")
    void insertsAsTheSiblingsAreWritten(String before, Edit edit, String after) {
        assertThat(edit(before, edit)).isEqualTo(after);
    }

    private static Arguments remove(String before, List<?> path, String after) {
        return Arguments.of(before, new Edit.Remove(path), after);
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                remove("a: 1\n# about b\nb: 2 # c\nd: 3\n", List.of("b"), "a: 1\nd: 3\n"),
                remove("a: 1\n# free\n\nb: 2\nd: 3\n", List.of("b"), "a: 1\n# free\n\nd: 3\n"),
                remove("a: 1\n  # deeper\nb: 2\n", List.of("b"), "a: 1\n  # deeper\n"),
                remove("a:\n  b: 1\n  # in a\nc: 2\n", List.of("a"), "c: 2\n"),
                remove("# the file\na: 1\nb: 2\n", List.of("a"), "# the file\nb: 2\n"),
                remove("a: 1\nb: 2", List.of("b"), "a: 1"),
                remove("a: |\n  x\nb: 2", List.of("b"), "a: |\n  x\n"),
                remove("a:\n  - k: v\n    l: w\n", List.of("a", 0, "k"), "a:\n  - l: w\n"),
                remove("a:\n  - k: v\n    # l\n    l: w\n", List.of("a", 0, "k"), "a:\n  -\n    # l\n    l: w\n"),
                remove("a:\n  - k: v # c\n", List.of("a", 0, "k"), "a:\n  -\n"),
                remove("a: [x, y, z]\n", List.of("a", 0), "a: [y, z]\n"),
                remove("a: [x, y, z]\n", List.of("a", 2), "a: [x, y]\n"),
                remove("a: [x, y, ]\n", List.of("a", 1), "a: [x, ]\n"),
                remove("a: {k: v}\n", List.of("a", "k"), "a: {}\n"),
                remove("a: [\n  # p\n  x, # one\n  y  # two\n]\n", List.of("a", 0), "a: [\n  y  # two\n]\n"),
                remove("a: [\n  x, # one\n  y  # two\n]\n", List.of("a", 1), "a: [\n  x # one\n]\n"),
                remove("? a\n: b\n? c\n: d\n", List.of("a"), "? c\n: d\n"));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void removesWithItsOwnComments(String before, Edit edit, String after) {
        assertThat(edit(before, edit)).isEqualTo(after);
    }

    private static Arguments move(String before, List<?> path, List<?> into, Place place, String after) {
        return Arguments.of(before, new Edit.Move(path, into, place), after);
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                move("a: 1\n# b\nb: 2 # c\nd: 3", List.of("b"), List.of(), Place.last(), "a: 1\nd: 3\n# b\nb: 2 # c"),
                move("a: 1\nb: 2", List.of("b"), List.of(), Place.first(), "b: 2\na: 1"),
                move(
                        "a:\n  k:   'v'  # c\nb:\n    x: 1\n",
                        List.of("a", "k"),
                        List.of("b"),
                        Place.last(),
                        "a:\nb:\n    x: 1\n    k:   'v'  # c\n"),
                move(
                        "a:\n  t: |\n    x\n     y\nb:\n        c: 1\n",
                        List.of("a", "t"),
                        List.of("b"),
                        Place.first(),
                        "a:\nb:\n        t: |\n          x\n           y\n        c: 1\n"),
                move(
                        "a:\n  - 1\n  - 2 # two\n  - 3\n",
                        List.of("a", 1),
                        List.of("a"),
                        Place.first(),
                        "a:\n  - 2 # two\n  - 1\n  - 3\n"),
                move("a: [x, y, z]\n", List.of("a", 0), List.of("a"), Place.last(), "a: [y, z, x]\n"),
                move(
                        "a: [\n  x, # one\n  y  # two\n]\n",
                        List.of("a", 0),
                        List.of("a"),
                        Place.last(),
                        "a: [\n  y,  # two\n  x # one\n]\n"),
                move(
                        "a: {x: 1, y: 2}\nb:\n  c: 3\n",
                        List.of("a", "x"),
                        List.of("b"),
                        Place.last(),
                        "a: {y: 2}\nb:\n  c: 3\n  x: 1\n"),
                move(
                        "a: {x: 1}\nb:\n  c:\n    d: e\n    f: 'g'\n",
                        List.of("b", "c"),
                        List.of("a"),
                        Place.last(),
                        "a: {x: 1, c: {d: e, f: 'g'}}\nb:\n"),
                move("a:\n# c\nb: 1", List.of("b"), List.of("a"), Place.last(), "a:\n  # c\n  b: 1"),
                move("a: 1\nb: 2\n", List.of("a"), List.of(), Place.before("b"), "a: 1\nb: 2\n"));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void movesTheTextAsItStands(String before, Edit edit, String after) {
        assertThat(edit(before, edit)).isEqualTo(after);
    }

    @Test
    void renamesTheKeyOnly() {
        assertThat(edit("a: 1 # c\n'b' : 2\n", new Edit.Rename(List.of("b"), "it's")))
                .isEqualTo("a: 1 # c\n'it''s' : 2\n");
        assertThat(edit("a: {b: 1}\n", new Edit.Rename(List.of("a", "b"), "x, y")))
                .isEqualTo("a: {\"x, y\": 1}\n");
        assertThat(edit("? a\n: &x b\nc: *x\n", new Edit.Rename(List.of("a"), "d")))
                .isEqualTo("? d\n: &x b\nc: *x\n");
    }

    @Test
    void copiesAndPastesWithCommentsAndQuotes() {
        String text = "hosts:\r\n    # db\r\n    db: # the\r\n        address: 'x'\r\n    web: {}\r\n";
        String copied = new Splicer(Document.read("a.yaml", text)).copy(List.of("hosts", "db"));
        assertThat(copied).isEqualTo("# db\r\ndb: # the\r\n    address: 'x'\r\n");
        assertThat(edit("hosts:\n  a: 1\nz: 2\n", new Edit.Paste(List.of("hosts"), copied, Place.first())))
                .isEqualTo("hosts:\n  # db\n  db: # the\n      address: 'x'\n  a: 1\nz: 2\n");
        assertThat(edit("a: {}\n", new Edit.Paste(List.of("a"), copied, Place.last())))
                .isEqualTo("a:\n  # db\n  db: # the\n      address: 'x'\n");
        assertThat(edit("a: [x]\n", new Edit.Paste(List.of("a"), "- {b: c}\n- 'd'\n", Place.last())))
                .isEqualTo("a: [x, {b: c}, 'd']\n");
    }

    private static Arguments refusal(String text, Edit edit, String message) {
        return Arguments.of(text, edit, message);
    }

    static Stream<Arguments> refusals() {
        String alias = "a: &x\n  k: v\nb: *x\n";
        return Stream.of(
                refusal(
                        alias,
                        new Edit.Remove(List.of("a")),
                        "What '&x' names is still used: the alias '*x' of line 3 would name nothing. Change that line first."),
                refusal(
                        alias,
                        new Edit.Set(List.of("b", "k"), "w"),
                        "Line 3: here stands the alias '*x'; edit what it names, where that is written."),
                refusal(
                        alias,
                        new Edit.InsertEntry(List.of("b"), "n", "w", Place.last()),
                        "Line 3: here stands the alias '*x'; edit what it names, where that is written."),
                refusal(
                        alias,
                        new Edit.Move(List.of("b"), List.of(), Place.first()),
                        "Then the alias '*x' of line 3 would stand before '&x', which it names."),
                refusal(
                        "a: &x 1\nb: &x 2\nc: *x\n",
                        new Edit.Move(List.of("a"), List.of(), Place.after("b")),
                        "Then the alias '*x' of line 3 would name another '&x' than it does now."),
                refusal(
                        alias,
                        new Edit.Paste(List.of(), "c: &x 1\n", Place.last()),
                        "The pasted text has the anchor '&x', and so has the file; give one of them another name."),
                refusal(
                        "a: 1\n",
                        new Edit.Paste(List.of(), "c: *x\n", Place.last()),
                        "The pasted text uses '*x', and above that place there is no '&x'."),
                refusal(
                        "a: 1\n",
                        new Edit.Paste(List.of(), "a: 2\n", Place.last()),
                        "'a' is there already, in line 1."),
                refusal(
                        "a: 1\n",
                        new Edit.Paste(List.of(), "- 2\n", Place.last()),
                        "Line 1: here stands no list, so no item can be added."),
                refusal(
                        "a: 1\n",
                        new Edit.Paste(List.of(), "text", Place.last()),
                        "The pasted text is neither a map nor a list with something in it."),
                refusal(
                        "a: 1\n",
                        new Edit.Paste(List.of(), "b: 1\n---\nc: 2\n", Place.last()),
                        "The text holds several documents (---); one is expected."),
                refusal("a: 1\nb: 2\n", new Edit.Rename(List.of("a"), "b"), "'b' is there already, beside 'a'."),
                refusal(
                        "a: {b: c}\n",
                        new Edit.Move(List.of("a"), List.of("a", "b"), Place.last()),
                        "'a' cannot be moved into itself."),
                refusal(
                        "d: &d {k: v}\na: {<<: *d}\n",
                        new Edit.Set(List.of("a", "k"), "w"),
                        "There is no 'a/k' written here; if a merge key (<<) in line 2 brings it in, edit it there or insert it here."),
                refusal(
                        "d: &d {k: v}\na: {<<: *d}\n",
                        new Edit.Rename(List.of("a", "<<"), "m"),
                        "Line 2: a merge key (<<) cannot have another name."),
                refusal(
                        "a: [b: c]\n",
                        new Edit.Remove(List.of("a", 0, "b")),
                        "Line 1: a pair without braces cannot lose its entry; take away the item of the list."),
                refusal(
                        "a: !!str x\n",
                        new Edit.Set(List.of("a"), Map.of()),
                        "Line 1: the tag 'tag:yaml.org,2002:str' says what stands here; remove it before something of another kind comes here."),
                refusal(
                        "a: |\n  x",
                        new Edit.InsertEntry(List.of(), "b", "y", Place.last()),
                        "Line 2: the file ends with a text in several lines and without a line end; end that line before something comes behind it."),
                refusal(
                        "a: |+\n  x\nb: 1\n\nc: 2\n",
                        new Edit.Remove(List.of("b")),
                        "The edit would change more than was asked for, at 'a'; edit the text by hand."),
                refusal(
                        "a: {b: c}\nd:\n  # e\n  e: f\n",
                        new Edit.Move(List.of("d", "e"), List.of("a"), Place.last()),
                        "Line 1: what would come here has comments, or an anchor or tag on a line of its own; they have no place inside braces or brackets."),
                refusal("a: 1\n", new Edit.Remove(List.of("b", "c")), "There is no 'b/c'."),
                refusal(
                        "a: 1\n",
                        new Edit.InsertEntry(List.of(), "b", "c", Place.before("x")),
                        "There is no sibling 'x' at that place."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAndSaysWhy(String text, Edit edit, String message) {
        assertThatThrownBy(() -> edit(text, edit))
                .isInstanceOf(EditException.class)
                .hasMessage(message);
    }

    @Test
    void refusesTextsWithoutEnd() {
        for (int depth : List.of(70, 100_000)) {
            assertThatThrownBy(() -> edit(
                            "a: 1\n",
                            new Edit.Paste(
                                    List.of(), "b: " + "[".repeat(depth) + "]".repeat(depth) + "\n", Place.last())))
                    .isInstanceOf(EditException.class)
                    .hasMessageContaining("deeper than 64");
        }
        assertThatThrownBy(() -> edit("a: 1\n", new Edit.Set(List.of("a"), "x".repeat(5_000_000))))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("at most 4194304 are read");
    }

    @Test
    void insertsAKeyThatAMergeKeyBringsIn() {
        assertThat(edit("d: &d {k: v}\na: {<<: *d}\n", new Edit.InsertEntry(List.of("a"), "k", "own", Place.last())))
                .isEqualTo("d: &d {k: v}\na: {<<: *d, k: own}\n");
    }

    @Test
    void usesTheLineEndOfTheLineBesideWhereTheyAreMixed() {
        String text = "a: 1\r\nb: 2\nc: 3\r\n";
        assertThat(edit(text, new Edit.InsertEntry(List.of(), "n", "x", Place.after("c"))))
                .isEqualTo(text + "n: x\r\n");
        assertThat(edit(text, new Edit.InsertEntry(List.of(), "n", "x", Place.before("b"))))
                .isEqualTo("a: 1\r\nn: x\nb: 2\nc: 3\r\n");
    }

    @Test
    void tellsWhatChangedAndHowToUndoIt() {
        Spliced edited = new Splicer(Document.read("a.yaml", "a: [x, y]\nb: 2\n"))
                .apply(new Edit.Move(List.of("a", 1), List.of("a"), Place.first()));
        assertThat(edited.splices()).containsExactly(new Splice(4, 4, "y, "), new Splice(5, 8, ""));
        assertThat(Splice.apply(edited.text(), Splice.inverse("a: [x, y]\nb: 2\n", edited.splices())))
                .isEqualTo("a: [x, y]\nb: 2\n");
        assertThat(edited.next().apply(new Edit.Remove(List.of("b"))).text()).isEqualTo("a: [y, x]\n");
    }
}
