package org.redeye.probe.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTest {

    @Test
    void namesEachAddressOnceInItsOrder() {
        assertThat(list(List.of("10.0.0.9", "10.0.0.1-10.0.0.3", "10.0.0.2"), List.of()))
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.9");
    }

    @Test
    void ordersAddressesAsPeopleDoAndNotBySign() {
        assertThat(list(List.of("200.0.0.1", "9.0.0.1"), List.of())).containsExactly("9.0.0.1", "200.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.7.77/30, 192.168.7.77 192.168.7.78", // without its name and its broadcast address
        "192.168.7.6/31, 192.168.7.6 192.168.7.7", // RFC 3021: both are hosts
        "192.168.7.6/32, 192.168.7.6",
        "255.255.255.252/30, 255.255.255.253 255.255.255.254"
    })
    void knowsTheHostsOfANetwork(String network, String hosts) {
        assertThat(list(List.of(network), List.of())).containsExactly(hosts.split(" "));
    }

    @Test
    void leavesOutWholeNetworks() {
        assertThat(list(List.of("10.0.0.0-10.0.0.5"), List.of("10.0.0.0/30", "10.0.0.5")))
                .containsExactly("10.0.0.4");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.300, expected an address",
        "10.0.0, expected an address",
        "example.org, expected an address",
        "10.0.0.0/33, the length of a network is 0 to 32",
        "10.0.0.0/x, the length of a network is 0 to 32",
        "10.0.0.9-10.0.0.1, a range goes from the lower address to the higher one"
    })
    void saysWhichOneIsWrong(String text, String why) {
        assertThatThrownBy(() -> AddressList.check(List.of("10.0.0.1", text), List.of(), 100))
                .hasMessageStartingWith("'addresses' has '" + text + "'; ")
                .hasMessageContaining(why);
        assertThatThrownBy(() -> AddressList.check(List.of("10.0.0.1"), List.of(text), 100))
                .hasMessageStartingWith("'except' has '" + text + "'; ");
    }

    @Test
    void countsBeforeItMakesThem() {
        assertThatThrownBy(() -> AddressList.check(List.of("0.0.0.0/0", "0.0.0.0-255.255.255.255"), List.of(), 9_900))
                .hasMessage("'addresses' names 8589934590 addresses; at most 9900 are asked by one check.");
    }

    @Property
    void hasAsManyAsTheRangeIsLong(@ForAll int first, @ForAll @IntRange(max = 300) int more) {
        long last = Math.min(0xffff_ffffL, (first & 0xffff_ffffL) + more);
        String range = AddressList.text(first) + "-" + AddressList.text((int) last);

        int[] addresses = AddressList.of(List.of(range), List.of(), 1_000);

        assertThat(addresses).hasSize((int) (last - (first & 0xffff_ffffL)) + 1);
        assertThat(addresses[0]).isEqualTo(first);
        assertThat(addresses[addresses.length - 1]).isEqualTo((int) last);
    }

    private static List<String> list(List<String> named, List<String> excepted) {
        return Arrays.stream(AddressList.of(named, excepted, 1_000))
                .mapToObj(AddressList::text)
                .toList();
    }
}
