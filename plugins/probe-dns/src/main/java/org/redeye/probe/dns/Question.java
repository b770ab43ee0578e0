package org.redeye.probe.dns;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * A question to a name server.
 *
 * @param id a number that nobody can guess
 */
record Question(int id, String name, RecordType type, boolean recursion, boolean edns) {

    /** What fits through every network without being cut up (DNS flag day 2020). */
    static final int DATAGRAM = 1232;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int INTERNET = 1;
    private static final int OPT = 41; // RFC 6891
    private static final int RECURSION = 0x0100;

    /** The same question with a number of its own. */
    static Question of(DnsProbe.Config config) {
        return new Question(RANDOM.nextInt(1 << 16), config.query(), config.type(), config.recursion(), config.edns());
    }

    byte[] encode() {
        byte[] encoded = DomainName.encode(name);
        ByteBuffer message = ByteBuffer.allocate(12 + encoded.length + 4 + (edns ? 11 : 0));
        message.putShort((short) id).putShort((short) (recursion ? RECURSION : 0));
        message.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) (edns ? 1 : 0));
        message.put(encoded).putShort((short) type.code()).putShort((short) INTERNET);
        if (edns) {
            message.put((byte) 0)
                    .putShort((short) OPT)
                    .putShort((short) DATAGRAM)
                    .putInt(0)
                    .putShort((short) 0);
        }
        return message.array();
    }
}
