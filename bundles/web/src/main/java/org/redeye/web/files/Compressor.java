package org.redeye.web.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses texts that bring no compressed copy, each once. Keeps a bounded number of bytes; what was asked for longest
 * ago goes first. Thread-safe.
 */
final class Compressor {

    /** Below that a compressed copy gains nothing. */
    private static final int SMALLEST = 1024;

    private final int mostBytes;
    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int keptBytes;

    /** @param mostBytes how many compressed bytes are kept */
    Compressor(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The file with a compressed copy; as it is if it has one, is small or is no text. */
    StaticFile compress(StaticFile file) {
        if (file.gzip().isPresent() || !file.isText() || file.bytes().length <= SMALLEST) {
            return file;
        }
        byte[] known = known(file.fingerprint());
        if (known != null) {
            return file.with(known);
        }
        byte[] compressed = gzip(file.bytes());
        keep(file.fingerprint(), compressed);
        return file.with(compressed);
    }

    /** How many bytes are kept. */
    synchronized int keptBytes() {
        return keptBytes;
    }

    private synchronized byte @Nullable [] known(String fingerprint) {
        return kept.get(fingerprint);
    }

    private synchronized void keep(String fingerprint, byte[] compressed) {
        if (compressed.length > mostBytes || kept.putIfAbsent(fingerprint, compressed) != null) {
            return;
        }
        keptBytes += compressed.length;
        for (Iterator<byte[]> eldest = kept.values().iterator(); keptBytes > mostBytes; eldest.remove()) {
            keptBytes -= eldest.next().length;
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        return compressed.toByteArray();
    }
}
