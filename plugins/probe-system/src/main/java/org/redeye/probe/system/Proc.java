package org.redeye.probe.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernel's files. */
record Proc(Path root) {

    /** Disks, file systems and interfaces that are looked at; a machine with more of a kind is seen in part. */
    static final int MOST_ITEMS = 400;

    boolean isThere() {
        return Files.isReadable(root.resolve("stat"));
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    List<String> lines(String file) throws IOException {
        return read(file).lines().toList();
    }

    /** How many processes there are: each has a folder. */
    int processes() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "[0-9]*")) {
            for (var ignored : folders) {
                count++;
            }
        }
        return count;
    }
}
