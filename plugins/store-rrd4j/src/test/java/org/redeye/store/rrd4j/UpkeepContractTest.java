package org.redeye.store.rrd4j;

import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.store.SeriesUpkeepContract;

class UpkeepContractTest extends SeriesUpkeepContract {

    @Override
    protected SeriesStore open() {
        return new RrdSeriesStore(new RealDisk(), Stores.settings(folder), () -> 0);
    }
}
