package org.redeye.packages.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Corpus.Sample;
import org.redeye.packages.yaml.Splicer.EditException;

/** Sequences of random edits on random files, against a model that knows nothing of text. */
class RandomEditsTest {

    private static final List<Object> VALUES = List.of(
            "word",
            "two words",
            "a: b #c",
            "",
            "null",
            "'it''s \"\\",
            "ünï 😀",
            "one\ntwo\n",
            "  lead\n\n\n",
            "tab\tand\u0007bell",
            "- x",
            "\ttab\n first",
            List.of("a", "b: c"),
            List.of(),
            Map.of("k", "v"),
            Map.of("deep", Map.of("er", List.of("x", Map.of("y", "z")))),
            Optional.empty());

    private static int made;
    private static int refused;

    private final List<String> steps = new ArrayList<>();

    @AfterContainer
    static void refusalsAreRare() {
        assertThat(refused).as("refused of " + made).isLessThan(made / 20);
        made = 0;
        refused = 0;
    }

    @Property(tries = 300)
    void saysWhatWasAskedForAndKeepsEveryOtherLine(@ForAll @LongRange(max = 100_000) long seed) {
        var random = new Random(seed);
        Sample sample = Corpus.made(1000 + seed);
        Splicer splicer = sample.splicer();
        for (int i = 0; i < 8; i++) {
            Optional<Edit> edit = edit(random, sample, splicer);
            if (edit.isEmpty()) {
                break;
            }
            steps.add(edit.get() + " on\n" + sample.text());
            made++;
            try {
                Spliced edited = splicer.apply(edit.get());
                check(sample, edit.get(), edited);
                sample = new Sample(sample.name(), edited.text());
                splicer = edited.next();
            } catch (EditException e) {
                boolean misfit = edit.get() instanceof Edit.Move move && move.place() instanceof Place.Last;
                refused += misfit ? 0 : 1; // random places for a move are mostly of another kind
                assertThat(e.getMessage())
                        .as(last())
                        .doesNotContain("would break the file: null")
                        .hasSizeGreaterThan(20);
            }
        }
    }

    private String last() {
        return steps.get(steps.size() - 1);
    }

    private static Optional<Edit> edit(Random random, Sample sample, Splicer splicer) {
        List<List<Object>> paths = Corpus.paths(sample);
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        List<Object> path = pick(random, paths);
        List<Object> in = path.subList(0, path.size() - 1);
        boolean item = last(path) instanceof Integer;
        Object value = pick(random, VALUES);
        Place place =
                pick(random, List.of(Place.first(), Place.last(), Place.before(last(path)), Place.after(last(path))));
        String key = pick(random, List.of("fresh", "fresh key", "a: b", "<<", "42x", "null")) + random.nextInt(1000);
        return Optional.of(
                switch (random.nextInt(8)) {
                    case 0, 1 -> new Edit.Set(path, value);
                    case 2 ->
                        item ? new Edit.InsertItem(in, value, place) : new Edit.InsertEntry(in, key, value, place);
                    case 3 -> new Edit.Remove(path);
                    case 4 -> item ? new Edit.Remove(path) : new Edit.Rename(path, key);
                    case 5 -> new Edit.Move(path, in, place(random, sibling(random, paths, path)));
                    case 6 -> new Edit.Move(path, pick(random, paths), Place.last());
                    default ->
                        item
                                ? new Edit.Paste(in, splicer.copy(path), place)
                                : new Edit.Paste(
                                        in,
                                        "# pasted\n" + ScalarText.write(key, Part.Style.PLAIN, true)
                                                + ":\n    - 'x' # y\n",
                                        place);
                });
    }

    private static Place place(Random random, Object sibling) {
        return random.nextBoolean() ? Place.before(sibling) : Place.after(sibling);
    }

    private static Object sibling(Random random, List<List<Object>> paths, List<Object> path) {
        return last(pick(
                random,
                paths.stream()
                        .filter(other -> other.size() == path.size()
                                && other.subList(0, path.size() - 1).equals(path.subList(0, path.size() - 1)))
                        .toList()));
    }

    private static Object last(List<Object> path) {
        return path.get(path.size() - 1);
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void check(Sample before, Edit edit, Spliced after) {
        if (before.text().indexOf('&') < 0) {
            Object model = Model.of(Document.read("a", before.text()).root());
            Model.apply(model, edit);
            assertThat(Model.normal(Model.of(after.document().root())))
                    .as(last() + "\ngave\n" + after.text())
                    .isEqualTo(Model.normal(model));
        }
        assertThat(Splice.apply(after.text(), Splice.inverse(before.text(), after.splices())))
                .isEqualTo(before.text());
        var lines = new Lines(before.text());
        for (int at = lines.first(); at < lines.length(); at = lines.next(at)) {
            int from = at;
            int to = lines.end(at);
            if (after.splices().stream().noneMatch(splice -> splice.from() <= to && splice.to() >= from)) {
                String line = before.text().substring(from, to);
                assertThat(after.text()).as(last()).contains(line);
            }
        }
        if (before.text().contains("\r\n")) {
            assertThat(after.text().replace("\r\n", "")).as(last()).doesNotContain("\n");
        }
    }
}
