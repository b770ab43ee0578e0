package org.redeye.probe.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.redeye.net.Outcomes;
import org.redeye.probe.dns.DomainName.Malformed;

/** Types of records and how their values are written, as in zone files but without quotes and final dots. */
enum RecordType {
    A(1),
    AAAA(28),
    CAA(257),
    CNAME(5),
    MX(15),
    NS(2),
    PTR(12),
    SOA(6),
    SRV(33),
    TXT(16);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    /** Its number on the wire. */
    int code() {
        return code;
    }

    /** The value of a record. @param message stands at its data @param end where the data ends */
    String value(ByteBuffer message, int end) throws Malformed {
        return switch (this) {
            case A -> address(message, end, 4);
            case AAAA -> address(message, end, 16);
            case CNAME, NS, PTR -> DomainName.read(message);
            case MX -> DomainName.number(message) + " " + DomainName.read(message);
            case SRV ->
                DomainName.number(message) + " " + DomainName.number(message) + " " + DomainName.number(message) + " "
                        + DomainName.read(message);
            case SOA -> DomainName.read(message) + " " + DomainName.read(message) + " " + longs(message, end);
            case TXT -> texts(message, end);
            case CAA -> authorization(message, end);
        };
    }

    private static String address(ByteBuffer message, int end, int length) throws Malformed {
        byte[] bytes = bytes(message, end);
        if (bytes.length != length) {
            throw new Malformed("an address of " + bytes.length + " bytes instead of " + length);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new Malformed("an address of " + bytes.length + " bytes");
        }
    }

    /** Serial, refresh, retry, expire, minimum (RFC 1035, 3.3.13). */
    private static String longs(ByteBuffer message, int end) throws Malformed {
        if (end - message.position() != 20) {
            throw new Malformed("an SOA record of wrong length");
        }
        var numbers = new ArrayList<String>();
        while (message.position() < end) {
            numbers.add(Long.toString(Integer.toUnsignedLong(message.getInt())));
        }
        return String.join(" ", numbers);
    }

    /** The strings of the record, joined as their readers do it (RFC 7208, 3.3). */
    private static String texts(ByteBuffer message, int end) throws Malformed {
        var text = new StringBuilder();
        while (message.position() < end) {
            int length = DomainName.octet(message);
            if (length > end - message.position()) {
                throw new Malformed("a text that is longer than its record");
            }
            byte[] bytes = bytes(message, message.position() + length);
            text.append(Outcomes.latin(bytes, length));
        }
        return text.toString();
    }

    /** Flags, tag, value (RFC 8659, 4.1). */
    private static String authorization(ByteBuffer message, int end) throws Malformed {
        int flags = DomainName.octet(message);
        int length = DomainName.octet(message);
        if (length > end - message.position()) {
            throw new Malformed("a CAA tag that is longer than its record");
        }
        byte[] tag = bytes(message, message.position() + length);
        byte[] value = bytes(message, end);
        return String.join(
                " ",
                List.of(Integer.toString(flags), Outcomes.latin(tag, length), Outcomes.latin(value, value.length)));
    }

    private static byte[] bytes(ByteBuffer message, int end) {
        byte[] bytes = new byte[end - message.position()];
        message.get(bytes);
        return bytes;
    }
}
