package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far the server has it, on disk. Written behind every answer; a crash in between makes the last request go out a
 * second time, which the server takes for what it is.
 */
final class Cursor implements Closeable {

    private static final int BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    private final FileChannel channel;

    /**
     * A place in the buffer.
     *
     * @param segment the segment
     * @param offset where a record of it begins
     * @param skip so many samples of this record are done
     * @param done so many samples of the segment are done
     */
    record Place(long segment, long offset, int skip, long done) {

        static Place startOf(long segment) {
            return new Place(segment, Buffer.MAGIC.length, 0, 0);
        }
    }

    Cursor(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Where it stands; at the beginning of the oldest segment if that is not known. */
    Place load(Buffer buffer) throws IOException {
        var bytes = ByteBuffer.allocate(BYTES);
        channel.read(bytes, 0);
        if (!bytes.hasRemaining() && bytes.getInt(BYTES - Integer.BYTES) == checksum(bytes)) {
            bytes.flip();
            var place = new Place(bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getLong());
            // a buffer that somebody emptied or put back is sent from its beginning
            if (buffer.length(place.segment()) >= place.offset()) {
                return place;
            }
        }
        return Place.startOf(buffer.oldest());
    }

    void save(Place place) throws IOException {
        var bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(place.segment())
                .putLong(place.offset())
                .putInt(place.skip())
                .putLong(place.done());
        bytes.putInt(checksum(bytes)).flip();
        channel.write(bytes, 0);
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.array(), 0, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
