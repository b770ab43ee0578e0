package org.redeye.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.redeye.api.alert.Condition;

/** Names of conditions. */
final class Keys {

    private static final int DIGEST = 32;

    private Keys() {}

    /** The rule's id and the subject's with {@code |} between; the end of one that is too long is told by its digest. */
    static String of(String rule, String subject) {
        String key = rule + "|" + subject;
        if (key.length() <= Condition.LONGEST_KEY) {
            return key;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return key.substring(0, Condition.LONGEST_KEY - DIGEST)
                    + HexFormat.of().formatHex(digest).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
