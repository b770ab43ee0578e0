package org.redeye.notifier.alertmanager;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.post.Settings;

/** Which Alertmanager, and what goes along. */
record AlertmanagerConfig(
        @Field(
                help = "The address of the Alertmanager, such as http://alertmanager.example.org:9093",
                required = true,
                max = "2000")
        String url,

        @Field(help = "Who signs in by HTTP Basic; empty if nobody does", max = "250")
        String user,

        @Field(help = "The password of the user; without a user, a bearer token", max = "4000") @Nullable
        Secret password,

        @Field(help = "Labels that every alert gets, such as cluster: north", max = "20")
        Map<String, String> labels,

        @Field(
                help = "How long an alert stays there if nothing more is heard of it",
                def = "24h",
                min = "1m",
                max = "31d")
        Duration expires) {

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    AlertmanagerConfig {
        Settings.web("url", url, true);
        if (!user.isEmpty() && password == null) {
            throw new IllegalArgumentException("'user' is of no use without 'password'.");
        }
        for (String name : labels.keySet()) {
            if (!LABEL.matcher(name).matches()) {
                throw new IllegalArgumentException("'labels' has '" + name
                        + "'; a label of Prometheus is letters, digits and _, and does not begin with a digit.");
            }
        }
    }
}
