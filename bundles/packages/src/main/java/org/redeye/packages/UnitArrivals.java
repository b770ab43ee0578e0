package org.redeye.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.security.Role;
import org.redeye.packages.unit.Remembered;
import org.redeye.packages.unit.UnitTree;
import org.redeye.packages.unit.Unpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs units that arrive by themselves: archives and YAML files in deploy folders, and what bundles carry. Each content
 * once: after a restart, or an edit of the installed package, nothing is installed again that lies there as before. What is
 * refused is tried again when another package has changed. Belongs to one thread.
 */
final class UnitArrivals {

    private static final Logger LOG = LoggerFactory.getLogger(UnitArrivals.class);

    /** Files in one folder that are looked at. */
    private static final int MOST = 1_000;

    private final UnitsEngine units;
    private final Remembered remembered;
    private final List<Path> folders;
    private final LongSupplier changes;
    private final Map<Path, Seen> files = new HashMap<>();
    private final Map<String, Carried> carried = new TreeMap<>();
    private long refused;

    /**
     * @param remembered what was installed already
     * @param changes grows with each change of a package
     */
    UnitArrivals(UnitsEngine units, Remembered remembered, List<Path> folders, LongSupplier changes) {
        this.units = units;
        this.remembered = remembered;
        this.folders = List.copyOf(folders);
        this.changes = changes;
    }

    /** How a file looked, and with how many changes it was tried last; -1 if it was not yet, or came in. */
    private record Seen(long modified, long size, boolean settled, long refusedAt) {
        boolean looksLike(BasicFileAttributes now) {
            return modified == now.lastModifiedTime().toMillis() && size == now.size();
        }
    }

    /** What a bundle carries and was refused. */
    private record Carried(Map<String, Unpacker.Source> files, long refusedAt) {}

    /** Whether it came in. */
    private interface Attempt {
        UnitPlan install() throws IOException;
    }

    /** How many were refused so far. */
    long refused() {
        return refused;
    }

    /** Looks once at the folders, and tries again what was refused. */
    void poll() {
        var there = new HashSet<Path>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, UnitArrivals::isUnit)) {
                for (Path file : found) {
                    if (there.size() < MOST) {
                        there.add(file);
                        look(file);
                    }
                }
            } catch (NoSuchFileException e) {
                LOG.trace("No folder", e);
            } catch (IOException e) {
                LOG.debug("{} cannot be read", folder, e);
            }
        }
        files.keySet().stream().filter(file -> !there.contains(file)).forEach(file -> units.noted()
                .remove(file.toString()));
        files.keySet().retainAll(there);
        Map.copyOf(carried).forEach((source, unit) -> {
            if (unit.refusedAt() != changes.getAsLong()) {
                bundle(source, unit.files());
            }
        });
    }

    private static boolean isUnit(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".zip") || name.endsWith(".yaml"));
    }

    /** A file is taken when it looks the same twice: somebody may be copying it. */
    private void look(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Seen before = files.get(file);
        long modified = now.lastModifiedTime().toMillis();
        if (before == null || !before.looksLike(now)) {
            files.put(file, new Seen(modified, now.size(), false, -1));
            return;
        }
        boolean again = before.settled() && before.refusedAt() >= 0 && before.refusedAt() != changes.getAsLong();
        if (now.isRegularFile() && (!before.settled() || again)) {
            String source = file.toString();
            String sum = UnitTree.sha256(file);
            boolean in = remembered.has(source, sum)
                    || attempt(source, sum, () -> units.arrive(new UnitSource.Place(file), change(file.toString())));
            files.put(file, new Seen(modified, now.size(), true, in ? -1 : changes.getAsLong()));
        }
    }

    /** A bundle with a unit has come. */
    void bundle(String source, Map<String, Unpacker.Source> unit) {
        try {
            String sum = sum(unit);
            boolean in = remembered.has(source, sum)
                    || attempt(source, sum, () -> units.install(source, unit, change(source)));
            if (in) {
                carried.remove(source);
            } else {
                carried.put(source, new Carried(unit, changes.getAsLong()));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("{} went while it was read", source, e);
        }
    }

    /** A bundle has gone; its package stays. */
    void gone(String source) {
        carried.remove(source);
        units.noted().remove(source);
    }

    private static Change change(String source) {
        // who may write there, or brings bundles, owns the monitor
        return Change.by("deploy").because("From " + source).as(Role.ADMIN);
    }

    private boolean attempt(String source, String sum, Attempt attempt) {
        try {
            UnitPlan plan = attempt.install();
            remembered.put(source, sum);
            units.noted().put(new Arrival(source, plan.name(), plan.version(), Instant.now(), ""));
            LOG.info(
                    "{} {} is installed from {}{}",
                    plan.name(),
                    plan.version(),
                    source,
                    plan.signedBy().isEmpty() ? ", unsigned" : ", signed by " + plan.signedBy());
            return true;
        } catch (PackageException e) {
            refuse(source, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            refuse(source, "It cannot be installed: " + e.getMessage());
        }
        return false;
    }

    private void refuse(String source, String why) {
        boolean isNew = units.arrivals().stream()
                .noneMatch(arrival ->
                        arrival.source().equals(source) && arrival.problem().equals(why));
        if (isNew) {
            refused++;
            LOG.warn("{} is not installed: {}", source, why);
            units.noted().put(new Arrival(source, "", "", Instant.now(), why));
        }
    }

    private static String sum(Map<String, Unpacker.Source> files) throws IOException {
        var sums = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            try (InputStream in = file.getValue().open()) {
                sums.put(file.getKey(), UnitTree.sha256(in));
            }
        }
        return UnitTree.digest(sums);
    }
}
