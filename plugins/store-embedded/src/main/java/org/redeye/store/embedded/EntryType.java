package org.redeye.store.embedded;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/** How an entry lies in the file: version as a variable-length number, then the text. */
final class EntryType extends BasicDataType<Entry> {

    static final EntryType INSTANCE = new EntryType();

    /** Bytes of the object itself, for the cache. */
    private static final int OVERHEAD = 40;

    private EntryType() {}

    @Override
    public int getMemory(Entry entry) {
        return OVERHEAD + StringDataType.INSTANCE.getMemory(entry.value());
    }

    @Override
    public void write(WriteBuffer buffer, Entry entry) {
        buffer.putVarLong(entry.version());
        StringDataType.INSTANCE.write(buffer, entry.value());
    }

    @Override
    public Entry read(ByteBuffer buffer) {
        long version = DataUtils.readVarLong(buffer);
        return new Entry(version, StringDataType.INSTANCE.read(buffer));
    }

    @Override
    public Entry[] createStorage(int size) {
        return new Entry[size];
    }
}
