package org.redeye.probe.sweep;

import java.time.Duration;
import java.util.List;
import org.redeye.api.schema.Field;

/** Whom to ask, how fast, and how many must answer. */
record SweepConfig(
        @Field(
                help =
                        "Addresses of IPv4, each as 10.0.0.7, as a range 10.0.0.10-10.0.0.99 or as a network 10.0.0.0/24",
                required = true,
                min = "1",
                max = "9900")
        List<String> addresses,

        @Field(help = "What of it is left out, written in the same way", max = "1000")
        List<String> except,

        @Field(
                help = "How long the last answer of a try may take",
                name = "wait",
                def = "500ms",
                min = "1ms",
                max = "1m")
        Duration patience,

        @Field(
                help = "How often an address is asked before it counts as silent",
                unit = "tries",
                def = "2",
                min = "1",
                max = "10")
        int tries,

        @Field(
                help = "How many packets are sent in a second at most",
                unit = "packets a second",
                def = "2000",
                min = "1",
                max = "1000000")
        int rate,

        @Field(help = "Critical when fewer addresses answer", def = "0", min = "0", max = "9900")
        int min,

        @Field(
                help =
                        "Critical when more addresses answer, as when a stranger is in the network; 0: there may be any number",
                def = "0",
                min = "0",
                max = "9900")
        int max,

        @Field(help = "Whether it is critical when one of the addresses does not answer", def = "false")
        boolean all,

        @Field(help = "Whether each address that answers is a series of its own", def = "true")
        boolean each) {

    /** An outcome may have 10,000 metrics; a few tell of the sweep itself. */
    static final int MOST = 9_900;

    SweepConfig {
        addresses = List.copyOf(addresses);
        except = List.copyOf(except);
        AddressList.check(addresses, except, MOST);
        if (max > 0 && min > max) {
            throw new IllegalArgumentException("'min' (" + min + ") must not be more than 'max' (" + max + ").");
        }
    }
}
