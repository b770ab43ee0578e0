package org.redeye.notifier.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.post.Settings;

/** Where to, and how it is signed. */
record WebhookConfig(
        @Field(help = "The address that takes notices, http or https", required = true, max = "2000")
        String url,

        @Field(help = "Signs each notice, so that the receiver knows whom it is from", min = "8", max = "1000")
        @Nullable
        Secret secret,

        @Field(
                help = "Headers that go along, such as Authorization; their values are kept secret",
                of = "secret",
                max = "20")
        Map<String, Secret> headers) {

    WebhookConfig {
        Settings.web("url", url, true);
        Settings.headers("headers", headers);
    }
}
