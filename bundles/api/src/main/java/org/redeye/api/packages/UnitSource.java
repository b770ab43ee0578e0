package org.redeye.api.packages;

import java.io.InputStream;
import java.nio.file.Path;

/** Where a unit comes from. */
public sealed interface UnitSource {

    /** What people call it: the file of the problems that are found in it. */
    String name();

    /**
     * A zip archive as a stream; it is read once and not closed.
     *
     * @param name what people call it, such as {@code shop.zip}
     * @param bytes the archive, at most 64 MiB
     */
    record Archive(String name, InputStream bytes) implements UnitSource {}

    /**
     * Something on the machine that the monitor runs on: a folder, an archive ({@code .zip}), a bundle that carries a unit
     * below {@code META-INF/rem/package/} ({@code .jar}), or a single {@code .yaml} file.
     *
     * @param path where it is
     */
    record Place(Path path) implements UnitSource {
        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }
    }
}
