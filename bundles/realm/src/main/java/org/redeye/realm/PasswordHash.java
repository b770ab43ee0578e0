package org.redeye.realm;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password that cannot be read back: PBKDF2 with HMAC-SHA-512 (RFC 8018), written as
 * {@code {PBKDF2-SHA512}iterations:salt:hash} with salt and hash in Base64.
 */
record PasswordHash(int iterations, byte[] salt, byte[] hash) {

    /** OWASP Password Storage Cheat Sheet, 2023, for PBKDF2-HMAC-SHA512. */
    static final int ITERATIONS = 210_000;

    /** Above it, a line written by hand could keep a sign-in busy for minutes. */
    private static final int MAX_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 64;
    private static final String PREFIX = "{PBKDF2-SHA512}";
    private static final Pattern FORM =
            Pattern.compile("\\{PBKDF2-SHA512\\}(\\d{1,8}):([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Hashes a password with a new salt. */
    static PasswordHash of(char[] password) {
        return of(password, ITERATIONS);
    }

    static PasswordHash of(char[] password, int iterations) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations, HASH_BYTES));
    }

    /** Whether a text claims to be a hash; anything else in its place is a password still to be hashed. */
    static boolean isHash(String text) {
        return text.startsWith(PREFIX);
    }

    /** @throws IllegalArgumentException if it is not what {@link #toString} writes */
    static PasswordHash parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected " + PREFIX + "iterations:salt:hash");
        }
        int iterations = Integer.parseInt(parts.group(1));
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("expected 1 to " + MAX_ITERATIONS + " iterations");
        }
        var base64 = Base64.getDecoder();
        return new PasswordHash(iterations, base64.decode(parts.group(2)), base64.decode(parts.group(3)));
    }

    /** Whether this is the hash of the password; takes the same time whatever the answer. */
    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations, hash.length));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations, int bytes) {
        var spec = new PBEKeySpec(password, salt, iterations, bytes * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        var base64 = Base64.getEncoder();
        return PREFIX + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }
}
