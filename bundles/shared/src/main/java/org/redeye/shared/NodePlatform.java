package org.redeye.shared;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.redeye.api.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance, from what {@code bin/rem} hands over ({@code REM_*}, as framework properties {@code rem.*}) and from
 * {@code etc/org.redeye.platform.cfg}. All of it is read once: it holds until the process ends.
 */
@Component(service = Platform.class, immediate = true, configurationPid = "org.redeye.platform")
public final class NodePlatform implements Platform {
    private static final Logger LOG = LoggerFactory.getLogger(NodePlatform.class);
    private static final String DEFAULT_PORT = "2001";

    private final Path home;
    private final Path data;
    private final String node;
    private final String version;
    private final URI url;
    private final Instant started;

    /** The keys of {@code etc/org.redeye.platform.cfg}. */
    @interface Settings {
        /** The name of this node; empty for the one made from the host's name at the first start. */
        String node() default "";
    }

    /** Reads everything once. */
    @Activate
    public NodePlatform(BundleContext context, Settings settings) {
        this(
                new Variables(context::getProperty, System::getenv),
                settings.node(),
                context.getBundle().getVersion().toString());
    }

    NodePlatform(Variables variables, String configuredNode, String bundleVersion) {
        home = absolute(Path.of(""), variables.first("rem.home", "karaf.home").orElse(""));
        data = absolute(home, variables.first("rem.data", "REM_DATA").orElse("var"));
        version = variables.first("rem.version").orElse(bundleVersion);
        url = url(
                variables.first("rem.http.host", "REM_HTTP_HOST").orElse("127.0.0.1"),
                variables.first("rem.http.port", "REM_HTTP_PORT").orElse(DEFAULT_PORT));
        started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        try {
            Files.createDirectories(data);
            node = NodeName.of(configuredNode, data.resolve("node"), NodeName::hostName);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The data folder " + data + " cannot be used: " + e + ". Set REM_DATA to a folder that"
                            + " this user may write to",
                    e);
        }
        LOG.info("Node {} runs REM {}; data in {}", node, version, data);
    }

    /** Says that a change of the file waits for the next start. */
    @Modified
    void modified(Settings settings) {
        if (!settings.node().isEmpty() && !settings.node().equals(node)) {
            LOG.info(
                    "The node stays {} until the next start; etc/org.redeye.platform.cfg says {}",
                    node,
                    settings.node());
        }
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Instant started() {
        return started;
    }

    private static Path absolute(Path base, String path) {
        return base.resolve(path).toAbsolutePath().normalize();
    }

    private static URI url(String host, String port) {
        // an address that means "every interface" is none that a browser can open
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = any ? "localhost" : host;
        String bracketed = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        try {
            return URI.create("http://" + bracketed + ":" + port(port));
        } catch (IllegalArgumentException e) {
            LOG.warn("REM_HTTP_HOST is '{}', which is no host name or address; links will say localhost", host);
            return URI.create("http://localhost:" + port(port));
        }
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        LOG.warn("REM_HTTP_PORT is '{}', expected a number from 0 to 65535; links will say {}", text, DEFAULT_PORT);
        return Integer.parseInt(DEFAULT_PORT);
    }
}
