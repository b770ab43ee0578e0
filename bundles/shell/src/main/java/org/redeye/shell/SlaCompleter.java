package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.sla.Slas;

/** Completes the ids of service levels. */
@Service
public final class SlaCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Slas.class, slas -> slas.list().stream()
                        .map(status -> status.declaration().id())
                        .toList())
                .orElse(List.of());
    }
}
