package org.redeye.notifier.slack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.plugin.Plugin;
import org.redeye.post.JsonPost;

/** Writes a notice into a chat by an incoming webhook, as Slack and Mattermost have it. */
@Component
@Plugin(
        kind = "notifier",
        id = "slack",
        title = "Slack",
        help = "Writes into a channel of Slack, Mattermost or another chat that takes Slack's incoming webhooks")
public final class SlackNotifier implements Notifier<SlackConfig> {

    private static final Pattern ROOM = Pattern.compile("[#@]?[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,79}");

    private final JsonPost post = new JsonPost();

    @Override
    public CompletionStage<Delivery> send(SlackConfig config, Notification notification, NotifierContext context) {
        String refusal = refuse(config, notification.to());
        if (!refusal.isEmpty()) {
            return CompletableFuture.completedStage(Delivery.refused(refusal));
        }
        String body = Message.of(notification, config.username()).toString();
        URI url = URI.create(config.url().reveal());
        return post.send(new JsonPost.Call(url, Map.of(), body, List.of(url.toString(), url.getPath())), context);
    }

    @Override
    public String refuse(SlackConfig config, String to) {
        if (to.isEmpty() || ROOM.matcher(to).matches()) {
            return "";
        }
        String shown = to.substring(0, Math.min(80, to.length())).replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
        return "'" + shown + "' is no channel of a chat; expected #name, @name, or nothing for that of the webhook.";
    }
}
