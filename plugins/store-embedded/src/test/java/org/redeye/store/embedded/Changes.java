package org.redeye.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures: changes a second, CPU a change and bytes on disk. Arguments: changes (20000), force in milliseconds (1000). */
public final class Changes {

    private Changes() {}

    public static void main(String[] args) throws IOException {
        int changes = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        long force = args.length > 1 ? Long.parseLong(args[1]) : 1_000;
        Path file = Files.createTempDirectory("rem-changes").resolve("state.mv");
        try (var store = new EmbeddedStateStore(
                new StateFile(new StateFile.Place("", file, force, 8 << 20), () -> System.nanoTime() / 1_000_000))) {
            for (int round = 0; round < 5; round++) {
                long begin = System.nanoTime();
                for (int i = 0; i < changes; i++) {
                    store.put("checks", "system_monitor/checks/web/check" + i % 1_000, "x".repeat(200) + i);
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf("%,.0f changes/s, %,d bytes%n", changes / seconds, Files.size(file));
            }
        }
        Files.delete(file);
        Files.delete(file.resolveSibling("state.mv.log"));
        Files.delete(file.getParent());
    }
}
