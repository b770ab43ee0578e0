package org.redeye.probe.ping;

import java.net.InetAddress;
import org.redeye.api.probe.Reason;

/** A way to ask a machine whether it is there. */
sealed interface Echo permits EchoSocket, TcpEcho {

    /** How it asks, for people: {@code ICMP (raw socket)}. */
    String method();

    /**
     * Asks once. Called from one thread only; never waits.
     *
     * @param size the size of the payload in bytes, where the method has one
     * @return whether it was sent; if not, there is no room now, or {@code answer} has been told why
     */
    boolean send(InetAddress target, int size, Answer answer);

    /** Forgets a question whose answer is of no interest any more. */
    void forget(Answer answer);

    /** What comes of one question; told at most once, from any thread. */
    interface Answer {

        /** The target has answered. */
        void replied(long roundTripNanos);

        /** There will be no reply, and this is why. */
        void failed(Reason reason, String message);
    }
}
