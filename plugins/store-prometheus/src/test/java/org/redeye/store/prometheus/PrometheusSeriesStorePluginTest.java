package org.redeye.store.prometheus;

import org.redeye.testkit.store.StorePluginContract;

class PrometheusSeriesStorePluginTest extends StorePluginContract {

    PrometheusSeriesStorePluginTest() {
        super(PrometheusSeriesStore.class, Config.class);
    }
}
