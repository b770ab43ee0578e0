package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.Alerts;

/** Completes the ids of alerts that go on. */
@Service
public final class AlertCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Alerts.class, alerts -> alerts.list(AlertQuery.GOING_ON).stream()
                        .map(Alert::id)
                        .toList())
                .orElse(List.of());
    }
}
