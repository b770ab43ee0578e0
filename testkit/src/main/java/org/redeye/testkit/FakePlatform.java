package org.redeye.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.redeye.api.platform.Platform;

/**
 * An instance whose folders a test gives, usually below a {@code @TempDir}.
 *
 * @param data the folder of the user's data
 * @param home the folder of the distribution
 * @param url the address of the web console
 */
public record FakePlatform(Path data, Path home, URI url) implements Platform {

    /** The name of every fake node. */
    public static final String NODE = "node1";

    /** An instance with its folders {@code data} and {@code home} below this one. */
    public static FakePlatform in(Path folder) {
        return new FakePlatform(folder.resolve("data"), folder.resolve("home"), URI.create("http://127.0.0.1:2001"));
    }

    @Override
    public String node() {
        return NODE;
    }

    @Override
    public String version() {
        return "0.0.0";
    }

    @Override
    public Instant started() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }
}
