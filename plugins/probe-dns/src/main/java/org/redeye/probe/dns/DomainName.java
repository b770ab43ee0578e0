package org.redeye.probe.dns;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Names as they travel: labels with their lengths before them, or pointers to an earlier place (RFC 1035, 4.1.4). */
final class DomainName {

    /** RFC 1035, 3.1: octets of a name with its length octets. */
    private static final int LONGEST = 255;

    private static final int LONGEST_LABEL = 63;
    private static final int POINTER = 0xc0;

    private DomainName() {}

    /**
     * Writes a name.
     *
     * @throws IllegalArgumentException if it is none; the message follows the name of a field
     */
    static byte[] encode(String name) {
        var out = new ByteArrayOutputStream();
        String ascii = ascii(name);
        for (String label : ascii.isEmpty() ? new String[0] : ascii.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LONGEST_LABEL) {
                throw new IllegalArgumentException(
                        "is no domain name: a label has 1 to 63 characters, not '" + label + "'.");
            }
            out.write(label.length());
            for (int i = 0; i < label.length(); i++) {
                out.write(label.charAt(i));
            }
        }
        out.write(0);
        if (out.size() > LONGEST) {
            throw new IllegalArgumentException("is no domain name: it has more than 253 characters.");
        }
        return out.toByteArray();
    }

    private static String ascii(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean plain = bare.chars().allMatch(c -> c > ' ' && c < 0x7f);
        try {
            return plain ? bare : IDN.toASCII(bare); // names such as _sip._tcp stay as they are
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no domain name: '" + name + "'.", e);
        }
    }

    /**
     * Reads a name and stands behind it then. Pointers must point to before the name they are in, so that none goes round.
     *
     * @throws Malformed if it is none
     */
    static String read(ByteBuffer message) throws Malformed {
        var name = new StringBuilder();
        int length = 1;
        int behind = -1;
        int before = message.position();
        while (true) {
            int octet = octet(message);
            if (octet == 0) {
                break;
            }
            if ((octet & POINTER) == POINTER) {
                int target = (octet & 0x3f) << 8 | octet(message);
                behind = behind < 0 ? message.position() : behind;
                if (target >= before) {
                    throw new Malformed("a name points to itself or forward, at byte " + (message.position() - 2));
                }
                before = target;
                message.position(target);
            } else if ((octet & POINTER) != 0) {
                throw new Malformed("a label of unknown kind at byte " + (message.position() - 1));
            } else {
                length += octet + 1;
                if (length > LONGEST) {
                    throw new Malformed("a name of more than 255 bytes");
                }
                label(message, octet, name);
            }
        }
        if (behind >= 0) {
            message.position(behind);
        }
        return name.isEmpty() ? "." : name.toString();
    }

    private static void label(ByteBuffer message, int length, StringBuilder name) throws Malformed {
        if (!name.isEmpty()) {
            name.append('.');
        }
        for (int i = 0; i < length; i++) {
            int octet = octet(message);
            if (octet <= ' ' || octet >= 0x7f || octet == '.' || octet == '\\') {
                name.append('\\').append(String.format(Locale.ROOT, "%03d", octet));
            } else {
                name.append((char) octet);
            }
        }
    }

    static int octet(ByteBuffer message) throws Malformed {
        if (!message.hasRemaining()) {
            throw new Malformed("it ends in the middle");
        }
        return message.get() & 0xff;
    }

    static int number(ByteBuffer message) throws Malformed {
        return octet(message) << 8 | octet(message);
    }

    /** What does not follow RFC 1035. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
