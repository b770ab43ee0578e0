package org.redeye.probe.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MIB files that people put into {@code REM_DATA/mibs}, by hand or over REST, read when a name is asked for and when they have changed since.
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
    /** What a file may be called that is put here by REST; one that begins with a dot is none. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private final Path folder;
    private final List<MibReader.Definition> wellKnown = WellKnown.definitions();
    private final MibNames builtIn = new MibNames(wellKnown, "");
    private MibNames names = builtIn;
    private List<MibFile> held = List.of();
    private String seen = "";
    private long looked = System.nanoTime() - FRESH;

    MibFolder(Path folder) {
        this.folder = folder;
    }

    /** The files there are now, by name. */
    synchronized List<MibFile> list() {
        look();
        return held;
    }

    /**
     * Puts a file there, or another one of its name in its place. What is no MIB is not taken.
     *
     * @throws IllegalArgumentException if it is none, its name is no file's, or there are too many; the message tells
     * @throws IOException if it cannot be written; then nothing has changed
     */
    synchronized MibFile put(String name, byte[] text) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a MIB file; expected up to 128 letters, digits and ._-");
        }
        int found = MibReader.read(name, new String(text, StandardCharsets.ISO_8859_1))
                .size();
        List<Path> files = files();
        if (files.size() >= MOST_FILES && !files.contains(folder.resolve(name))) {
            throw new IllegalArgumentException("There are " + MOST_FILES + " MIB files already; remove one first.");
        }
        Files.createDirectories(folder);
        Path draft = Files.write(folder.resolve("." + name + ".new"), text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        look();
        return new MibFile(name, text.length, found, "");
    }

    /** Removes a file. Answers whether there was one. */
    synchronized boolean remove(String name) throws IOException {
        boolean removed = NAME.matcher(name).matches() && Files.deleteIfExists(folder.resolve(name));
        look();
        return removed;
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
            read(files);
        }
    }

    private void read(List<Path> files) {
        var definitions = new ArrayList<>(wellKnown);
        var read = new ArrayList<MibFile>();
        for (Path file : files) {
            List<MibReader.Definition> found = List.of();
            String fault = "";
            try {
                found = read(file, MOST_NAMES - definitions.size());
            } catch (IllegalArgumentException e) {
                fault = String.valueOf(e.getMessage());
            } catch (IOException e) {
                fault = file.getFileName() + ": cannot be read: " + e.getMessage() + ".";
            }
            definitions.addAll(found);
            read.add(new MibFile(String.valueOf(file.getFileName()), size(file), found.size(), fault));
        }
        held = List.copyOf(read);
        List<String> faults = held.stream()
                .map(MibFile::fault)
                .filter(fault -> !fault.isEmpty())
                .toList();
        faults.forEach(fault -> LOG.warn("A MIB was left out: {}", fault));
        names = files.isEmpty() ? builtIn : new MibNames(definitions, said(faults));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it has just gone
        }
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
