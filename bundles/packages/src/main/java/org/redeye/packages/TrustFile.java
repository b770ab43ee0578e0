package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Trust;
import org.redeye.api.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trust as the file {@code trusted} in the data folder: a line {@code NAME yes} or {@code NAME no} for each package that an
 * admin has spoken of. A file that cannot be read trusts nobody.
 */
@Component(service = {Trust.class, TrustFile.class})
public final class TrustFile implements Trust {

    private static final Logger LOG = LoggerFactory.getLogger(TrustFile.class);
    private static final String HEAD = "# Packages whose scripts may run; written by Red Eye Monitor.\n";

    private final Path file;
    private final Path packages;
    private final Path shipped;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Boolean> said;

    /** Reads what was said before. */
    @Activate
    public TrustFile(@Reference Platform platform) {
        file = platform.data().resolve("trusted");
        packages = platform.data().resolve("packages");
        shipped = platform.home().resolve("packages");
        said = read();
    }

    private Map<String, Boolean> read() {
        var found = new TreeMap<String, Boolean>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 2 && PackageCompiler.NAME.matcher(words[0]).matches()) {
                    found.put(words[0], words[1].equals("yes"));
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of(); // nothing was said yet
        } catch (IOException e) {
            LOG.error("{} cannot be read ({}); no package is trusted that does not ship", file, e.getMessage());
            return Map.of();
        }
        return Map.copyOf(found);
    }

    @Override
    public boolean trusted(String packageName) {
        Boolean word = said.get(packageName);
        return word == null ? isShipped(packageName) : word;
    }

    @Override
    public void trust(String packageName) {
        say(packageName, true);
    }

    @Override
    public void revoke(String packageName) {
        say(packageName, false);
    }

    private void say(String packageName, boolean yes) {
        synchronized (this) {
            var more = new TreeMap<>(said);
            more.put(packageName, yes);
            write(more);
        }
        LOG.info("Scripts of the package {} {}", packageName, yes ? "may run from now on" : "run no more");
        listeners.forEach(Runnable::run);
    }

    /** A package that is gone, or has other scripts; another one of its name is not trusted for it. */
    synchronized void forget(String packageName) {
        keepOnly(name -> !name.equals(packageName));
    }

    /** The packages that are there; whatever else was trusted is gone. */
    synchronized void keep(Set<String> there) {
        keepOnly(there::contains);
    }

    /** What is not trusted stays so. */
    private void keepOnly(Predicate<String> kept) {
        var fewer = new TreeMap<>(said);
        fewer.entrySet().removeIf(word -> word.getValue() && !kept.test(word.getKey()));
        if (fewer.size() < said.size()) {
            var gone = new TreeSet<>(said.keySet());
            gone.removeAll(fewer.keySet());
            write(fewer);
            LOG.info("Trusted no more, for the packages or their scripts are gone: {}", String.join(", ", gone));
        }
    }

    /** Has something run after each change of what is said, until what is returned is run. */
    Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void write(Map<String, Boolean> now) {
        var text = new StringBuilder(HEAD);
        now.forEach(
                (name, yes) -> text.append(name).append(yes ? " yes" : " no").append('\n'));
        try {
            PackageFolder.write(file, text.toString());
            said = Map.copyOf(now);
        } catch (IOException e) {
            throw new UncheckedIOException("Who is trusted cannot be written down: " + e.getMessage(), e);
        }
    }

    /** Whether a package is, byte by byte, what the distribution ships. */
    private boolean isShipped(String name) {
        return PackageCompiler.NAME.matcher(name).matches()
                && same(shipped.resolve(name + ".yaml"), packages.resolve(name + ".yaml"))
                && sameFolder(shipped.resolve(name), packages.resolve(name));
    }

    private static boolean sameFolder(Path theirs, Path ours) {
        if (!Files.exists(ours)) {
            return true; // nothing that could run
        }
        try (Stream<Path> files = Files.walk(ours)) {
            return files.filter(path -> !Files.isDirectory(path))
                    .allMatch(path -> !Files.isSymbolicLink(path) && same(theirs.resolve(ours.relativize(path)), path));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean same(Path theirs, Path ours) {
        try {
            return Files.isRegularFile(theirs) && Files.isRegularFile(ours) && Files.mismatch(theirs, ours) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
