package org.redeye.probe.network;

import java.time.Duration;
import java.util.List;
import org.redeye.api.schema.Field;

/** Whose answer shows that the network is there. */
record NetworkConfig(
        @Field(
                help = "Who is asked: 'gateway' (that of the default route), names or addresses, with a port to connect"
                        + " to it; the network is there if one of them answers",
                def = "gateway",
                min = "1",
                max = "20")
        List<String> references,

        @Field(
                help = "How long to wait for an answer; within that each is asked several times",
                def = "2s",
                min = "100ms",
                max = "30s")
        Duration patience) {

    NetworkConfig {
        references.forEach(Reference::of); // says what does not fit
    }
}
