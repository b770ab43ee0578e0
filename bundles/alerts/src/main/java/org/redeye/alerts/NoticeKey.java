package org.redeye.alerts;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Keys of notices: letters, digits, dots and dashes, at most 100. */
final class NoticeKey {

    private static final int LONGEST_WORD = 28;

    private NoticeKey() {}

    static String call(String alert, int round, int step, String person, String contact) {
        return alert + ".r" + round + ".s" + step + "." + word(person) + "." + word(contact);
    }

    static String resolved(String alert, int reopened, String person, String contact) {
        return alert + ".x" + reopened + "." + word(person) + "." + word(contact);
    }

    /** A name in the letters of a key; what had to be changed is told apart by a sum. */
    static String word(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9-]", "-");
        if (plain.equals(name) && name.length() <= LONGEST_WORD) {
            return name;
        }
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(LONGEST_WORD - 9, plain.length())) + "-" + Long.toHexString(sum.getValue());
    }
}
