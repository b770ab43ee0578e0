package org.redeye.packages.unit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a unit as a zip archive; equal files give equal bytes, on whatever machine and day. */
public final class Packer {

    /** The first moment that a zip archive can name. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Packer() {}

    /** Does not close the stream. */
    public static void pack(UnitTree tree, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var file : tree.files().entrySet()) {
            var entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(ALWAYS);
            zip.putNextEntry(entry);
            Files.copy(file.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
