package org.redeye.notifier.snmp.trap;

import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;

/** Who takes the notifications, and how they are secured. */
record TrapConfig(
        @Field(help = "Name or IP address of the receiver", type = "host", required = true)
        String address,

        @Field(help = "Its port", def = "162", min = "1", max = "65535")
        int port,

        @Field(help = "Which SNMP is spoken: v2c, or v3 with a user", def = "v2c")
        Version version,

        @Field(
                help =
                        "Whether the receiver must acknowledge (InformRequest); a trap may be lost without anybody's notice",
                def = "true")
        boolean inform,

        @Field(help = "The community for v2c", min = "1", max = "250") @Nullable
        Secret community,

        @Field(help = "The user for v3", max = "32") String user,

        @Field(help = "How messages of v3 are signed", def = "sha-256")
        Authentication auth,

        @Field(help = "The password that signs, for v3", min = "8", max = "250") @Nullable
        Secret authPassword,

        @Field(
                help = "The password that encrypts with AES-128, for v3; without one nothing is encrypted",
                min = "8",
                max = "250")
        @Nullable
        Secret privacyPassword) {

    TrapConfig {
        if (version == Version.V3) {
            version3(inform, user, authPassword, privacyPassword);
        } else if (community == null) {
            throw new IllegalArgumentException("'community' is missing: version v2c needs it.");
        }
    }

    private static void version3(
            boolean inform, String user, @Nullable Secret authPassword, @Nullable Secret privacyPassword) {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("'user' is missing: version v3 needs it.");
        }
        if (!inform) {
            throw new IllegalArgumentException(
                    "'inform' must be true with version v3: a trap would need the engine id of this node at the receiver.");
        }
        if (privacyPassword != null && authPassword == null) {
            throw new IllegalArgumentException("'privacy password' is of no use without 'auth password'.");
        }
    }
}
