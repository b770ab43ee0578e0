package org.redeye.probe.ping;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;

/**
 * Asks by opening a TCP connection: what is left where ICMP is not allowed. A connection and a refusal are both replies,
 * for both come from the target.
 */
final class TcpEcho implements Echo {

    private final int port;
    private final AsynchronousChannelGroup group;
    private final Map<Answer, AsynchronousSocketChannel> open = new ConcurrentHashMap<>();

    TcpEcho(int port, AsynchronousChannelGroup group) {
        this.port = port;
        this.group = group;
    }

    @Override
    public String method() {
        return "TCP connect to port " + port;
    }

    @Override
    public boolean send(InetAddress target, int size, Answer answer) {
        try {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
            open.put(answer, channel);
            long sentAt = System.nanoTime();
            channel.connect(
                    new InetSocketAddress(target, port), null, new CompletionHandler<@Nullable Void, @Nullable Void>() {
                        @Override
                        public void completed(@Nullable Void nothing, @Nullable Void none) {
                            replied(answer, System.nanoTime() - sentAt);
                        }

                        @Override
                        public void failed(Throwable failed, @Nullable Void none) {
                            String text = String.valueOf(failed.getMessage());
                            if (failed instanceof ConnectException && !text.contains("timed out")) {
                                replied(answer, System.nanoTime() - sentAt); // refused
                            } else if (open.containsKey(answer)) {
                                forget(answer);
                                answer.failed(Reason.UNREACHABLE, text);
                            }
                        }
                    });
            return true;
        } catch (IOException | RuntimeException e) { // no descriptor left, or no such address family here
            forget(answer);
            answer.failed(Reason.OVERLOAD, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void replied(Answer answer, long nanos) {
        forget(answer);
        answer.replied(nanos);
    }

    @Override
    public void forget(Answer answer) {
        AsynchronousSocketChannel channel = open.remove(answer);
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) { // it is of no use any more either way
                open.remove(answer);
            }
        }
    }
}
