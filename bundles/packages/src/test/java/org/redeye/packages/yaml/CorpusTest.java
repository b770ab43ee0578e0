package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redeye.packages.yaml.Corpus.Sample;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;
import org.redeye.packages.yaml.Splicer.EditException;

/** Every edit that has an inverse, tried on every place of every file. */
class CorpusTest {

    static Stream<Sample> files() {
        return Corpus.all().stream();
    }

    @Test
    void isLargeAndCanBeRead() {
        assertThat(Corpus.written()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(Corpus.all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Corpus.all())
                .allSatisfy(sample -> assertThat(Document.read(sample.name(), sample.text()).problems())
                        .as(sample.text())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyTextCanBeSetAndSetBack(Sample sample) {
        Source source = Source.of(sample.text());
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            if (!(way.end() instanceof Scalar old) || way.member().isExplicit() || way.member().mark() < 0 && !way.parent().flow()) {
                continue;
            }
            Object before = old.isNothing() ? java.util.Optional.empty() : old.text();
            String fresh = old.style().isBlock() ? "fresh\n  text\n" : "fresh";
            Spliced there = sample.splicer().apply(new Edit.Set(path, fresh));
            assertOnly(sample, there, source.valueAt(way.member()), old.end());
            Spliced back = there.next().apply(new Edit.Set(path, before));
            if (isCanonical(source, way, old)) {
                assertThat(back.text()).as(path + " of\n" + there.text()).isEqualTo(sample.text());
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
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            String copied;
            Spliced gone;
            try {
                copied = sample.splicer().copy(path);
                gone = sample.splicer().apply(new Edit.Remove(path));
            } catch (EditException e) {
                assertThat(e.getMessage()).as(path + " of\n" + sample.text()).matches("(?s).*(is still used|without braces|question mark).*");
                continue;
            }
            List<Object> parent = path.subList(0, path.size() - 1);
            Spliced back;
            try {
                back = gone.next().apply(new Edit.Paste(parent, copied, place(way)));
            } catch (EditException e) {
                assertThat(isRefusable(source, way, e)).as(e.getMessage() + " " + path + " of\n" + sample.text()+"--- gone\n"+gone.text()+"--- copied\n"+copied).isTrue();
                continue;
            }
            assertSame(source.root(), back);
            if (comesBack(source, way)) {
                assertThat(back.text()).as(path + " without it\n" + gone.text()).isEqualTo(sample.text());
            }
        }
    }

    private static boolean isRefusable(Source source, Way way, EditException e) {
        return e.getMessage().contains("have no place inside");
    }

    private static Place place(Way way) {
        List<Member> siblings = way.parent().members();
        boolean item = way.member().isItem();
        if (way.index() + 1 < siblings.size()) {
            return Place.before(item ? way.index() : siblings.get(way.index() + 1).name());
        }
        return Place.last();
    }

    /** Whether the lines that were taken away come back byte for byte: members on lines of their own, not alone. */
    private static boolean comesBack(Source source, Way way) {
        Collection in = way.parent();
        return !in.flow() && in.members().size() > 1 && source.startsLine(way.member()) && source.startsLine(in.members().get(0));
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
        assertThat(Splice.apply(after, Splice.inverse(before, edited.splices()))).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKeyCanBeRenamedAndNamedBack(Sample sample) {
        Source source = Source.of(sample.text());
        for (List<Object> path : Corpus.paths(sample)) {
            Way way = Way.to(source, path);
            if (way.member().isItem() || !(way.member().key() instanceof Scalar key)) {
                continue;
            }
            Spliced there = sample.splicer().apply(new Edit.Rename(path, "renamed"));
            assertOnly(sample, there, key.body(), key.end());
            var renamed = new ArrayList<>(path);
            renamed.set(path.size() - 1, "renamed");
            assertThat(there.next().apply(new Edit.Rename(renamed, key.text())).text())
                    .isEqualTo(sample.text());
        }
    }
}
