package org.redeye.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One file of a plugin's folder {@code examples}. Files named {@code valid….yaml} work; files named
 * {@code invalid….yaml} are refused with exactly the messages that stand in their first lines, one a line:
 *
 * <pre># expect: 'count' must be at most 100, not 1000.</pre>
 *
 * @param name the file's name
 * @param text what it holds
 * @param expected the messages expected, in order; empty for valid ones
 */
public record Example(String name, String text, List<String> expected) {

    private static final String EXPECT = "# expect: ";

    /** Reads every example of a plugin's folder, in the order of their names; none if there is no such folder. */
    static List<Example> in(Path folder) {
        Path examples = folder.resolve("examples");
        if (!Files.isDirectory(examples)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(examples)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Example::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example read(Path file) {
        try {
            String text = Files.readString(file);
            List<String> expected = text.lines()
                    .takeWhile(line -> line.startsWith(EXPECT))
                    .map(line -> line.substring(EXPECT.length()).strip())
                    .toList();
            return new Example(file.getFileName().toString(), text, expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it shall work. */
    public boolean valid() {
        return name.startsWith("valid");
    }

    /** What it holds, untyped. */
    public Map<String, Object> raw() {
        return RawYaml.map(text);
    }
}
