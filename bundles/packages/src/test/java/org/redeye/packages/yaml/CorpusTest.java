package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Corpus.Sample;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;
import org.redeye.packages.yaml.Splicer.EditException;

/** Every edit that has an inverse, tried on every place of every file. */
class CorpusTest {

    /** The head of a block text that keeps the blank lines behind it. */
    private static final Pattern KEEPS = Pattern.compile("[|>][0-9]?\\+");

    static Stream<Sample> files() {
        return Corpus.all().stream();
    }

    @Test
    void isLargeAndCanBeRead() {
        assertThat(Corpus.written()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(Corpus.all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Corpus.all()).allSatisfy(sample -> assertThat(
                        Document.read(sample.name(), sample.text()).problems())
                .as(sample.text())
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyTextCanBeSetAndSetBack(Sample sample) {
        Source source = Source.of(sample.text());
        Splicer splicer = sample.splicer();
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            if (!(way.end() instanceof Scalar old)
                    || way.member().isExplicit()
                    || way.member().mark() < 0 && !way.parent().flow()) {
                continue;
            }
            Object before = old.isNothing() ? java.util.Optional.empty() : old.text();
            String fresh = old.style().isBlock() ? "fresh\n  text\n" : "fresh";
            Spliced there = splicer.apply(new Edit.Set(path, fresh));
            assertOnly(sample, there, source.valueAt(way.member()), old.end());
            Spliced back = there.next().apply(new Edit.Set(path, before));
            if (isCanonical(source, way, old)) {
                assertThat(difference(sample.text(), back.text()))
                        .as("%s", path)
                        .isEmpty();
            } else {
                assertSame(source.root(), back);
            }
        }
    }

    /** Whether there is but one way to write a text in its style. */
    private static boolean isCanonical(Source source, Way way, Scalar old) {
        String written = source.text(old.body(), old.end());
        if (old.isNothing()) {
            return written.isEmpty() && !way.insideFlow() && old.props().equals(Part.PLAIN);
        }
        if (old.style().isBlock()) {
            // without a last line end, a text of several lines cannot say one
            return old.style() == Style.LITERAL
                    && written.contains("\n")
                    && written.lines().noneMatch(line -> !line.isEmpty() && line.isBlank())
                    && source.lines().end(old.end()) < source.text().length();
        }
        boolean oneLine = !written.contains("\n");
        return oneLine && (old.style() != Style.DOUBLE || !written.contains("\\u"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsTakenAwayAndPutBackStandsAsItStood(Sample sample) {
        Source source = Source.of(sample.text());
        Splicer splicer = sample.splicer();
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            String copied;
            Spliced gone;
            try {
                copied = splicer.copy(path);
                gone = splicer.apply(new Edit.Remove(path));
            } catch (EditException e) {
                assertThat(e.getMessage())
                        .as("%s", path)
                        .matches(
                                KEEPS.matcher(sample.text()).find()
                                        ? "(?s).*(still used|without braces|question mark|would change more).*"
                                        : "(?s).*(still used|without braces|question mark).*");
                continue;
            }
            List<Object> parent = path.subList(0, path.size() - 1);
            Spliced back;
            try {
                back = gone.next().apply(new Edit.Paste(parent, copied, place(source, way)));
            } catch (EditException e) {
                assertThat(isRefusable(copied, e))
                        .as("%s: %s", path, e.getMessage())
                        .isTrue();
                continue;
            }
            assertSame(source.root(), back);
            if (comesBack(source, way) && hasOneLineBreak(sample.text(), gone.text())) {
                assertThat(difference(sample.text(), back.text()))
                        .as("%s", path)
                        .isEmpty();
            }
        }
    }

    /** Comments have no place in braces; a text that keeps its blank lines (or has no line end) takes in new ones. */
    private static boolean isRefusable(String copied, EditException e) {
        boolean open = !copied.endsWith("\n") || KEEPS.matcher(copied).find();
        return e.getMessage().contains("have no place inside")
                || open && e.getMessage().contains("would change more");
    }

    /** Text from the clipboard gets the line breaks that it finds. */
    private static boolean hasOneLineBreak(String before, String without) {
        boolean mixed = before.contains("\r\n") && before.replace("\r\n", "").contains("\n");
        return !mixed && (without.contains("\n") || without.contains("\r"));
    }

    private static Place place(Source source, Way way) {
        List<Member> siblings = way.parent().members();
        int index = way.index();
        if (index + 1 < siblings.size() && !touches(source, way, index - 1)) {
            return Place.before(
                    way.member().isItem() ? index : siblings.get(index + 1).name());
        }
        return index == 0
                ? Place.first()
                : Place.after(
                        way.member().isItem()
                                ? index - 1
                                : siblings.get(index - 1).name());
    }

    /** Whether no blank line and no comment of somebody else's stands between a member and a sibling beside it. */
    private static boolean touches(Source source, Way way, int sibling) {
        Collection in = way.parent();
        if (in.flow() || sibling < 0 || sibling >= in.members().size()) {
            return false;
        }
        return sibling < way.index()
                ? source.to(in.members().get(sibling)) == source.from(way)
                : source.to(way.member()) == source.from(way.up().child(sibling));
    }

    /** Whether the lines that were taken away come back byte for byte: they are next to a sibling's. */
    private static boolean comesBack(Source source, Way way) {
        return source.startsLine(way.parent().members().get(0))
                && !(way.depth() == 1 && way.index() == 0)
                && isIndented(source, way)
                && !(source.to(way.member()) == source.text().length()
                        && way.index() > 0
                        && source.endsBlockText(source.lines().endBefore(source.from(way))))
                && (touches(source, way, way.index() - 1) || touches(source, way, way.index() + 1));
    }

    /** Whether every line is indented at least as far as the member; others lose their spaces in the clipboard. */
    private static boolean isIndented(Source source, Way way) {
        int column = source.column(way.member());
        return source.text(source.from(way), source.to(way.member()))
                .lines()
                .allMatch(line -> line.isEmpty() || !line.isBlank() && line.startsWith(" ".repeat(column)));
    }

    /** The first line in which two texts differ, with what is near it. */
    private static String difference(String expected, String actual) {
        if (expected.equals(actual)) {
            return "";
        }
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 60);
        return "expected ..." + expected.substring(from, Math.min(expected.length(), at + 60)) + "... but was ..."
                + actual.substring(from, Math.min(actual.length(), at + 60)) + "...";
    }

    private static void assertSame(Part expected, Spliced actual) {
        assertThat(Trees.difference(expected, Source.of(actual.text()).root()))
                .as(actual.text())
                .isEmpty();
    }

    /** What changed lies between two offsets. */
    private static void assertOnly(Sample sample, Spliced edited, int from, int to) {
        String before = sample.text();
        String after = edited.text();
        assertThat(after).startsWith(before.substring(0, from)).endsWith(before.substring(to));
        assertThat(Splice.apply(after, Splice.inverse(before, edited.splices())))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKeyCanBeRenamedAndNamedBack(Sample sample) {
        Source source = Source.of(sample.text());
        Splicer splicer = sample.splicer();
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            if (way.member().isItem()
                    || !(way.member().key() instanceof Scalar key)
                    || key.isNothing()
                    || way.member().isMerge()) {
                continue;
            }
            Spliced there = splicer.apply(new Edit.Rename(path, "renamed"));
            assertOnly(sample, there, key.body(), key.end());
            var renamed = new ArrayList<>(path);
            renamed.set(path.size() - 1, "renamed");
            Spliced back = there.next().apply(new Edit.Rename(renamed, key.text()));
            assertThat(difference(sample.text(), back.text())).as("%s", path).isEmpty();
        }
    }
}
