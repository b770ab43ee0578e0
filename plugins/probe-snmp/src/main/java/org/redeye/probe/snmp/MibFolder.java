package org.redeye.probe.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MIB files that people put into {@code REM_DATA/mibs}, read when a name is asked for and when they have changed since.
 * Bounded: what is beyond is left out, and said. Thread-safe.
 */
final class MibFolder {

    private static final Logger LOG = LoggerFactory.getLogger(MibFolder.class);

    private static final int MOST_FILES = 2_000;
    private static final long LARGEST_FILE = 4L << 20; // bytes
    private static final int MOST_NAMES = 200_000;
    private static final int MOST_SAID = 3;
    /** How long the folder is taken to be as it was, in nanoseconds. */
    private static final long FRESH = 10_000_000_000L;

    private final Path folder;
    private final List<MibReader.Definition> wellKnown = WellKnown.definitions();
    private final MibNames builtIn = new MibNames(wellKnown, "");
    private MibNames names = builtIn;
    private String seen = "";
    private long looked = System.nanoTime() - FRESH;

    MibFolder(Path folder) {
        this.folder = folder;
    }

    /** The names that need no file. */
    MibNames builtIn() {
        return builtIn;
    }

    /** All names there are now. May read files. */
    synchronized MibNames names() {
        if (System.nanoTime() - looked >= FRESH) {
            look();
            looked = System.nanoTime();
        }
        return names;
    }

    /** Looks at the files anew, however fresh they are. */
    synchronized void look() {
        List<Path> files = files();
        String now = files.toString() + files.stream().map(MibFolder::stamp).toList();
        if (!now.equals(seen)) {
            seen = now;
            names = files.isEmpty() ? builtIn : read(files);
        }
    }

    private MibNames read(List<Path> files) {
        var definitions = new ArrayList<>(wellKnown);
        var faults = new ArrayList<String>();
        for (Path file : files) {
            try {
                definitions.addAll(read(file, MOST_NAMES - definitions.size()));
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                faults.add(file.getFileName() + ": cannot be read: " + e.getMessage() + ".");
            }
        }
        faults.forEach(fault -> LOG.warn("A MIB was left out: {}", fault));
        return new MibNames(definitions, said(faults));
    }

    private static List<MibReader.Definition> read(Path file, int room) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException(name + ": is over " + (LARGEST_FILE >> 20) + " MiB.");
        }
        // old MIBs are in any of the 8 bit encodings; names are ASCII in all of them
        List<MibReader.Definition> found =
                MibReader.read(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (found.size() > room) {
            throw new IllegalArgumentException(name + ": there are " + MOST_NAMES + " names already.");
        }
        return found;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of(); // nobody has put anything there
        }
    }

    private static String stamp(Path file) {
        try {
            return Files.size(file) + "/" + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "gone";
        }
    }

    private static String said(List<String> faults) {
        if (faults.isEmpty()) {
            return "";
        }
        String more = faults.size() > MOST_SAID ? " (and " + (faults.size() - MOST_SAID) + " more)" : "";
        return "Left out: " + String.join(" ", faults.subList(0, Math.min(MOST_SAID, faults.size()))) + more;
    }
}
