package org.redeye.notifier.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Secret;
import org.redeye.post.JsonPost;
import org.redeye.post.NoticeJson;

/** Posts a notice as JSON. */
@Component
@Plugin(
        kind = "notifier",
        id = "webhook",
        title = "Webhook",
        help =
                "Posts the notice with its alert as JSON to an address, signed, with a key that tells a second try from the first")
public final class WebhookNotifier implements Notifier<WebhookConfig> {

    /** An alert may have a thousand; who wants all asks REST. */
    private static final int MOST_MEMBERS = 100;

    private final JsonPost post = new JsonPost();

    @Override
    public CompletionStage<Delivery> send(WebhookConfig config, Notification notification, NotifierContext context) {
        String body = NoticeJson.of(notification, MOST_MEMBERS).toString();
        Map<String, String> headers = new HashMap<>();
        var hidden = new ArrayList<String>();
        config.headers().forEach((name, value) -> {
            headers.put(name, value.reveal());
            hidden.add(value.reveal());
            hidden.addAll(List.of(value.reveal().split(" "))); // a scheme, and what is secret
        });
        headers.put("Idempotency-Key", notification.key());
        @Nullable Secret secret = config.secret();
        if (secret != null) {
            hidden.add(secret.reveal());
            long seconds = context.clock().instant().getEpochSecond();
            headers.put("X-REM-Signature", "t=" + seconds + ",v1=" + signature(secret, seconds + "." + body));
        }
        return post.send(new JsonPost.Call(URI.create(config.url()), headers, body, hidden), context);
    }

    /** HMAC-SHA-256 (RFC 2104) in hexadecimal digits. */
    static String signature(Secret secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
