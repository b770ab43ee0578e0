package org.redeye.probe.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketsTest {

    private static final int[] ADDRESSES = {0x0a000001, 0x0a000002, 0x0a000003};
    private static final int AT = 20; // behind an IP header

    private final Packets packets = new Packets(ADDRESSES, 0x1234, true, 42);

    @Test
    void knowsTheAnswerOfEachAddress() {
        for (int place = 0; place < ADDRESSES.length; place++) {
            assertThat(packets.answering(ADDRESSES[place], answer(packets, place), AT, Packets.LENGTH))
                    .isEqualTo(place);
        }
    }

    static Stream<Consumer<ByteBuffer>> forgeries() {
        return Stream.of(
                packet -> packet.put(AT, (byte) 3), // destination unreachable
                packet -> packet.put(AT, (byte) 8), // our own request, as a socket on loopback sees it
                packet -> packet.putShort(AT + 4, (short) 0x4321),
                packet -> packet.putLong(AT + 8, 7),
                packet -> packet.putLong(AT + 16, 2), // for another address
                packet -> packet.putLong(AT + 16, 3),
                packet -> packet.putLong(AT + 16, 0x1_0000_0001L),
                packet -> packet.putLong(AT + 16, -1));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void takesNothingThatIsNotItsAnswer(Consumer<ByteBuffer> forge) {
        ByteBuffer packet = answer(packets, 1);
        forge.accept(packet);

        assertThat(packets.answering(ADDRESSES[1], packet, AT, Packets.LENGTH)).isNegative();
    }

    @Test
    void takesNoAnswerFromAnotherAddressOrOneThatIsCutOff() {
        ByteBuffer packet = answer(packets, 1);

        assertThat(packets.answering(ADDRESSES[2], packet, AT, Packets.LENGTH)).isNegative();
        assertThat(packets.answering(ADDRESSES[1], packet, AT, Packets.LENGTH - 1))
                .isNegative();
    }

    @Test
    void takesNoAnswerToAnEarlierSweep() {
        ByteBuffer packet = answer(new Packets(ADDRESSES, 0x1234, true, 41), 1);

        assertThat(packets.answering(ADDRESSES[1], packet, AT, Packets.LENGTH)).isNegative();
    }

    @Test
    void acceptsTheIdentifierThatTheKernelGaveToADatagramSocket() {
        var theirs = new Packets(ADDRESSES, 0x1234, false, 42);
        ByteBuffer packet = answer(theirs, 1).putShort(AT + 4, (short) 0x4321);

        assertThat(theirs.answering(ADDRESSES[1], packet, AT, Packets.LENGTH)).isEqualTo(1);
    }

    /** RFC 1071: with the checksum in its place the ones' complement sum of all words is all ones. */
    @Property
    void sumsToAllOnes(@ForAll int identifier, @ForAll long secret) {
        ByteBuffer packet = room();
        new Packets(ADDRESSES, identifier & 0xffff, true, secret).write(packet, AT, 2);

        int sum = 0;
        for (int i = 0; i < Packets.LENGTH; i += 2) {
            sum += (packet.get(AT + i) & 0xff) << 8 | packet.get(AT + i + 1) & 0xff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        assertThat(sum).isEqualTo(0xffff);
    }

    private static ByteBuffer answer(Packets packets, int place) {
        ByteBuffer packet = room();
        packets.write(packet, AT, place);
        return packet.put(AT, (byte) 0);
    }

    private static ByteBuffer room() {
        return ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    }
}
