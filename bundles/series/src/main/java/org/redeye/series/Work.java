package org.redeye.series;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.redeye.api.series.Sample;

/** Something the store shall do, in the order it was asked for. */
sealed interface Work {

    /** How many samples wait with it. */
    int size();

    /** Samples to be stored, and who waits for that. */
    record Append(List<Sample> samples, CompletableFuture<Void> done) implements Work {
        @Override
        public int size() {
            return samples.size();
        }
    }

    /** A series has ended. */
    record End(String id, long at) implements Work {
        @Override
        public int size() {
            return 0;
        }
    }
}
