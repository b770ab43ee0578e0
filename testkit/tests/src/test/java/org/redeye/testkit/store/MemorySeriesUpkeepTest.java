package org.redeye.testkit.store;

import org.redeye.api.series.SeriesStore;

class MemorySeriesUpkeepTest extends SeriesUpkeepContract {

    private final MemorySeriesStore store = new MemorySeriesStore();

    @Override
    protected SeriesStore open() {
        return store;
    }
}
