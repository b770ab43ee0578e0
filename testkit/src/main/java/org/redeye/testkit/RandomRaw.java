package org.redeye.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes raw values that are a little, or altogether, unlike a given one. */
final class RandomRaw {

    /** Characters that have a meaning somewhere: digits, units, signs, separators, other scripts, half a character. */
    private static final String LETTERS =
            "0123456789abcdefxzsmhdwKMGTiB.,:;-+_%()[]{}/\\@#?&=*'\" \t\n\r\0é߀٣三\ud83d\ude00\ud800\u202e";

    private static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "~",
            "-0",
            "+1",
            "1e9",
            "1e999999999",
            "0x10",
            "012",
            "1_000",
            "NaN",
            "Infinity",
            "٣",
            "999999999999999999999999999999",
            "9223372036854775808",
            "-1s",
            "1ss",
            "s",
            "true",
            "∞",
            "http://",
            "::",
            "a".repeat(10_000),
            "(((((((((((((((((((((((((",
            "[",
            "\\",
            "%(name)s",
            "\ud800");

    private RandomRaw() {}

    static Object like(Object seed, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> ODD.get(random.nextInt(ODD.size()));
            case 1 -> List.of(seed, text("", random));
            case 2 -> map(seed, random);
            case 3 -> text("", random);
            default -> changed(seed, random);
        };
    }

    private static Object changed(Object seed, Random random) {
        if (seed instanceof List<?> list) {
            var changed = new ArrayList<Object>(list);
            if (changed.isEmpty() || random.nextBoolean()) {
                changed.add(like("x", random));
            } else {
                changed.set(random.nextInt(changed.size()), like(changed.get(0), random));
            }
            return changed;
        }
        return seed instanceof Map<?, ?> map
                ? map(map.isEmpty() ? "x" : map.values().iterator().next(), random)
                : text(seed.toString(), random);
    }

    private static Map<String, Object> map(Object seed, Random random) {
        var map = new LinkedHashMap<String, Object>();
        map.put("key", seed);
        map.put(text("", random), like(seed, random));
        return map;
    }

    /** One to four insertions, removals or replacements. */
    private static String text(String seed, Random random) {
        var text = new StringBuilder(seed);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, letter);
                case 1 -> text.delete(at, Math.min(at + 1, text.length()));
                default -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(letter));
            }
        }
        return text.toString();
    }
}
