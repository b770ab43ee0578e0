package org.redeye.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.redeye.packages.script.Programs;
import org.redeye.packages.script.Programs.MissingException;
import org.redeye.packages.yaml.Document;

/** Where the texts of imported files come from. */
@FunctionalInterface
interface ImportedFiles {

    /** Bytes of a file that are read. */
    long MOST_BYTES = 16L << 20;

    /**
     * The file at a path in a package's folder; its name is that below the folder of packages ({@code shop/hosts.yaml}).
     *
     * @throws MissingException if it is none of the package's files, or too large
     * @throws IOException if it cannot be read as a text
     */
    Document read(String packageName, String path) throws MissingException, IOException;

    /** The files as they stand in the folder. */
    static ImportedFiles in(Programs folder) {
        return (packageName, path) -> {
            String name = packageName + "/" + path;
            Path found = folder.find(packageName, path);
            if (Files.size(found) > MOST_BYTES) {
                throw new MissingException(name + " is too large; at most " + MOST_BYTES + " bytes are read.");
            }
            return Document.read(name, Files.readString(found));
        };
    }
}
