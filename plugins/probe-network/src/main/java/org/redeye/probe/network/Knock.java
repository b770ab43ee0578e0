package org.redeye.probe.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Asks one address for a sign of life. Blocks. */
final class Knock {

    /** A lost packet is asked for again after so long. */
    private static final int TRY_MILLIS = 500;

    private static final double NANOS_PER_SECOND = 1e9;

    private Knock() {}

    /**
     * Without a port: an echo (ICMP) where the process may, else whether port 7 says anything, be it no. With one: whether a
     * connection is taken or refused; both come from there.
     *
     * @return how many seconds the answer took; NaN if there was none in time
     */
    static double at(InetAddress address, int port, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long begun = System.nanoTime(); begun - end < 0; begun = System.nanoTime()) {
            int most = (int) Math.min(
                    TRY_MILLIS, Math.max(1, Duration.ofNanos(end - begun).toMillis()));
            if (answers(address, port, most)) {
                return (System.nanoTime() - begun) / NANOS_PER_SECOND;
            }
            // without a way nothing is waited for, and a way may come while there is time
            long left = Math.min(end, begun + most * 1_000_000L) - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }
        return Double.NaN;
    }

    private static boolean answers(InetAddress address, int port, int millis) {
        try {
            if (port == 0) {
                return address.isReachable(millis);
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), millis);
                return true;
            }
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }
}
