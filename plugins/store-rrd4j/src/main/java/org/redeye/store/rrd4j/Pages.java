package org.redeye.store.rrd4j;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rrd4j.core.RrdBackend;

/**
 * An RRD file in memory, as far as it was touched: pages are read when needed, writes stay here. What was written is
 * taken out as {@link #changes()}, which the caller makes durable; or thrown away. Not thread-safe.
 */
final class Pages extends RrdBackend implements Bytes {

    /** Bytes that belong to a place in the file. */
    record Range(int offset, byte[] bytes) {}

    /** As large as a block of the usual file systems. */
    private static final int PAGE = 4096;

    private static final int WORD = 4;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Disk.@Nullable Handle file;
    private int length;
    private byte @Nullable [] @Nullable [] pages;
    /** One bit for each word of a page that was written. */
    private long @Nullable [] @Nullable [] written;

    private Pages(Disk.@Nullable Handle file, int length) {
        super("series");
        this.file = file;
        this.length = length;
        int count = (length + PAGE - 1) / PAGE;
        this.pages = new byte[count][];
        this.written = new long[count][];
    }

    /** A file that is not there yet. */
    static Pages empty() {
        return new Pages(null, 0);
    }

    /** A file that is open for reading as long as this is in use. */
    static Pages of(Disk.Handle file) throws IOException {
        return new Pages(file, Math.toIntExact(file.length()));
    }

    /** A file that is in memory whole. */
    static Pages of(byte[] bytes) throws IOException {
        var pages = new Pages(null, bytes.length);
        pages.copyIn(0, bytes, false);
        return pages;
    }

    /** All bytes. */
    byte[] all() throws IOException {
        var bytes = new byte[length];
        read(0, bytes, 0, length);
        return bytes;
    }

    /** Puts bytes over the file's that are to be there already, so they are no change. */
    void overlay(Range range) throws IOException {
        copyIn(range.offset(), range.bytes(), false);
    }

    /** What was written, in the order of the file. */
    List<Range> changes() {
        var ranges = new ArrayList<Range>();
        int start = -1;
        int words = (length + WORD - 1) / WORD;
        for (int word = 0; word <= words; word++) {
            boolean dirty = word < words && isWritten(word);
            if (dirty && start < 0) {
                start = word;
            } else if (!dirty && start >= 0) {
                ranges.add(cut(start * WORD, Math.min(word * WORD, length)));
                start = -1;
            }
            if (!dirty && word % (PAGE / WORD) == 0 && word < words && written[word * WORD / PAGE] == null) {
                word += PAGE / WORD - 1;
            }
        }
        return ranges;
    }

    private boolean isWritten(int word) {
        long[] bits = written[word * WORD / PAGE];
        int inPage = word % (PAGE / WORD);
        return bits != null && (bits[inPage >> 6] & (1L << inPage)) != 0;
    }

    private Range cut(int from, int to) {
        var bytes = new byte[to - from];
        for (int at = from; at < to; ) {
            int count = Math.min(to - at, PAGE - at % PAGE);
            System.arraycopy(pages[at / PAGE], at % PAGE, bytes, at - from, count);
            at += count;
        }
        return new Range(from, bytes);
    }

    private byte[] page(int number) throws IOException {
        byte[] page = number < pages.length ? pages[number] : null;
        if (page == null) {
            page = load(number);
            pages[number] = page;
        }
        return page;
    }

    private byte[] load(int number) throws IOException {
        if (number >= pages.length) {
            throw new EOFException("The file ends at byte " + length);
        }
        var page = new byte[PAGE];
        if (file != null) {
            file.read((long) number * PAGE, page, 0, Math.min(PAGE, length - number * PAGE));
        }
        return page;
    }

    private void mark(int offset, int count) {
        for (int word = offset / WORD; word <= (offset + count - 1) / WORD; word++) {
            int number = word * WORD / PAGE;
            long[] bits = written[number];
            if (bits == null) {
                bits = new long[PAGE / WORD / Long.SIZE];
                written[number] = bits;
            }
            int inPage = word % (PAGE / WORD);
            bits[inPage >> 6] |= 1L << inPage;
        }
    }

    private int check(long offset, int count) throws EOFException {
        if (offset < 0 || offset + count > length) {
            throw new EOFException("Byte " + offset + " is asked for, the file ends at byte " + length);
        }
        return (int) offset;
    }

    private void copyIn(long offset, byte[] bytes, boolean change) throws IOException {
        int start = check(offset, bytes.length);
        for (int done = 0; done < bytes.length; ) {
            int at = start + done;
            int count = Math.min(bytes.length - done, PAGE - at % PAGE);
            System.arraycopy(bytes, done, page(at / PAGE), at % PAGE, count);
            done += count;
        }
        if (change && bytes.length > 0) {
            mark(start, bytes.length);
        }
    }

    @Override
    protected void write(long offset, byte[] bytes) throws IOException {
        copyIn(offset, bytes, true);
    }

    @Override
    protected void read(long offset, byte[] bytes) throws IOException {
        read(offset, bytes, 0, bytes.length);
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        int start = check(position, count);
        for (int done = 0; done < count; ) {
            int at = start + done;
            int part = Math.min(count - done, PAGE - at % PAGE);
            System.arraycopy(page(at / PAGE), at % PAGE, into, offset + done, part);
            done += part;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    protected void writeLong(long offset, long value) throws IOException {
        int at = check(offset, Long.BYTES);
        if (at % PAGE > PAGE - Long.BYTES) {
            super.writeLong(offset, value);
        } else {
            LONG.set(page(at / PAGE), at % PAGE, value);
            mark(at, Long.BYTES);
        }
    }

    @Override
    protected long readLong(long offset) throws IOException {
        int at = check(offset, Long.BYTES);
        return at % PAGE > PAGE - Long.BYTES ? super.readLong(offset) : (long) LONG.get(page(at / PAGE), at % PAGE);
    }

    @Override
    protected void writeDouble(long offset, double value) throws IOException {
        writeLong(offset, Double.doubleToLongBits(value));
    }

    @Override
    protected double readDouble(long offset) throws IOException {
        return Double.longBitsToDouble(readLong(offset));
    }

    @Override
    protected void writeInt(long offset, int value) throws IOException {
        int at = check(offset, Integer.BYTES);
        if (at % PAGE > PAGE - Integer.BYTES) {
            super.writeInt(offset, value);
        } else {
            INT.set(page(at / PAGE), at % PAGE, value);
            mark(at, Integer.BYTES);
        }
    }

    @Override
    protected int readInt(long offset) throws IOException {
        int at = check(offset, Integer.BYTES);
        return at % PAGE > PAGE - Integer.BYTES ? super.readInt(offset) : (int) INT.get(page(at / PAGE), at % PAGE);
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    protected void setLength(long newLength) {
        length = Math.toIntExact(newLength);
        int count = (length + PAGE - 1) / PAGE;
        pages = new byte[count][];
        written = new long[count][];
    }

    @Override
    protected void close() {
        // the caller owns the file
    }
}
