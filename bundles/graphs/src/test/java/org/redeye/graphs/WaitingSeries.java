package org.redeye.graphs;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.redeye.api.series.Band;
import org.redeye.testkit.store.StoredSeries;

/** Series whose readers can be made to wait. */
final class WaitingSeries extends StoredSeries {

    volatile CountDownLatch readable = new CountDownLatch(0);

    @Override
    public Optional<Band> band(String id, long from, long to, long step) {
        try {
            if (!readable.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the reader go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return super.band(id, from, to, step);
    }
}
