package org.redeye.store.rrd4j;

import java.util.concurrent.atomic.AtomicLong;
import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.store.SeriesStoreContract;

/** The same when every append goes straight on into the files. */
class FlushedContractTest extends SeriesStoreContract {

    private final AtomicLong millis = new AtomicLong();

    @Override
    protected SeriesStore open() {
        // the clock leaps, so that each append is followed by a new journal and the end of the old
        return new RrdSeriesStore(new RealDisk(), Stores.settings(folder), () -> millis.addAndGet(10_000_000));
    }
}
