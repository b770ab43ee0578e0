package org.redeye.shared;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name of this node. It stands in every sample and event, so it must be the same after a restart even if the host is
 * renamed: it is made once and then kept in a file.
 */
final class NodeName {
    private static final Logger LOG = LoggerFactory.getLogger(NodeName.class);
    private static final int LONGEST = 64;
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private NodeName() {}

    /**
     * What is configured; else what the file holds; else the host's name, which is then written to the file.
     *
     * @param host gives the host's name; asked at the first start only
     */
    static String of(String configured, Path file, Supplier<String> host) throws IOException {
        if (!configured.isBlank()) {
            String name = sanitise(configured);
            if (!name.equals(configured)) {
                LOG.warn(
                        "The node name '{}' may have letters, digits, dots and dashes only; '{}' is used",
                        configured,
                        name);
            }
            return name;
        }
        String kept = SmallFile.read(file);
        if (!kept.isBlank()) {
            return sanitise(kept);
        }
        String name = sanitise(host.get());
        SmallFile.write(file, name + "\n");
        return name;
    }

    /** Letters, digits, dots and dashes, 1 to 64 characters, whatever is given. */
    static String sanitise(String text) {
        String plain = trim(text.replaceAll("[^A-Za-z0-9.-]+", "-"));
        String shortened = trim(plain.substring(0, Math.min(LONGEST, plain.length())));
        return shortened.isEmpty() ? "node" : shortened;
    }

    /** The host's name, without asking a name server where that can be avoided. */
    static String hostName() {
        try {
            if (Files.isReadable(LINUX)) {
                return Files.readString(LINUX, StandardCharsets.UTF_8);
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        } catch (IOException e) {
            LOG.warn("The host's name cannot be read from {}: {}; the node is called 'node'", LINUX, e.toString());
            return "node";
        }
    }

    private static String trim(String text) {
        return text.replaceAll("^[.-]+|[.-]+$", "");
    }
}
