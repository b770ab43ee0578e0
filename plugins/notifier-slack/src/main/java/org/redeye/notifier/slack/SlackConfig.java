package org.redeye.notifier.slack;

import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.post.Settings;

/** Which incoming webhook, and under which name. */
record SlackConfig(
        @Field(
                help = "The address of the incoming webhook; whoever knows it may write, so it is kept secret",
                required = true)
        Secret url,

        @Field(help = "The name under which it writes; Slack has its own for each webhook", max = "80")
        String username) {

    SlackConfig {
        Settings.web("url", url.reveal(), false);
    }
}
