package org.redeye.probe.sweep;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The echo requests of a sweep and how their answers are known (RFC 792): 8 bytes of ICMP header, a token that nobody who has
 * not seen the request can make up, and which address it is for. Numbers of the payload are in the machine's order: only we
 * read them.
 */
final class Packets {

    /** Of a packet, in bytes. */
    static final int LENGTH = 24;

    private static final byte ECHO_REQUEST = 8;
    private static final byte ECHO_REPLY = 0;

    private final int[] addresses;
    private final int identifier;
    private final boolean keepsIdentifier;
    private final long secret;

    /**
     * @param addresses who is asked
     * @param identifier of all packets, 16 bits
     * @param keepsIdentifier whether answers carry it; to a datagram socket the kernel gives one of its own
     * @param secret from which the tokens are made
     */
    Packets(int[] addresses, int identifier, boolean keepsIdentifier, long secret) {
        this.addresses = addresses;
        this.identifier = identifier;
        this.keepsIdentifier = keepsIdentifier;
        this.secret = secret;
    }

    /** Writes the request to the address with this place. */
    void write(ByteBuffer into, int at, int place) {
        into.putInt(at, ECHO_REQUEST)
                .putShort(at + 4, Short.reverseBytes((short) identifier))
                .putShort(at + 6, (short) place)
                .putLong(at + 8, token(place))
                .putLong(at + 16, place);
        into.putShort(at + 2, checksum(into, at));
    }

    /** The place of the address that answers; negative if it is no answer to one of these requests. */
    int answering(int from, ByteBuffer packet, int at, int length) {
        long place = length < LENGTH ? -1 : packet.getLong(at + 16);
        boolean known = place >= 0
                && place < addresses.length
                && packet.get(at) == ECHO_REPLY
                && (!keepsIdentifier || packet.getShort(at + 4) == Short.reverseBytes((short) identifier))
                && addresses[(int) place] == from
                && packet.getLong(at + 8) == token((int) place);
        return known ? (int) place : -1;
    }

    /** A step of SplitMix64 from the secret and the place: without the secret no one can tell the next from the last. */
    private long token(int place) {
        return new SplittableRandom(secret + place * 0x9e3779b97f4a7c15L).nextLong();
    }

    /** RFC 1071; it may be summed in any order of bytes. */
    private static short checksum(ByteBuffer bytes, int at) {
        long sum = 0;
        for (int i = 0; i < LENGTH; i += 4) {
            sum += bytes.getInt(at + i) & 0xffff_ffffL;
        }
        sum = (sum & 0xffff) + (sum >>> 16 & 0xffff) + (sum >>> 32);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }
}
