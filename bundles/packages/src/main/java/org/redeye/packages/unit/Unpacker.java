package org.redeye.packages.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.redeye.api.packages.PackageException;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;

/**
 * Brings the files of a unit onto a stage: out of a zip archive, a bundle, a folder or a single YAML file. Refuses whatever
 * does not look like a unit before anything of it can be seen outside the stage.
 */
public final class Unpacker {

    /** Where a bundle carries a unit. */
    public static final String IN_BUNDLE = "META-INF/rem/package/";

    private static final String YAML = ".yaml";

    private final String source;
    private final Swap.Stage stage;

    /**
     * @param source what people call it, the file of the problems
     * @param stage where the files go
     */
    public Unpacker(String source, Swap.Stage stage) {
        this.source = source;
        this.stage = stage;
    }

    /** Where the bytes of a file come from. */
    public interface Source {
        /** The bytes; closed by whoever asked. */
        InputStream open() throws IOException;
    }

    /**
     * An archive that comes as a stream.
     *
     * @return the package's name
     * @throws PackageException INVALID if it is no unit
     */
    public String archive(InputStream from) throws IOException {
        Path copy = stage.beside("archive");
        try (OutputStream to = Files.newOutputStream(copy)) {
            var buffer = new byte[1 << 16];
            long size = 0;
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                size += count;
                if (size > UnitLimits.ARCHIVE_BYTES) {
                    throw refused("The archive is larger than " + UnitLimits.ARCHIVE_BYTES + " bytes.");
                }
                to.write(buffer, 0, count);
            }
        }
        return archive(copy, "");
    }

    /**
     * A folder, an archive ({@code .zip}), a bundle ({@code .jar}) or a YAML file.
     *
     * @return the package's name
     * @throws PackageException INVALID if it is no unit
     */
    public String place(Path place) throws IOException {
        String name = place.getFileName().toString();
        if (Files.isDirectory(place)) {
            return folder(place);
        }
        if (!Files.isRegularFile(place)) {
            throw new PackageException(
                    PackageException.Kind.MISSING, "There is no file or folder " + place + " where REM runs.");
        }
        if (name.endsWith(YAML)) {
            return files(Map.of(name, () -> Files.newInputStream(place)), Long.MAX_VALUE);
        }
        if (Files.size(place) > UnitLimits.ARCHIVE_BYTES) {
            throw refused("The archive has " + Files.size(place) + " bytes; at most " + UnitLimits.ARCHIVE_BYTES
                    + " are read.");
        }
        return archive(place, name.endsWith(".jar") ? IN_BUNDLE : "");
    }

    private String archive(Path archive, String prefix) throws IOException {
        try {
            List<ZipIndex.Entry> listed = listed(archive, prefix);
            try (var zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
                var files = new TreeMap<String, Source>();
                for (ZipIndex.Entry entry : listed) {
                    files.put(entry.name().substring(prefix.length()), () -> Optional.ofNullable(
                                    zip.getEntry(entry.name()))
                            .map(found -> open(zip, found))
                            .orElseThrow(() -> new ZipException("its table of contents is damaged")));
                }
                return files(files, Math.max(UnitLimits.HARMLESS_BYTES, UnitLimits.RATIO * Files.size(archive)));
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw refused("The archive cannot be read: " + e.getMessage() + ".");
        }
    }

    private static InputStream open(ZipFile zip, ZipEntry entry) {
        try {
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files in it, none of them twice and none of them a link. */
    private List<ZipIndex.Entry> listed(Path archive, String prefix) throws IOException {
        var files = new ArrayList<ZipIndex.Entry>();
        var names = new HashSet<String>();
        for (ZipIndex.Entry entry : ZipIndex.read(archive)) {
            if (!entry.name().startsWith(prefix) || entry.name().equals(prefix)) {
                continue;
            }
            if (entry.isLink()) {
                throw refused("'" + UnitPath.shown(entry.name()) + "' is a link; a unit holds its files themselves.");
            }
            if (!names.add(entry.name())) {
                throw refused("'" + UnitPath.shown(entry.name()) + "' stands in the archive twice.");
            }
            if (!entry.isFolder()) {
                files.add(entry);
            }
        }
        return files;
    }

    private String folder(Path folder) throws IOException {
        var files = new HashMap<String, Source>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink()) {
                    throw refused("'" + UnitPath.shown(path) + "' is a link; a unit holds its files themselves.");
                }
                files.put(path, () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
                return files.size() > UnitLimits.FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return files(files, Long.MAX_VALUE);
    }

    /**
     * Files from anywhere.
     *
     * @param files by path
     * @param most bytes that so small a source may hold
     * @return the package's name
     */
    public String files(Map<String, Source> files, long most) throws IOException {
        if (files.size() > UnitLimits.FILES) {
            throw refused("It has more than " + UnitLimits.FILES + " files, which no unit has.");
        }
        String name = name(files);
        check(files, name);
        var count = new Count(most);
        for (var file : new TreeMap<>(files).entrySet()) {
            Path target = stage.files().resolve(file.getKey());
            Files.createDirectories(target.getParent());
            try (InputStream from = file.getValue().open()) {
                Disk.write(target, from, count);
            }
        }
        return name;
    }

    /** The one YAML file at the top says what the unit is called. */
    private String name(Map<String, Source> files) {
        List<String> tops = files.keySet().stream()
                .filter(path -> path.endsWith(YAML) && path.indexOf('/') < 0 && path.indexOf('\\') < 0)
                .sorted()
                .toList();
        if (tops.isEmpty()) {
            throw refused("There is no package in it: expected one file NAME.yaml, and beside it the folder NAME if the"
                    + " package has further files.");
        }
        if (tops.size() > 1) {
            throw refused("There are two packages in it, " + tops.get(0) + " and " + tops.get(1)
                    + "; a unit is one package.");
        }
        return tops.get(0).substring(0, tops.get(0).length() - YAML.length());
    }

    private void check(Map<String, Source> files, String name) {
        var folded = new HashMap<String, String>();
        for (String path : new TreeMap<>(files).keySet()) {
            UnitPath.fault(path).ifPresent(fault -> {
                throw refused(fault + ".");
            });
            if (path.endsWith("/" + name + YAML) && !path.startsWith(name + "/")) {
                throw refused("The package " + name + " is in it twice: " + name + YAML + " and " + path + ".");
            }
            if (!path.equals(name + YAML) && !path.startsWith(name + "/")) {
                throw refused("'" + UnitPath.shown(path) + "' stands outside of the package; its files stand below "
                        + name + "/.");
            }
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                if (files.containsKey(path.substring(0, slash))) {
                    throw refused("'" + UnitPath.shown(path.substring(0, slash)) + "' is a file and a folder in it.");
                }
            }
            String twin = folded.put(UnitPath.folded(path), path);
            if (twin != null) {
                throw refused("'" + UnitPath.shown(twin) + "' and '" + UnitPath.shown(path)
                        + "' are one file where upper and lower case are alike.");
            }
        }
    }

    /** Counts what really comes, whatever an archive says of itself. */
    private final class Count implements Disk.Meter {
        private final long most;
        private long bytes;

        Count(long most) {
            this.most = most;
        }

        @Override
        public void count(int more) {
            bytes += more;
            if (bytes > UnitLimits.BYTES) {
                throw refused("Its files have more than " + UnitLimits.BYTES + " bytes together, which no unit has.");
            }
            if (bytes > most) {
                throw refused("It holds more than " + UnitLimits.RATIO
                        + " times its own size, as archives do that are made to do harm.");
            }
        }
    }

    private PackageException refused(String message) {
        return new PackageException(List.of(new Problem(new Position(source, 0, 0), message, "")));
    }
}
