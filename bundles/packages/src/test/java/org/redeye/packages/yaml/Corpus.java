package org.redeye.packages.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.redeye.packages.yaml.Part.Collection;

/** The files that edits are tried on: those written by hand (resources, {@code corpus/}) and those of {@link YamlMaker}. */
final class Corpus {

    private static final int MADE = 160;
    /** Places of one file that are tried. */
    private static final int PLACES = 40;

    private Corpus() {}

    /** One file. */
    record Sample(String name, String text) {
        Splicer splicer() {
            return new Splicer(Document.read(name, text));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> written() {
        URL folder = Optional.ofNullable(Corpus.class.getResource("/corpus")).orElseThrow();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Corpus::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sample sample(Path file) {
        try {
            return new Sample(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Sample> all() {
        var all = new ArrayList<>(written());
        for (long seed = 0; seed < MADE; seed++) {
            all.add(made(seed));
        }
        return all;
    }

    static Sample made(long seed) {
        return new Sample("made-" + seed, YamlMaker.make(seed));
    }

    /** The paths of what is written in a text, outermost first; of a long text not all, spread evenly. */
    static List<List<Object>> paths(Sample sample) {
        var paths = new ArrayList<List<Object>>();
        collect(Source.of(sample.text()).root(), List.of(), paths);
        int every = 1 + paths.size() / PLACES;
        return IntStream.range(0, paths.size())
                .filter(i -> i % every == 0)
                .mapToObj(paths::get)
                .toList();
    }

    private static void collect(Part part, List<Object> path, List<List<Object>> into) {
        if (!(part instanceof Collection in)) {
            return;
        }
        for (int i = 0; i < in.members().size(); i++) {
            var below = new ArrayList<>(path);
            below.add(in.isMap() ? in.members().get(i).name() : (Object) i);
            into.add(below);
            collect(in.members().get(i).value(), below, into);
        }
    }
}
