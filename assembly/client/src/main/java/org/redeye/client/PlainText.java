package org.redeye.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Leaves out the sequences by which the shell colours its messages (ECMA-48 CSI: escape, bracket, parameters, a letter):
 * what a single command says is read by scripts as often as by people.
 */
final class PlainText extends FilterOutputStream {

    private static final int ESCAPE = 0x1b;

    private enum Place {
        TEXT,
        AFTER_ESCAPE,
        IN_SEQUENCE
    }

    private Place place = Place.TEXT;

    PlainText(OutputStream to) {
        super(to);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void write(int b) throws IOException {
        int value = b & 0xff;
        switch (place) {
            case TEXT -> text(value);
            case AFTER_ESCAPE -> place = value == '[' ? Place.IN_SEQUENCE : Place.TEXT;
            case IN_SEQUENCE -> {
                if (value >= 0x40 && value <= 0x7e) {
                    place = Place.TEXT;
                }
            }
        }
    }

    private void text(int value) throws IOException {
        if (value == ESCAPE) {
            place = Place.AFTER_ESCAPE;
        } else {
            out.write(value);
        }
    }

    /** Only flushes: what is under it belongs to the process. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
