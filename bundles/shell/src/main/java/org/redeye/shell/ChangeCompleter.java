package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;

/** Completes the ids of changes that wait. */
@Service
public final class ChangeCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, PendingChanges.class, changes -> changes.list("").stream()
                        .map(PendingChange::id)
                        .toList())
                .orElse(List.of());
    }
}
