package org.redeye.probe.ping;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An echo request or reply (RFC 792, RFC 4443): type, code, checksum, identifier, sequence, payload. The payload begins
 * with a random token, so that nobody who has not seen the request can make up a reply.
 *
 * @param type the ICMP type
 * @param identifier whose it is, 16 bits
 * @param sequence which it is, 16 bits
 * @param token what it carries; 0 if it was cut off, as in the quotation of an error
 */
record EchoPacket(byte type, int identifier, int sequence, long token) {

    static final int HEADER = 8;
    static final int TOKEN = 8;

    /** Writes it with its checksum, {@code size} bytes of payload; returns the whole length. */
    int write(ByteBuffer into, int size) {
        into.clear().order(ByteOrder.BIG_ENDIAN);
        into.put(type)
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) identifier)
                .putShort((short) sequence);
        into.putLong(token);
        for (int i = TOKEN; i < size; i++) {
            into.put((byte) i);
        }
        // the kernel does it for IPv6 and for datagram sockets anyway; it does no harm there
        into.putShort(2, checksum(into, into.position()));
        return into.position();
    }

    /** Reads one; empty if it is too short. */
    static Optional<EchoPacket> read(ByteBuffer bytes) {
        bytes.order(ByteOrder.BIG_ENDIAN);
        if (bytes.remaining() < HEADER) {
            return Optional.empty();
        }
        int at = bytes.position();
        long token = bytes.remaining() < HEADER + TOKEN ? 0 : bytes.getLong(at + HEADER);
        return Optional.of(
                new EchoPacket(bytes.get(at), bytes.getShort(at + 4) & 0xffff, bytes.getShort(at + 6) & 0xffff, token));
    }

    /** The ones' complement of the ones' complement sum of 16-bit words (RFC 1071). */
    static short checksum(ByteBuffer bytes, int length) {
        int sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        if (length % 2 != 0) {
            sum += (bytes.get(length - 1) & 0xff) << 8;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
