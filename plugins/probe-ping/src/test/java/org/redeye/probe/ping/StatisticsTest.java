package org.redeye.probe.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.redeye.api.probe.Metric;

class StatisticsTest {

    @Test
    void findsLeastMeanMiddleGreatestAndJitter() {
        assertThat(Statistics.of(new double[] {0.004, 0.001, 0.002, 0.009}))
                .containsExactly(
                        Metric.of("min_seconds", "s", 0.001),
                        Metric.of("avg_seconds", "s", 0.004),
                        Metric.of("median_seconds", "s", 0.003),
                        Metric.of("max_seconds", "s", 0.009),
                        Metric.of("jitter_seconds", "s", (0.003 + 0.001 + 0.007) / 3));
    }

    @Test
    void knowsNothingOfNoTimes() {
        assertThat(Statistics.of(new double[0])).isEmpty();
        assertThat(Statistics.of(new double[] {1})).extracting(Metric::name).doesNotContain("jitter_seconds");
    }

    @Property
    void liesBetweenLeastAndGreatest(@ForAll @Size(min = 2, max = 20) double[] any) {
        double[] times = java.util.Arrays.stream(any).map(t -> Math.abs(t) % 10).toArray();
        double[] values =
                Statistics.of(times).stream().mapToDouble(Metric::value).toArray();
        assertThat(values[1]).isBetween(values[0] - 1e-9, values[3] + 1e-9);
        assertThat(values[2]).isBetween(values[0], values[3]);
        assertThat(values[4]).isBetween(0.0, values[3] - values[0] + 1e-9);
    }

    @Property
    void writesPacketsThatItReadsAndThatAddUp(
            @ForAll @IntRange(max = 65535) int identifier,
            @ForAll @IntRange(max = 65535) int sequence,
            @ForAll long token,
            @ForAll @IntRange(min = 8, max = 200) int size) {
        var packet = new EchoPacket((byte) 8, identifier, sequence, token);
        var bytes = ByteBuffer.allocate(300);
        int length = packet.write(bytes, size);

        assertThat(length).isEqualTo(8 + size);
        assertThat(EchoPacket.read(bytes.limit(length).position(0))).contains(packet);
        // with the checksum in it, the sum of a packet is nothing (RFC 1071)
        assertThat(EchoPacket.checksum(bytes, length)).isZero();
    }

    @Test
    void checksumsTheExampleOfTheStandard() {
        var bytes =
                ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xf2, 3, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7});

        assertThat(EchoPacket.checksum(bytes, 8) & 0xffff).isCloseTo(~0xddf2 & 0xffff, within(0)); // RFC 1071, 3
    }
}
