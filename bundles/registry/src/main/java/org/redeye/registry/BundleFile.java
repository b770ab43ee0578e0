package org.redeye.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.redeye.api.plugin.Plugin;

/**
 * What a file with the name of a jar is.
 *
 * @param problem why it is no bundle, continuing "the file …"; empty if it is one
 * @param identity its symbolic name and version; empty if it is none
 * @param isPlugin whether it declares a plugin
 */
record BundleFile(String problem, String identity, boolean isPlugin) {
    static final BundleFile NOT_OPENED = new BundleFile("", "", false);

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int LARGEST_MANIFEST = 1024 * 1024;
    private static final String BND = "build it as an OSGi bundle, as bnd does";

    boolean isBroken() {
        return !problem.isEmpty();
    }

    /** Opens a file and looks at its manifest. */
    static BundleFile examine(Path file) {
        try {
            if (Files.size(file) == 0) {
                return broken("is empty");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] head = in.readNBytes(2);
                if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
                    return broken("is no jar: it does not begin like a zip archive");
                }
            }
            return jar(file);
        } catch (AccessDeniedException e) {
            return broken("cannot be read: this process has no right to");
        } catch (IOException e) {
            return broken("cannot be read: " + Names.firstLine(e.toString(), 300));
        }
    }

    private static BundleFile jar(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                return broken("is a zip archive without " + MANIFEST + "; " + BND);
            }
            return manifest(zip.getInputStream(entry).readNBytes(LARGEST_MANIFEST));
        } catch (ZipException e) {
            return broken("is cut off or damaged (" + Names.firstLine(e.getMessage(), 200) + "); copy it again");
        }
    }

    private static BundleFile manifest(byte[] bytes) {
        Attributes headers;
        try {
            headers = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            return broken("has a broken " + MANIFEST + ": " + Names.firstLine(e.getMessage(), 200));
        }
        String name =
                value(headers, Constants.BUNDLE_SYMBOLICNAME).split(";", 2)[0].strip();
        if (name.isEmpty()) {
            return broken("is a plain jar: its manifest has no Bundle-SymbolicName; " + BND);
        }
        if (!value(headers, Constants.BUNDLE_MANIFESTVERSION).equals("2")) {
            return broken("has no 'Bundle-ManifestVersion: 2' in its manifest; " + BND);
        }
        String version = value(headers, Constants.BUNDLE_VERSION);
        try {
            String identity = name + " " + Version.parseVersion(version);
            return new BundleFile(
                    "", identity, value(headers, Constants.PROVIDE_CAPABILITY).contains(Plugin.NAMESPACE));
        } catch (IllegalArgumentException e) {
            return broken("has the Bundle-Version '" + version + "', which is none; expected one such as 1.2.3");
        }
    }

    private static String value(Attributes headers, String name) {
        return Objects.requireNonNullElse(headers.getValue(name), "").strip();
    }

    private static BundleFile broken(String problem) {
        return new BundleFile(problem, "", false);
    }
}
