package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.ScheduleDeclaration;

/** Completes the names of schedules. */
@Service
public final class ScheduleCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, OnCall.class, onCall -> onCall.schedules().stream()
                        .map(ScheduleDeclaration::name)
                        .toList())
                .orElse(List.of());
    }
}
