package org.redeye.testkit.store;

import org.redeye.api.series.SeriesStore;

class MemorySeriesStoreTest extends SeriesStoreContract {

    private final MemorySeriesStore store = new MemorySeriesStore();

    @Override
    protected SeriesStore open() {
        return store;
    }
}
