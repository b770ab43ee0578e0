package org.redeye.probe.ssh.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.api.ssh.SshTarget;

/** What to run, where, as whom, and how to read the answer. */
record SshCommandConfig(
        @Field(
                help = "The program and its arguments; each is quoted for the shell of the other machine",
                required = true,
                min = "1",
                max = "200")
        List<String> command,

        @Field(help = "The user to log in as", required = true, min = "1", max = "256")
        String user,

        @Field(help = "Name or IP address to connect to; by default the host's", type = "host")
        String address,

        @Field(help = "The port of the SSH server", def = "22", min = "1", max = "65535")
        int port,

        @Field(help = "The user's password; give this or 'key'") @Nullable
        Secret password,

        @Field(help = "The text of the user's private key, as its file has it; give this or 'password'") @Nullable
        Secret key,

        @Field(help = "What the private key is encrypted with") @Nullable
        Secret passphrase,

        @Field(
                help = "The fingerprint of the host's key (ssh-keygen -l); without it the host must stand in the file"
                        + " known_hosts in the data folder",
                max = "200")
        String hostKey,

        @Field(help = "How the answer is read", def = "nagios")
        Format format,

        @Field(help = "How long connection, host key and login may take", def = "5s", min = "10ms", max = "1h")
        Duration connectTimeout,

        @Field(
                help = "How much the command may write; one that writes more is cut off",
                type = "bytes",
                def = "64KiB",
                min = "1KiB",
                max = "1MiB")
        long maxOutput) {

    /** How an answer is read. */
    enum Format {
        /** Exit code, text and performance data of a plugin of Nagios. */
        NAGIOS,
        /** One JSON object; its numbers are metrics. */
        JSON,
        /** One number. */
        NUMBER
    }

    SshCommandConfig {
        if (command.get(0).isBlank()) {
            throw new IllegalArgumentException("'command' must begin with the program, not with an empty text.");
        }
        target("", port, user, password, key, passphrase, hostKey); // says what does not fit
    }

    SshTarget target(String host) {
        return target(address.isEmpty() ? host : address, port, user, password, key, passphrase, hostKey);
    }

    private static SshTarget target(
            String address,
            int port,
            String user,
            @Nullable Secret password,
            @Nullable Secret key,
            @Nullable Secret passphrase,
            String hostKey) {
        return SshTarget.of(address, port, user, some(password), some(key), some(passphrase), hostKey);
    }

    private static Secret some(@Nullable Secret secret) {
        return secret == null ? new Secret("") : secret;
    }

    /** The program, as messages call it. */
    String program() {
        String path = command.get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
