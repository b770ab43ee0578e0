package org.redeye.notifier.email;

import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** Which server takes the mail, and whom it comes from. */
record EmailConfig(
        @Field(help = "The mail server that takes mail from clients", type = "host", required = true)
        String server,

        @Field(help = "Its port: 587, or 465 with security tls, or 25", def = "587", min = "1", max = "65535")
        int port,

        @Field(
                help = "When TLS begins: within the talk (starttls), from the first byte (tls) or never (none)",
                def = "starttls")
        Security security,

        @Field(help = "Whether the certificate must be trusted and for the server's name", def = "true")
        boolean verify,

        @Field(help = "Who signs in; empty if nobody does", max = "250")
        String user,

        @Field(help = "The password of the user", max = "1000") @Nullable
        Secret password,

        @Field(help = "Whom the mail comes from", required = true, max = "254")
        String from,

        @Field(help = "Where answers go; by default to 'from'", max = "254")
        String replyTo,

        @Field(
                help = "The name by which this node calls itself (EHLO)",
                def = "rem.invalid",
                max = "253",
                pattern = "[A-Za-z0-9._:\\[\\]-]+")
        String hello,

        @Field(help = "Whether the graph of what the alert is about goes along", def = "true")
        boolean graph) {

    /** When TLS begins. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    EmailConfig {
        address("from", from);
        if (!replyTo.isEmpty()) {
            address("reply to", replyTo);
        }
        if (password != null && user.isEmpty()) {
            throw new IllegalArgumentException("'password' is of no use without 'user'.");
        }
    }

    private static void address(String field, String text) {
        if (!Addresses.fits(text)) {
            throw new IllegalArgumentException(
                    "'" + field + "' must be a mail address such as ann@example.org, not '" + text + "'.");
        }
    }
}
