package org.redeye.store.prometheus;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.series.SeriesStore;

/** The figures of the store. It is there when the store has settings, so that nothing is opened that nobody wants. */
@Component(configurationPid = PrometheusSeriesStore.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StoreMeters implements Meters {

    private final PrometheusSeriesStore store;

    /** @param store the store of this bundle */
    @Activate
    public StoreMeters(
            @Reference(target = "(component.name=org.redeye.store.prometheus.PrometheusSeriesStore)")
                    SeriesStore store) {
        this.store = (PrometheusSeriesStore) store;
    }

    @Override
    public List<Meter> read() {
        return store.meters();
    }
}
