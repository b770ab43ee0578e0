package org.redeye.store.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes under way: grows as needed. Fixed numbers are big-endian as the files of the buffer have them; {@code varint} and
 * {@code littleEndian} are those of Protocol Buffers. Not thread-safe.
 */
final class Bytes {

    private byte[] array = new byte[1024];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** What is in it: valid up to {@link #size()} and until the next change. */
    byte[] array() {
        return array;
    }

    byte[] copy() {
        return Arrays.copyOf(array, size);
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(
                    array, Math.max(Math.addExact(size, more), (int) Math.min(1L << 30, array.length * 2L)));
        }
    }

    void putByte(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        room(Integer.BYTES);
        setInt(size, value);
        size += Integer.BYTES;
    }

    /** Overwrites what was put before. */
    void setInt(int place, int value) {
        array[place] = (byte) (value >>> 24);
        array[place + 1] = (byte) (value >>> 16);
        array[place + 2] = (byte) (value >>> 8);
        array[place + 3] = (byte) value;
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    void putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        put(encoded);
    }

    void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
    }

    void putVarint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            array[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        array[size++] = (byte) left;
    }

    static int varintSize(long value) {
        return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }

    void putLittleEndian(long bits) {
        room(Long.BYTES);
        for (int shift = 0; shift < 64; shift += 8) {
            array[size++] = (byte) (bits >>> shift);
        }
    }
}
