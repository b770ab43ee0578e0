package org.redeye.realm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.redeye.api.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code users.properties}: a line {@code name = role, hash} for each user. People may edit it: comments, blank lines and
 * lines that are wrong stay as they are, and a password in the place of a hash is hashed when the file is next read.
 * Changes made elsewhere are seen at the next call. Thread-safe; one process writes.
 */
final class UsersFile {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final int SHORTEST_PASSWORD = 8;
    static final int LONGEST_PASSWORD = 256;

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    private static final Pattern LINE = Pattern.compile("\\s*([^\\s=]+)\\s*=\\s*([A-Za-z]+)\\s*,\\s*(.*?)\\s*");
    /** Of a user file that is read; more is a mistake. */
    private static final long LARGEST = 1024 * 1024;

    private static final String HEADER = """
            # Who may sign in to the console, REST and the shell: name = role, password
            # Roles: viewer, operator, editor, admin; each may do what those before it may.
            # A password written here is replaced by its hash as soon as the file is read.
            """;

    record Entry(Role role, PasswordHash hash) {}

    /** What tells one state of the file from another without reading it. */
    private record Stamp(long modified, long size, Object key) {}

    private final Path file;
    private Stamp read = new Stamp(-1, -1, "none");
    private Map<String, Entry> entries = Map.of();

    UsersFile(Path file) {
        this.file = file;
    }

    /** Users by name, as the file says now. */
    synchronized Map<String, Entry> entries() {
        Stamp now = stamp();
        if (!now.equals(read)) {
            load();
            read = stamp();
        }
        return entries;
    }

    /** Adds or replaces the line of a user; when it returns, the change is on disk. */
    synchronized void put(String name, Entry entry) {
        List<String> lines = new ArrayList<>(lines());
        int at = lineOf(lines, name);
        String line = name + " = " + entry.role.word() + ", " + entry.hash;
        if (at < 0) {
            lines.add(line);
        } else {
            lines.set(at, line);
        }
        write(lines);
        entries();
    }

    /** Removes the lines of a user. @return whether there was one */
    synchronized boolean remove(String name) {
        List<String> lines = new ArrayList<>(lines());
        boolean found = lines.removeIf(line -> name.equals(nameOf(line)));
        if (found) {
            write(lines);
            entries();
        }
        return found;
    }

    private void load() {
        var found = new TreeMap<String, Entry>();
        List<String> lines = new ArrayList<>(lines());
        boolean hashed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            try {
                Matcher parts = split(line, found);
                Role role = role(parts.group(2));
                boolean clear = !PasswordHash.isHash(parts.group(3));
                PasswordHash hash = clear ? hash(parts.group(3).toCharArray()) : PasswordHash.parse(parts.group(3));
                found.put(parts.group(1), new Entry(role, hash));
                if (clear) {
                    lines.set(i, parts.group(1) + " = " + role.word() + ", " + hash);
                    hashed = true;
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("{}:{}: {}; nobody can sign in by this line", file, i + 1, e.getMessage());
            }
        }
        if (hashed) {
            write(lines);
        }
        entries = Map.copyOf(found);
    }

    private static Matcher split(String line, Map<String, Entry> found) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(3).isEmpty()) {
            throw new IllegalArgumentException("expected name = role, password");
        }
        requireName(parts.group(1));
        if (found.containsKey(parts.group(1))) {
            throw new IllegalArgumentException("a second line for " + parts.group(1));
        }
        return parts;
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role " + word + "; expected "
                        + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "))));
    }

    /** @throws IllegalArgumentException if nobody may have this name */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a user's name is 1 to 64 letters, digits, dots, dashes and underscores");
        }
        if (name.equals(LocalKey.USER)) {
            throw new IllegalArgumentException("the name " + name + " belongs to bin/rem");
        }
    }

    /** @throws IllegalArgumentException if it is too short or too long */
    static PasswordHash hash(char[] password) {
        if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters, this one has " + password.length);
        }
        return PasswordHash.of(password);
    }

    private static int lineOf(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (name.equals(nameOf(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static String nameOf(String line) {
        int equals = line.indexOf('=');
        return line.stripLeading().startsWith("#") || equals < 0
                ? ""
                : line.substring(0, equals).strip();
    }

    private List<String> lines() {
        try {
            if (Files.size(file) > LARGEST) {
                LOG.warn("{} is larger than {} bytes; nobody can sign in by it", file, LARGEST);
                return List.of();
            }
            return Files.readString(file).lines().toList();
        } catch (NoSuchFileException e) {
            return HEADER.lines().toList();
        } catch (IOException e) {
            LOG.warn("Cannot read {}: {}; nobody can sign in by it", file, e.toString());
            return List.of();
        }
    }

    /** To a new file, forced to disk, then renamed: a crash leaves the old file or the new one. */
    private void write(List<String> lines) {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(written);
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(written);
            }
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private Stamp stamp() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
            return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), key);
        } catch (IOException e) {
            return new Stamp(0, 0, "absent");
        }
    }
}
