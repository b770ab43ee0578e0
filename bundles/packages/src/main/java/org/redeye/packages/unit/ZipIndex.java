package org.redeye.packages.unit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The central directory of a zip archive, read for what Java's own reader does not tell: entries that stand there twice, and
 * links (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16; the upper half of the external attributes is the mode that Unix
 * gives a file).
 */
final class ZipIndex {

    private static final int END = 0x06054b50;
    private static final int HEADER = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int HEADER_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MODE_TYPE = 0xf000;
    private static final int MODE_LINK = 0xa000;
    /** Entries that are listed, folders included. */
    private static final int MOST = 10_000;

    private ZipIndex() {}

    /** An entry as it is listed. */
    record Entry(String name, boolean isLink) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    /** @throws ZipException in words, if it is no archive or too large a one */
    static List<Entry> read(Path archive) throws IOException {
        try (var file = new RandomAccessFile(archive.toFile(), "r")) {
            ByteBuffer tail = slice(file, Math.max(0, file.length() - END_BYTES - LONGEST_COMMENT), file.length());
            int end = tail.limit() - END_BYTES;
            while (end >= 0 && tail.getInt(end) != END) {
                end--;
            }
            if (end < 0) {
                throw new ZipException("it is no zip archive, or cut off");
            }
            int count = Short.toUnsignedInt(tail.getShort(end + 10));
            long size = Integer.toUnsignedLong(tail.getInt(end + 12));
            long start = Integer.toUnsignedLong(tail.getInt(end + 16));
            if (count > MOST) {
                throw new ZipException("it lists " + count + " entries; at most " + MOST + " are read");
            }
            if (start + size > file.length()) {
                throw new ZipException("its table of contents is damaged");
            }
            return entries(slice(file, start, start + size), count);
        }
    }

    private static List<Entry> entries(ByteBuffer headers, int count) throws ZipException {
        var entries = new ArrayList<Entry>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at + HEADER_BYTES > headers.limit() || headers.getInt(at) != HEADER) {
                throw new ZipException("its table of contents is damaged");
            }
            int name = Short.toUnsignedInt(headers.getShort(at + 28));
            int extra = Short.toUnsignedInt(headers.getShort(at + 30));
            int comment = Short.toUnsignedInt(headers.getShort(at + 32));
            int mode = headers.getInt(at + 38) >>> 16;
            if (at + HEADER_BYTES + name > headers.limit()) {
                throw new ZipException("its table of contents is damaged");
            }
            entries.add(new Entry(text(headers.slice(at + HEADER_BYTES, name)), (mode & MODE_TYPE) == MODE_LINK));
            at += HEADER_BYTES + name + extra + comment;
        }
        return entries;
    }

    private static String text(ByteBuffer bytes) throws ZipException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ZipException("the name of an entry is not UTF-8");
        }
    }

    private static ByteBuffer slice(RandomAccessFile file, long from, long to) throws IOException {
        var bytes = new byte[(int) (to - from)];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
