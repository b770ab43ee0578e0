package org.redeye.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A greeting of a client that knows no newer protocol than TLS 1.1 (RFC 4346, 7.4.1.2), written by hand because the JVM
 * itself refuses to speak it: a server that goes along with it still accepts what RFC 8996 forbids.
 */
public final class OldHello {

    /** What is needed of the answer: the head of its record, the head of the message in it, and the version. */
    public static final int ANSWER = 11;

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;

    /** Those that servers of that age have: with and without forward secrecy, AES and 3DES. */
    private static final int[] CIPHERS = {
        0xc013, 0xc014, 0xc009, 0xc00a, 0x0033, 0x0039, 0x002f, 0x0035, 0xc012, 0x0016, 0x000a, 0x00ff
    };

    private OldHello() {}

    /** The greeting. @param name for the server name indication; none for an address */
    public static byte[] bytes(String name) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {3, 2}); // TLS 1.1 or older
        body.writeBytes(random);
        body.write(0); // no session
        body.writeBytes(number(CIPHERS.length * 2));
        for (int cipher : CIPHERS) {
            body.writeBytes(number(cipher));
        }
        body.writeBytes(new byte[] {1, 0}); // no compression
        byte[] extensions = extensions(name);
        body.writeBytes(number(extensions.length));
        body.writeBytes(extensions);
        byte[] message = body.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(5 + 4 + message.length);
        record.put((byte) HANDSHAKE).put((byte) 3).put((byte) 1).putShort((short) (message.length + 4));
        record.putInt(1 << 24 | message.length).put(message); // a client's hello
        return record.array();
    }

    private static byte[] extensions(String name) {
        var all = new ByteArrayOutputStream();
        if (!Names.isLiteral(name) && !name.endsWith(".")) { // RFC 6066, 3
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            all.writeBytes(number(0));
            all.writeBytes(number(ascii.length + 5));
            all.writeBytes(number(ascii.length + 3));
            all.write(0);
            all.writeBytes(number(ascii.length));
            all.writeBytes(ascii);
        }
        all.writeBytes(new byte[] {0, 10, 0, 8, 0, 6, 0, 23, 0, 24, 0, 25}); // curves (RFC 8422, 5.1.1)
        all.writeBytes(new byte[] {0, 11, 0, 2, 1, 0}); // points as they are
        return all.toByteArray();
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** The version that the server agreed to, such as "TLS 1.0"; empty if it did not. @param answer its first bytes */
    public static String accepted(byte[] answer, int length) {
        boolean hello = length >= ANSWER && answer[0] == HANDSHAKE && answer[5] == SERVER_HELLO && answer[9] == 3;
        return hello && answer[10] >= 0 && answer[10] <= 2
                ? answer[10] == 0 ? "SSL 3" : "TLS 1." + (answer[10] - 1)
                : "";
    }
}
