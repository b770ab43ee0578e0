package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;

/** Completes the ids of checks. */
@Service
public final class CheckCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Checks.class, checks -> checks.list().stream()
                        .map(CheckStatus::id)
                        .toList())
                .orElse(List.of());
    }
}
