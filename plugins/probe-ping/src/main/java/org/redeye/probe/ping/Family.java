package org.redeye.probe.ping;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What differs between the two versions of IP. Addresses are laid out as Linux has them (ip(7), ipv6(7)). */
enum Family {
    /** RFC 792. */
    IPV4(Libc.AF_INET, Libc.IPPROTO_ICMP, 16, 8, 0),
    /** RFC 4443. */
    IPV6(Libc.AF_INET6, Libc.IPPROTO_ICMPV6, 28, 128, 129);

    /** The size of the larger of the two addresses. */
    static final int MAX_ADDRESS = 28;

    final int domain;
    final int protocol;
    final int addressLength;
    final byte request;
    final byte reply;

    Family(int domain, int protocol, int addressLength, int request, int reply) {
        this.domain = domain;
        this.protocol = protocol;
        this.addressLength = addressLength;
        this.request = (byte) request;
        this.reply = (byte) reply;
    }

    static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /** Writes a {@code struct sockaddr_in} or {@code sockaddr_in6}. */
    void write(InetAddress address, Memory into) {
        into.clear();
        into.setShort(0, (short) domain);
        into.write(this == IPV4 ? 4 : 8, address.getAddress(), 0, this == IPV4 ? 4 : 16);
        if (address instanceof Inet6Address scoped) {
            into.setInt(24, scoped.getScopeId());
        }
    }

    /** Reads what {@link #write} has written. */
    InetAddress read(Pointer from) {
        try {
            return InetAddress.getByAddress(this == IPV4 ? from.getByteArray(4, 4) : from.getByteArray(8, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    /**
     * Lets through echo replies with our identifier only: a raw socket is given every ICMP packet of the machine, and another
     * probe may ask ten thousand addresses at once.
     */
    void filter(int fd, int identifier) {
        filterTypes(fd);
        int[][] program = { // classic BPF
            {0xb1, 0, 0, 0}, // x = 4 * (packet[0] & 0xf): the length of the IP header, which IPv6 does not give
            {this == IPV4 ? 0x48 : 0x28, 0, 0, 4}, // a = the 16 bits at packet[x + 4], or packet[4]
            {0x15, 0, 1, identifier},
            {0x06, 0, 0, 0xffff}, // accept
            {0x06, 0, 0, 0}, // drop
        };
        try (var code = new Memory(8L * program.length);
                var head = new Memory(16)) {
            for (int i = 0; i < program.length; i++) {
                code.setShort(8L * i, (short) program[i][0]);
                code.setByte(8L * i + 2, (byte) program[i][1]);
                code.setByte(8L * i + 3, (byte) program[i][2]);
                code.setInt(8L * i + 4, program[i][3]);
            }
            head.clear();
            head.setShort(0, (short) program.length);
            head.setPointer(8, code);
            // if the kernel takes no filter, what is not ours is seen here and passed over
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, head, 16);
        }
    }

    private void filterTypes(int fd) {
        boolean four = this == IPV4;
        try (var mask = new Memory(four ? 4 : 32)) { // one bit a type; set means blocked
            mask.setMemory(0, mask.size(), (byte) 0xff);
            int type = reply & 0xff;
            long word = four ? 0 : type / 32 * 4L;
            mask.setInt(word, ~(1 << type % 32));
            Libc.setsockopt(
                    fd,
                    four ? Libc.SOL_RAW : Libc.IPPROTO_ICMPV6,
                    four ? Libc.ICMP_FILTER : Libc.ICMP6_FILTER,
                    mask,
                    (int) mask.size());
        }
    }

    /** Asks the kernel to keep ICMP errors with the packet they are about. */
    void reportErrors(int fd) {
        try (var on = new Memory(4)) {
            on.setInt(0, 1);
            boolean four = this == IPV4;
            Libc.setsockopt(
                    fd, four ? Libc.IPPROTO_IP : Libc.IPPROTO_IPV6, four ? Libc.IP_RECVERR : Libc.IPV6_RECVERR, on, 4);
        }
    }
}
