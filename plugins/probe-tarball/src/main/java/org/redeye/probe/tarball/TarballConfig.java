package org.redeye.probe.tarball;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.api.ssh.SshTarget;

/** Where the archives are and what is expected of them. */
record TarballConfig(
        @Field(help = "The folder below which the archives are; a full path", required = true, max = "4096")
        String path,

        @Field(
                help = "Which files are archives, by name; * stands for any run of characters",
                def = "*.gz",
                max = "255")
        String files,

        @Field(
                help =
                        "Which items are looked at: the folders above the date, such as svn/dybsvn; * stands for any run of"
                                + " characters; by default all",
                max = "1000")
        List<String> select,

        @Field(help = "How old the newest archive of an item may be, by the date in its path", def = "26h", min = "1s")
        Duration maxAge,

        @Field(
                help = "How many archives there must be of an item",
                unit = "archives",
                def = "1",
                min = "1",
                max = "10000")
        int min,

        @Field(
                help = "How much smaller than the backup before it the newest may be; 100 is no limit",
                unit = "percent",
                def = "50",
                min = "0",
                max = "100")
        int maxDrop,

        @Field(
                help = "How much larger than the backup before it the newest may be; 0 is no limit",
                unit = "percent",
                def = "100",
                min = "0",
                max = "1000000")
        int maxJump,

        @Field(
                help =
                        "Whether the notes of digest and size beside the archives are looked at; 'full' also computes the"
                                + " digest of the newest, which reads all of it",
                def = "none")
        Digest digest,

        @Field(
                help = "What the name of such a note ends in, behind that of the archive",
                def = ".dna",
                min = "1",
                max = "50")
        String sidecar,

        @Field(
                help = "The name of the folder or file that stands there while a backup is made",
                def = "LOCKED",
                max = "255")
        String lock,

        @Field(help = "How old such a lock may be", def = "6h", min = "1s")
        Duration maxLock,

        @Field(help = "The user to log in as by SSH; without one the machine of the monitor is looked at", max = "256")
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

        @Field(help = "How long connection, host key and login may take", def = "2s", min = "10ms", max = "1h")
        Duration connectTimeout) {

    /** What is done with the notes of digests. */
    enum Digest {
        /** Nothing. */
        NONE,
        /** They must be there and name the size that the archive has. */
        SIDECAR,
        /** The digest that they name must also be that of the newest archive. */
        FULL
    }

    TarballConfig {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'path' must be a full path that begins with /, not " + path + ".");
        }
        for (String name : List.of(files, sidecar, lock)) {
            if (name.indexOf('/') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no name of a file: it holds a / or a control" + " character.");
            }
        }
        if (!user.isEmpty()) {
            target("", port, user, password, key, passphrase, hostKey); // says what does not fit
        } else if (password != null || key != null) {
            throw new IllegalArgumentException("'user' is missing: the user to log in as.");
        }
    }

    boolean remote() {
        return !user.isEmpty();
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
}
