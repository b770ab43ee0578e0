package org.redeye.packages.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was installed from where, by its sum; outlives restarts. Of too many sources the oldest are forgotten. */
public final class Remembered {

    private static final int MOST = 2_000;

    private final Path file;
    private final Map<String, String> sums = new LinkedHashMap<>();

    /** @param folder the folder of packages */
    public Remembered(Path folder) throws IOException {
        this.file = folder.resolve(".installed").resolve("deployed");
        if (Files.exists(file)) {
            Files.readString(file)
                    .lines()
                    .filter(line -> line.length() > 66)
                    .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        }
    }

    /** Whether just this was installed from there last. */
    public synchronized boolean has(String source, String sum) {
        return sum.equals(sums.get(source));
    }

    /** Notes that it was. */
    public synchronized void put(String source, String sum) throws IOException {
        sums.remove(source);
        sums.put(source, sum);
        if (sums.size() > MOST) {
            sums.remove(sums.keySet().iterator().next());
        }
        Path draft = file.resolveSibling(".deployed.tmp");
        Disk.write(draft, Seal.text(sums).getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
