package org.redeye.notifier.alertmanager;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Secret;
import org.redeye.post.JsonPost;

/** Hands alerts over to an Alertmanager by its API, version 2. */
@Component
@Plugin(
        kind = "notifier",
        id = "alertmanager",
        title = "Alertmanager",
        help = "Hands the conditions of an alert over to an Alertmanager, and tells it when they are over")
public final class AlertmanagerNotifier implements Notifier<AlertmanagerConfig> {

    private final JsonPost post = new JsonPost();

    @Override
    public CompletionStage<Delivery> send(
            AlertmanagerConfig config, Notification notification, NotifierContext context) {
        String base = config.url().endsWith("/")
                ? config.url().substring(0, config.url().length() - 1)
                : config.url();
        String body = new Batch(config, notification).json().toString();
        @Nullable Secret password = config.password();
        List<String> hidden = password == null ? List.of() : List.of(password.reveal());
        URI url = URI.create(base + "/api/v2/alerts");
        return post.send(new JsonPost.Call(url, credentials(config), body, hidden), context);
    }

    private static Map<String, String> credentials(AlertmanagerConfig config) {
        @Nullable Secret password = config.password();
        if (password == null) {
            return Map.of();
        }
        String value = config.user().isEmpty()
                ? "Bearer " + password.reveal()
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (config.user() + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", value);
    }
}
