package org.redeye.store.rrd4j;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.redeye.api.series.SeriesKey;

/**
 * Where the file of a series lies: a folder for each part of the check's id, the metric and the item in the file's name,
 * as a person would look for it. The number at the end keeps names apart that are cut or differ in case only.
 */
final class FileNames {

    /** Bytes; file systems allow 255, and number and ending need some. */
    private static final int LONGEST = 120;

    private static final int DEEPEST = 8;

    private FileNames() {}

    static Path of(Path folder, SeriesKey key, int number) {
        Path place = folder;
        String[] parts = key.check().split("/", DEEPEST);
        for (String part : parts) {
            place = place.resolve(safe(part));
        }
        String name = key.item().isEmpty() ? key.metric() : key.metric() + "[" + key.item() + "]";
        return place.resolve(safe(name) + "~" + number + ".rrd");
    }

    /** Letters, digits and a few signs stay; the rest, and a dot at the beginning, becomes %XX of its UTF-8 bytes. */
    private static String safe(String text) {
        var name = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "_-@[]+=,".indexOf(c) >= 0
                    || c == '.' && !name.isEmpty();
            String add = plain ? String.valueOf(c) : String.format("%%%02X", (int) c);
            if (name.length() + add.length() > LONGEST) {
                break;
            }
            name.append(add);
        }
        return name.isEmpty() ? "%" : name.toString();
    }
}
