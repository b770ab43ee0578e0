package org.redeye.api.ssh;

import java.util.List;
import java.util.Locale;
import org.redeye.api.schema.Secret;

/**
 * Who is meant and as whom. Two equal ones share a connection. Immutable.
 *
 * @param address a name or IP address
 * @param port 1 to 65535
 * @param user the user there
 * @param login how the user proves to be that
 * @param hostKeys fingerprints of which the host must show one, {@code SHA256:…} as {@code ssh-keygen -l} prints them; empty
 *     if the host stands in {@code known_hosts}
 */
public record SshTarget(String address, int port, String user, Login login, List<String> hostKeys) {

    /** Copies the list. */
    public SshTarget {
        hostKeys = List.copyOf(hostKeys);
    }

    /**
     * Of settings, of which an empty text is none.
     *
     * @throws IllegalArgumentException unless there is exactly one of password and key; the message names the fields
     */
    public static SshTarget of(
            String address, int port, String user, Secret password, Secret key, Secret passphrase, String hostKey) {
        boolean byPassword = !password.reveal().isEmpty();
        if (byPassword == !key.reveal().isEmpty()) {
            throw new IllegalArgumentException(
                    byPassword
                            ? "Both 'password' and 'key' are given; give one of them."
                            : "Nothing says how to log in: give 'password' or 'key'.");
        }
        Login login = byPassword ? new Login.Password(password) : new Login.Key(key, passphrase);
        return new SshTarget(address, port, user, login, hostKey.isEmpty() ? List.of() : List.of(hostKey));
    }

    /** The host and its port, for messages: {@code backup1:22}, {@code [::1]:22}. */
    public String place() {
        return String.format(Locale.ROOT, address.indexOf(':') < 0 ? "%s:%d" : "[%s]:%d", address, port);
    }

    /** How a user logs in. */
    public sealed interface Login {

        /**
         * By a password.
         *
         * @param password the password
         */
        record Password(Secret password) implements Login {}

        /**
         * By a private key.
         *
         * @param key the text of its file: OpenSSH's own format, or PEM
         * @param passphrase what it is encrypted with; empty if it is not
         */
        record Key(Secret key, Secret passphrase) implements Login {}
    }
}
