package org.redeye.probe.ntp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer of a time server (RFC 5905, 7.3). Times are nanoseconds since the epoch.
 *
 * @param leap 0 none, 1 and 2 a second more or less at the end of the day, 3 not synchronised
 * @param stratum 1 for a clock of reference, one more for each server in between; 0 and 16 for none
 * @param rootDelay in seconds, to the clock of reference and back
 * @param rootDispersion in seconds
 * @param reference what it is synchronised to, or why it gives no time: four bytes
 * @param set when its clock was last set
 * @param origin what the question had as its time
 * @param received when the question came
 * @param sent when the answer went
 */
record Packet(
        int leap,
        int stratum,
        double rootDelay,
        double rootDispersion,
        byte[] reference,
        long set,
        long origin,
        long received,
        long sent) {

    private static final int LENGTH = 48;
    private static final int CLIENT = 0x23; // version 4, mode 3
    private static final int SERVER_MODE = 4;
    /** Seconds from 1900 to 1970. */
    private static final long EPOCH = 2_208_988_800L;

    private static final long SECOND = 1_000_000_000L;
    private static final long ERA = 1L << 32;

    /** A question. @param origin what the answer must repeat: nobody else shall guess it, and it tells nothing of us */
    static byte[] question(long origin) {
        return ByteBuffer.allocate(LENGTH)
                .put(0, (byte) CLIENT)
                .putLong(40, origin)
                .array();
    }

    /** Whether it is an answer of a server at all. */
    static boolean isAnswer(byte[] datagram) {
        int version = datagram.length < LENGTH ? 0 : datagram[0] >> 3 & 7;
        return datagram.length >= LENGTH && (datagram[0] & 7) == SERVER_MODE && version >= 3 && version <= 4;
    }

    /** Reads an answer. @param near a time that is less than 68 years away, for the era */
    static Packet read(byte[] datagram, long near) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        byte[] reference = new byte[4];
        in.get(12, reference);
        return new Packet(
                (in.get(0) & 0xff) >> 6,
                in.get(1) & 0xff,
                in.getInt(4) / 65_536.0,
                Integer.toUnsignedLong(in.getInt(8)) / 65_536.0,
                reference,
                time(in.getLong(16), near),
                in.getLong(24),
                time(in.getLong(32), near),
                time(in.getLong(40), near));
    }

    /** Whether the server set the time of its answer. */
    static boolean hasTime(byte[] datagram) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        return in.getLong(32) != 0 && in.getLong(40) != 0;
    }

    /** Seconds since 1900 and their 32-bit fraction, in the era (RFC 5905, 6) that is nearest. */
    private static long time(long stamp, long near) {
        long seconds = (stamp >>> 32) - EPOCH;
        long nearSeconds = Math.floorDiv(near, SECOND);
        seconds += Math.round((nearSeconds - seconds) / (double) ERA) * ERA;
        return seconds * SECOND + ((stamp & 0xffff_ffffL) * SECOND >>> 32);
    }

    /** The same the other way round. */
    static long stamp(long nanos) {
        long seconds = Math.floorDiv(nanos, SECOND) + EPOCH;
        return seconds << 32 | (Math.floorMod(nanos, SECOND) << 32) / SECOND;
    }

    /** What a server says that gives no time (RFC 5905, 7.4): RATE, DENY, RSTR … */
    String kiss() {
        return new String(reference, StandardCharsets.US_ASCII).replaceAll("[^A-Z]", "");
    }
}
