package org.redeye.web.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body of which no more than its bound is read. */
final class BoundedInput extends ServletInputStream {

    private final ServletInputStream body;
    private final long limit;
    private long left;

    BoundedInput(ServletInputStream body, long limit) {
        this.body = body;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = body.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = body.read(into, from, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    private void count(int octets) throws IOException {
        left -= octets;
        if (left < 0) {
            throw new BodyTooLargeException(limit);
        }
    }
}
