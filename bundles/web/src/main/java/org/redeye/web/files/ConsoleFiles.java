package org.redeye.web.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.redeye.web.http.SecurityHeaders;

/**
 * The files of the console, out of the bundle {@value #BUNDLE}, below {@value #FOLDER}. A new version of that bundle is
 * taken over at once. Thread-safe.
 */
@Component(service = ConsoleFiles.class)
public final class ConsoleFiles {

    /** The symbolic name of the bundle. */
    static final String BUNDLE = "org.redeye.console";
    /** Where its files are. */
    static final String FOLDER = "META-INF/rem-console/";

    private static final int LARGEST = 16 << 20;
    private static final long MOST_KEPT = 32L << 20;
    /** A name with a fingerprint before its extension, as esbuild makes them: {@code app-4GXZ7QWK.js}. */
    private static final Pattern HASHED =
            Pattern.compile(".*[-.](?=[0-9A-Za-z_]*[0-9A-Z])[0-9A-Za-z_]{8,64}\\.[a-z0-9.]+");

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script[^>]*type=[\"']?importmap[\"']?[^>]*>(.*?)</script>", Pattern.DOTALL);

    private final BundleTracker<Bundle> bundles;
    private final Map<String, StaticFile> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();
    private volatile @Nullable Bundle bundle;

    /** @param context where the bundle is looked for */
    @Activate
    public ConsoleFiles(BundleContext context) {
        int usable = Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE;
        bundles = new BundleTracker<>(context, usable, new BundleTrackerCustomizer<>() {
            @Override
            public @Nullable Bundle addingBundle(Bundle added, @Nullable BundleEvent event) {
                if (!BUNDLE.equals(added.getSymbolicName())) {
                    return null;
                }
                choose(Stream.of(added));
                return added;
            }

            @Override
            public void modifiedBundle(Bundle changed, @Nullable BundleEvent event, Bundle same) {
                choose(Stream.of(changed)); // an update comes this way
            }

            @Override
            public void removedBundle(Bundle removed, @Nullable BundleEvent event, Bundle same) {
                choose(Stream.empty());
            }
        });
        bundles.open();
    }

    @Deactivate
    void close() {
        bundles.close();
    }

    /** Whether the bundle is there. */
    boolean isThere() {
        return bundle != null;
    }

    /** A file; empty if there is no such, or if the path is that of a folder. */
    Optional<StaticFile> file(String path) {
        StaticFile known = kept.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Bundle from = bundle;
        Optional<StaticFile> file = from == null || path.isEmpty() ? Optional.empty() : read(from, path);
        file.filter(found -> keptBytes.addAndGet(found.size()) <= MOST_KEPT).ifPresent(found -> kept.put(path, found));
        return file;
    }

    /** The policy for a page: the import maps within it are the only inline scripts that may run. */
    static String policy(StaticFile page) {
        Matcher maps = IMPORT_MAP.matcher(new String(page.bytes(), StandardCharsets.UTF_8));
        return SecurityHeaders.pagePolicy(
                maps.results().map(map -> hash(map.group(1))).collect(Collectors.joining(" ")));
    }

    private void choose(Stream<Bundle> added) {
        Bundle[] tracked = bundles.getBundles();
        Stream<Bundle> known = tracked == null ? Stream.empty() : Stream.of(tracked);
        bundle = Stream.concat(known, added)
                .filter(candidate -> candidate.getState() != Bundle.UNINSTALLED)
                .max(Comparator.comparing(Bundle::getVersion).thenComparing(Bundle::getBundleId))
                .orElse(null);
        kept.clear();
        keptBytes.set(0);
    }

    private static Optional<StaticFile> read(Bundle from, String path) {
        return content(from, path)
                .map(bytes -> StaticFile.of(
                        path,
                        bytes,
                        content(from, path + ".gz"),
                        HASHED.matcher(path).matches()));
    }

    private static Optional<byte[]> content(Bundle from, String path) {
        URL entry;
        try {
            entry = path.endsWith("/") ? null : from.getEntry(FOLDER + path);
        } catch (IllegalStateException e) { // uninstalled just now
            return Optional.empty();
        }
        if (entry == null || entry.getPath().endsWith("/")) {
            return Optional.empty();
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) { // swapped just now; the next request finds the new one
            return Optional.empty();
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
