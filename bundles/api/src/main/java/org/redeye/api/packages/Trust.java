package org.redeye.api.packages;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whose programs may run. A package that ships with the distribution is trusted as long as nothing of it is changed; any
 * other once an admin says so. What an admin says holds over restarts, until the package is gone, or a unit without a
 * signature or a rollback brings other files into its folder. What a trusted package runs is changed by admins only, and by
 * whoever may write its files. Thread-safe.
 */
@ProviderType
public interface Trust {

    /** Whether the programs of a package may run. */
    boolean trusted(String packageName);

    /** Lets the programs of a package run from now on, those included that come into its folder later. */
    void trust(String packageName);

    /** Lets none run from now on; what runs now runs to its end. */
    void revoke(String packageName);
}
