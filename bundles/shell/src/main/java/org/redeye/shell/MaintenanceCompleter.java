package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Window;

/** Completes the ids of windows of maintenance that were opened and have not ended. */
@Service
public final class MaintenanceCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        Instant now = Instant.now();
        return Engines.ask(
                        from,
                        Maintenance.class,
                        maintenance -> maintenance.windows(now, now.plus(Duration.ofDays(366))).stream()
                                .filter(window -> !window.by().equals(window.id()))
                                .map(Window::id)
                                .toList())
                .orElse(List.of());
    }
}
