package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far away a target is. */
class ReachTest {

    @ParameterizedTest
    @CsvSource({
        "'', LOCAL",
        "localhost, LOCAL",
        "web.localhost, LOCAL",
        "127.0.0.1, LOCAL",
        "127.9.9.9, LOCAL",
        "'[::1]', LOCAL",
        "10.1.2.3, LOCAL",
        "10.1.3.255, NEAR",
        "10.1.4.0, FAR",
        "fd00::7, NEAR",
        "'[fd00:0:0:1::7]', FAR",
        "300.1.1.1, FAR",
        "example.org, FAR",
        "dead.beef, FAR",
    })
    void isToldByTheAddressesOfThisMachine(String target, Reach reach) throws UnknownHostException {
        List<Reach.Own> own = List.of(
                new Reach.Own(InetAddress.getByName("10.1.2.3"), 23),
                new Reach.Own(InetAddress.getByName("fd00::1"), 64));

        assertThat(Reach.of(target, own)).isEqualTo(reach);
    }

    @Test
    void thisMachineHasALoopbackAddress() {
        assertThat(Reach.own()).anyMatch(one -> one.address().isLoopbackAddress());
    }
}
