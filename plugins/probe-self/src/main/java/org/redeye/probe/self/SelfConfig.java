package org.redeye.probe.self;

import java.util.List;
import org.redeye.api.schema.Field;

/** Which readings are taken, and how much memory is too much. */
record SelfConfig(
        @Field(help = "Metrics to take; * stands for any run of characters", def = "*")
        List<String> metrics,

        @Field(help = "Metrics to leave out") List<String> excludeMetrics,

        @Field(help = "Resident memory of the monitor from which it is a warning; none by default", type = "bytes")
        long memoryWarning) {}
