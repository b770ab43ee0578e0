package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:alert-resolve ALERT} */
@Service
@Command(scope = "rem", name = "alert-resolve", description = "An alert is over, whatever its checks say")
public final class AlertResolve extends AlertCommand {

    @Option(name = "--reason", description = "Why")
    private String reason = "";

    @Option(name = "--undo", description = "It is not over: calling begins anew")
    private boolean undo;

    @Override
    void run() throws Refusal {
        act(alerts -> undo ? alerts.reopen(id(), Caller.name(), reason) : alerts.resolve(id(), Caller.name(), reason));
    }
}
