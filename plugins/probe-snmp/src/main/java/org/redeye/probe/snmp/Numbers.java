package org.redeye.probe.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.snmp4j.smi.AbstractVariable;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/** What an agent's values are as numbers and as texts. */
final class Numbers {

    /** Where Counter32 begins again at zero. */
    static final double MODULUS_32 = 4_294_967_296.0;

    private static final double TICKS_PER_SECOND = 100;
    private static final double ALL_64_BITS = 18_446_744_073_709_551_616.0;
    private static final int LONGEST_NUMBER = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    /** Net-SNMP's Opaque with a float inside: tag 0x9f78, length 4 (draft-perkins-float-00). */
    private static final int FLOAT_TAG = 0x9f7804;

    private Numbers() {}

    /** The number: TimeTicks in seconds, a text that is a decimal number as that; empty if it is none. */
    static OptionalDouble of(Variable value) {
        if (value instanceof TimeTicks ticks) {
            return OptionalDouble.of(ticks.getValue() / TICKS_PER_SECOND);
        }
        if (value instanceof UnsignedInteger32 number) { // Counter32 and Gauge32 too
            return OptionalDouble.of(number.getValue());
        }
        if (value instanceof Integer32 number) {
            return OptionalDouble.of(number.getValue());
        }
        if (value instanceof Counter64 number) {
            long bits = number.getValue();
            return OptionalDouble.of(bits < 0 ? bits + ALL_64_BITS : bits);
        }
        if (value instanceof Opaque opaque) {
            return opaque(opaque.getValue());
        }
        return value instanceof OctetString text ? parse(text(text)) : OptionalDouble.empty();
    }

    static boolean isCounter(Variable value) {
        return value instanceof Counter32 || value instanceof Counter64;
    }

    static boolean isCounter32(Variable value) {
        return value instanceof Counter32;
    }

    /** The value as people read it, in one line: octets that are no text as hexadecimal digits. */
    static String text(Variable value) {
        if (!(value instanceof OctetString octets) || value instanceof Opaque) {
            return value.toString();
        }
        byte[] bytes = octets.getValue();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) { // some agents send C's zero at the end of a string
            end--;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString()
                    .strip();
            boolean lines = text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            return lines ? octets.toHexString() : text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        } catch (CharacterCodingException e) {
            return octets.toHexString();
        }
    }

    /** The name of the type: {@code Counter32}, {@code OCTET STRING}. */
    static String type(Variable value) {
        return AbstractVariable.getSyntaxString(value.getSyntax());
    }

    private static OptionalDouble parse(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private static OptionalDouble opaque(byte[] bytes) {
        if (bytes.length != 7) {
            return OptionalDouble.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int tag = (buffer.get() & 0xff) << 16 | (buffer.get() & 0xff) << 8 | buffer.get() & 0xff;
        return tag == FLOAT_TAG ? OptionalDouble.of(buffer.getFloat()) : OptionalDouble.empty();
    }
}
