package org.redeye.registry;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that travel with a plugin. */
final class Resources {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
    private static final String FOLDER = "META-INF/rem/";
    private static final int LARGEST = 8 * 1024 * 1024;

    private Resources() {}

    /** A file below {@code META-INF/rem/} in the bundle's own jar; empty if it is none, leaves the folder, or is over 8 MiB. */
    static Optional<byte[]> read(Bundle bundle, String path) {
        if (!staysInside(path)) {
            return Optional.empty();
        }
        URL entry = bundle.getEntry(FOLDER + path);
        if (entry == null || entry.getPath().endsWith("/")) {
            return Optional.empty();
        }
        try (var in = entry.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length <= LARGEST) {
                return Optional.of(bytes);
            }
            LOG.warn("{}{} of {} is over 8 MiB and is not served", FOLDER, path, bundle.getSymbolicName());
        } catch (IOException | IllegalStateException e) { // gone or damaged in this moment
            LOG.debug("{}{} of {} cannot be read", FOLDER, path, bundle.getSymbolicName(), e);
        }
        return Optional.empty();
    }

    private static boolean staysInside(String path) {
        List<String> steps = Arrays.asList(path.split("/", -1));
        return path.length() <= 1_000
                && !path.contains("\\")
                && steps.stream().noneMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
    }
}
