package org.redeye.channels;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.platform.Platform;

/**
 * Links that are signed with HMAC-SHA-256 (RFC 2104). A token is base64url (RFC 4648, section 5) without padding of: a byte with
 * the version, eight with the end in seconds since the epoch, alert and person each behind two bytes with their length, and the
 * signature of all that. A text that is read as the same bytes but written otherwise is none.
 */
@Component(service = AnswerLinks.class, configurationPid = "org.redeye.channels")
public final class SignedLinks implements AnswerLinks {

    /** Settings in {@code etc/org.redeye.channels.cfg}. */
    @interface Settings {
        /** The address of the console as people reach it from where they are called; empty for that of this machine. */
        String url() default "";
    }

    private static final byte VERSION = 1;
    private static final int SIGNATURE = 32;
    /** Longer tokens are not looked at. */
    private static final int LONGEST = 2_000;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final String base;
    private final Clock clock;

    /** Reads the key, or makes it at the first start. */
    @Activate
    public SignedLinks(@Reference Platform platform, Settings settings) {
        this(
                KeyFile.read(platform.data().resolve("keys").resolve("answer-links")),
                settings.url().isBlank()
                        ? platform.url().toString()
                        : settings.url().strip(),
                Clock.systemUTC());
    }

    SignedLinks(byte[] key, String base, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.clock = clock;
    }

    @Override
    public String address(String alert, String person, Instant until) {
        byte[] alertBytes = alert.getBytes(StandardCharsets.UTF_8);
        byte[] personBytes = person.getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(1 + 8 + 2 + alertBytes.length + 2 + personBytes.length + SIGNATURE)
                .put(VERSION)
                .putLong(until.getEpochSecond())
                .putShort((short) alertBytes.length)
                .put(alertBytes)
                .putShort((short) personBytes.length)
                .put(personBytes);
        token.put(sign(token.array(), token.position()));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The names of alert and person are too long for a link.");
        }
        return base + "/answer/" + text;
    }

    @Override
    public Answer read(String token) {
        byte[] bytes = decode(token);
        int signed = bytes.length - SIGNATURE;
        if (signed < 1 || bytes[0] != VERSION) {
            throw refused();
        }
        byte[] signature = Arrays.copyOfRange(bytes, signed, bytes.length);
        if (!MessageDigest.isEqual(sign(bytes, signed), signature)) {
            throw refused();
        }
        Answer answer = parse(ByteBuffer.wrap(bytes, 1, signed - 1));
        if (!clock.instant().isBefore(answer.until())) {
            throw new IllegalArgumentException(
                    "This link has ended. Sign in to the console to answer, or use the link of a newer notice.");
        }
        return answer;
    }

    private static byte[] decode(String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            throw refused();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static Answer parse(ByteBuffer bytes) {
        try {
            Instant until = Instant.ofEpochSecond(bytes.getLong());
            return new Answer(text(bytes), text(bytes), until);
        } catch (BufferUnderflowException e) { // signed by us, so never
            throw refused();
        }
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] bytes, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM); // one for each call: it is not thread-safe
            mac.init(key);
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "This link is none of this instance, or it was changed on its way. Open it as it stands in the notice.");
    }
}
