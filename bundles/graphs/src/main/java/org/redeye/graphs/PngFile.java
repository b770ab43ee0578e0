package org.redeye.graphs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pixels as a PNG file (RFC 2083): eight bits of red, green and blue, each row as its difference to the one above. A graph
 * is mostly the same row after row, so the quickest compression does; Java's own writer takes several times as long.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte UP = 2;

    private PngFile() {}

    /** @param pixels row by row, 0xRRGGBB */
    static byte[] of(int width, int height, int[] pixels) {
        var out = new ByteArrayOutputStream(1 << 14);
        out.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk(out, "IHDR", header.array(), 13);
        byte[] filtered = filter(width, height, pixels);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(filtered);
            deflater.finish();
            var packed = new byte[filtered.length + filtered.length / 1000 + 64];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(packed, size, packed.length - size);
            }
            chunk(out, "IDAT", packed, size);
        } finally {
            deflater.end();
        }
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static byte[] filter(int width, int height, int[] pixels) {
        var bytes = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            bytes[at++] = UP;
            for (int i = y * width; i < (y + 1) * width; i++) {
                int pixel = pixels[i];
                int above = y == 0 ? 0 : pixels[i - width];
                bytes[at++] = (byte) ((pixel >> 16) - (above >> 16));
                bytes[at++] = (byte) ((pixel >> 8) - (above >> 8));
                bytes[at++] = (byte) (pixel - above);
            }
        }
        return bytes;
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int size) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, size);
        out.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
        out.writeBytes(name);
        out.write(data, 0, size);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
