package org.redeye.api.security;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The container's user realm: web console, REST and shell know the same people. Thread-safe. */
@ProviderType
public interface Users {

    /**
     * Checks a password. Takes the same time whether or not there is such a user. After several failures for a name or
     * from an origin, further tries are refused for a while, without a look at the password.
     *
     * @param origin where the try comes from (an IP address, {@code ssh}), for damping guesses
     */
    Optional<User> authenticate(String name, char[] password, String origin);

    /** Somebody by name, without a password. */
    Optional<User> find(String name);

    /** All, ordered by name. */
    List<User> list();

    /**
     * Sets a password and a role; makes the user if there is none. When it returns, the change is on disk.
     *
     * @throws IllegalArgumentException if the name is not allowed or the password has under 8 or over 256 characters
     */
    void put(String name, Role role, char[] password);

    /** Removes a user. @return whether there was one */
    boolean remove(String name);
}
