package org.redeye.store.rrd4j;

import org.redeye.testkit.store.StorePluginContract;

class RrdSeriesStorePluginTest extends StorePluginContract {

    RrdSeriesStorePluginTest() {
        super(RrdSeriesStore.class, Config.class);
    }
}
