package org.redeye.notifier.snmp.trap;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.Plugin;

/** Sends a notice as a notification of SNMP (RFC 3416, 4.2.6 and 4.2.7), for a management station that is there already. */
@Component
@Plugin(
        kind = "notifier",
        id = "snmp-trap",
        title = "SNMP trap",
        help = "Sends notifications of SNMP v2c or v3 to a management station, acknowledged by it if it can")
public final class SnmpTrapNotifier implements Notifier<TrapConfig> {

    private final Platform platform;

    /** @param platform since when this instance runs */
    @Activate
    public SnmpTrapNotifier(@Reference Platform platform) {
        this.platform = platform;
    }

    @Override
    public CompletionStage<Delivery> send(TrapConfig config, Notification notification, NotifierContext context) {
        long uptime = Math.max(0, context.clock().millis() - platform.started().toEpochMilli());
        return context.blocking(() -> new Sending(config, context).send(notification, uptime));
    }
}
