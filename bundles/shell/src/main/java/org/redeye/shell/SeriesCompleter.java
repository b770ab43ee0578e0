package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** Completes the ids of series. */
@Service
public final class SeriesCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Series.class, series -> series.find("*", "", MOST).stream()
                        .map(SeriesInfo::id)
                        .toList())
                .orElse(List.of());
    }
}
