package org.redeye.notifier.email;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.plugin.Plugin;

/** Sends a notice as mail (RFC 5321, RFC 5322). */
@Component
@Plugin(
        kind = "notifier",
        id = "email",
        title = "Email",
        help = "Sends mail by SMTP: text and HTML with the graph, one thread for each alert, a link to answer by")
public final class EmailNotifier implements Notifier<EmailConfig> {

    @Override
    public CompletionStage<Delivery> send(EmailConfig config, Notification notification, NotifierContext context) {
        String refusal = refuse(config, notification.to());
        return refusal.isEmpty()
                ? context.blocking(() -> new Submission(config, context).send(notification))
                : CompletableFuture.completedStage(Delivery.refused(refusal));
    }

    @Override
    public String refuse(EmailConfig config, String to) {
        return Addresses.refuse(to);
    }
}
