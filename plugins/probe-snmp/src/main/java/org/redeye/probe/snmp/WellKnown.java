package org.redeye.probe.snmp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The names that everybody uses, so that nobody has to look for their MIB files: {@code well-known.txt} beside this. */
final class WellKnown {

    private WellKnown() {}

    /** All of them. */
    static List<MibReader.Definition> definitions() {
        try (InputStream file = Objects.requireNonNull(WellKnown.class.getResourceAsStream("well-known.txt"));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> line(line).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MibReader.Definition> line(String line) {
        String[] words = line.split(" ");
        var definitions = new ArrayList<MibReader.Definition>();
        for (int i = 2; i < words.length; i++) {
            if (!words[i].equals("-")) {
                definitions.add(new MibReader.Definition(words[0], words[i], "", words[1] + "." + (i - 1)));
            }
        }
        return definitions;
    }
}
