package org.redeye.realm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a minute which passwords were right, so that a client that sends one with every request (HTTP Basic)
 * does not cost a slow hash each time. Only a keyed digest is kept, under a key that lives as long as the process; a new
 * password or hash of the user makes it worthless. Thread-safe.
 */
final class VerifiedPasswords {

    static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 256;

    private final LongSupplier nanos;
    private final SecretKeySpec key;
    private final Map<String, Long> until = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    VerifiedPasswords(LongSupplier nanos) {
        this.nanos = nanos;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    synchronized boolean contains(String name, PasswordHash hash, char[] password) {
        Long end = until.get(digest(name, hash, password));
        return end != null && end - nanos.getAsLong() > 0;
    }

    synchronized void add(String name, PasswordHash hash, char[] password) {
        until.put(digest(name, hash, password), nanos.getAsLong() + KEPT.toNanos());
    }

    private String digest(String name, PasswordHash hash, char[] password) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((name + "\n" + hash + "\n").getBytes(StandardCharsets.UTF_8));
            mac.update(bytes.duplicate());
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        } finally {
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }
}
