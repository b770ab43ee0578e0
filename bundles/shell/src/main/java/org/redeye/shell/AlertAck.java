package org.redeye.shell;

import java.time.Instant;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rem:alert-ack ALERT} */
@Service
@Command(scope = "rem", name = "alert-ack", description = "You take an alert: nobody is called about it any more")
public final class AlertAck extends AlertCommand {

    @Option(name = "--reason", description = "What you do about it")
    private String reason = "";

    @Option(name = "--for", description = "For how long, such as 2h; then calling begins anew unless it is fixed")
    private String length = "";

    @Option(name = "--undo", description = "You give it back: calling begins anew")
    private boolean undo;

    @Override
    void run() throws Refusal {
        Optional<Instant> until =
                length.isEmpty() ? Optional.empty() : Optional.of(Instant.now().plusMillis(Times.duration(length)));
        act(alerts -> undo
                ? alerts.unacknowledge(id(), Caller.name(), reason)
                : alerts.acknowledge(id(), Caller.name(), reason, until));
    }
}
