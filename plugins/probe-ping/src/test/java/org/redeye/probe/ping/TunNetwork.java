package org.redeye.probe.ping;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of hosts, 10.77.0.2 and so on and fd77::2 and so on, behind a TUN device; each host behaves as a test says. It
 * sees whole IP packets, so it can lose, double, delay and forge exactly what it wants to.
 */
final class TunNetwork implements AutoCloseable {

    private static final int O_RDWR = 2;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN_NO_PI = 0x1001;

    private final int fd;
    private final Memory packet = new Memory(65_536);
    private final Map<Integer, Host> hosts = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "test-network");
    private volatile boolean closing;

    /** What a host does with an echo request. */
    interface Host {
        /** @param number which request to this host it is, from 0 */
        void asked(Request request, int number) throws InterruptedException;
    }

    TunNetwork(Namespace namespace) throws Exception {
        fd = namespace.call(() -> {
            int device = Namespace.C_LIBRARY.open("/dev/net/tun", O_RDWR);
            assertThat(device).as("/dev/net/tun").isNotNegative();
            try (var request = new Memory(40)) {
                request.clear();
                request.setString(0, "tun0");
                request.setShort(16, IFF_TUN_NO_PI);
                assertThat(Namespace.C_LIBRARY.ioctl(device, TUNSETIFF, request))
                        .isZero();
            }
            return device;
        });
        namespace.ip("link set tun0 txqueuelen 10000 up"); // what a test sends at once is not lost before it is seen
        namespace.ip("addr add 10.77.0.1/24 dev tun0");
        namespace.ip("addr add fd77::1/64 dev tun0 nodad");
        while (!namespace.ip("-6 route show table local").contains("fd77::1 ")) {
            Thread.onSpinWait(); // until then the kernel drops what comes to the address
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts a host there. */
    void host(int number, Host host) {
        hosts.put(number, host);
    }

    /** How many requests a host has got. */
    int asked(int number) {
        AtomicInteger count = counts.get(number);
        return count == null ? 0 : count.get();
    }

    private void run() {
        try (var waited = new Memory(8)) {
            waited.clear();
            waited.setInt(0, fd);
            waited.setShort(4, Libc.POLLIN);
            while (!closing) {
                if (Libc.poll(waited, 1, 50) > 0) {
                    int length = (int) Namespace.C_LIBRARY.read(fd, packet, packet.size());
                    byte[] bytes = packet.getByteArray(0, length);
                    Request request = new Request(this, bytes);
                    Host host = request.isEcho() ? hosts.get(bytes[request.four() ? 19 : 39] & 0xff) : null;
                    if (host != null) {
                        int number = bytes[request.four() ? 19 : 39] & 0xff;
                        int count = counts.computeIfAbsent(number, n -> new AtomicInteger())
                                .getAndIncrement();
                        host.asked(request, count);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Libc.close(fd);
        }
    }

    private synchronized void send(byte[] bytes) {
        try (var out = new Memory(bytes.length)) {
            out.write(0, bytes, 0, bytes.length);
            assertThat(Libc.write(fd, out, bytes.length))
                    .as("write to the device")
                    .isEqualTo(bytes.length);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join();
    }

    /** An echo request as it came, and what can be made of it. */
    record Request(TunNetwork network, byte[] bytes) {

        boolean four() {
            return bytes[0] >> 4 == 4;
        }

        private int icmp() {
            return four() ? 20 : 40;
        }

        boolean isEcho() {
            return bytes.length > icmp() + 8
                    && bytes[four() ? 9 : 6] == (four() ? 1 : 58)
                    && bytes[icmp()] == (byte) (four() ? 8 : 128);
        }

        /** The right reply. */
        void reply() {
            network.send(answer(-1));
        }

        /** A reply with one byte changed: 0 the host, 4 the identifier, 6 the sequence, 8 and on the payload. */
        void forged(int at) {
            network.send(answer(at));
        }

        private byte[] answer(int changed) {
            byte[] answer = bytes.clone();
            int length = four() ? 4 : 16;
            int from = four() ? 12 : 8;
            System.arraycopy(bytes, from, answer, from + length, length);
            System.arraycopy(bytes, from + length, answer, from, length);
            answer[icmp()] = (byte) (four() ? 0 : 129);
            if (changed == 0) {
                answer[from + length - 1] ^= 0x40;
                ByteBuffer.wrap(answer).putShort(10, (short) 0);
                ByteBuffer.wrap(answer).putShort(10, EchoPacket.checksum(ByteBuffer.wrap(answer), 20));
            } else if (changed > 0) {
                answer[icmp() + changed] ^= 0x40;
            }
            return checked(answer);
        }

        /** A router's word that there is no way, with as little of the request as the standards allow. */
        void unreachable() {
            int head = icmp();
            ByteBuffer error = ByteBuffer.allocate(head + 8 + head + 8);
            if (four()) {
                error.put((byte) 0x45)
                        .put((byte) 0)
                        .putShort((short) error.capacity())
                        .putInt(0);
                error.put((byte) 64).put((byte) 1).putShort((short) 0);
                error.put(new byte[] {10, 77, 0, (byte) 254}).put(bytes, 12, 4);
                error.putShort(10, EchoPacket.checksum(error, 20));
                error.put((byte) 3).put((byte) 1); // destination unreachable: host
            } else {
                error.putInt(0x60000000)
                        .putShort((short) (8 + head + 8))
                        .put((byte) 58)
                        .put((byte) 64);
                error.put(bytes, 24, 15).put((byte) 254).put(bytes, 8, 16);
                error.put((byte) 1).put((byte) 3); // destination unreachable: address
            }
            error.putShort((short) 0).putInt(0).put(bytes, 0, head + 8);
            network.send(checked(error.array()));
        }

        /** With the checksum of its ICMP part. */
        private byte[] checked(byte[] whole) {
            int at = icmp();
            ByteBuffer packet = ByteBuffer.wrap(whole).putShort(at + 2, (short) 0);
            ByteBuffer summed = ByteBuffer.allocate(40 + whole.length);
            if (!four()) { // the pseudo header of IPv6
                summed.put(whole, 8, 32).putInt(whole.length - at).putInt(58);
            }
            summed.put(whole, at, whole.length - at);
            packet.putShort(at + 2, EchoPacket.checksum(summed, summed.position()));
            return whole;
        }
    }
}
