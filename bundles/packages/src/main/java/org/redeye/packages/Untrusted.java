package org.redeye.packages;

import org.redeye.api.packages.Trust;

/** Trusts nobody, whatever anybody says. */
enum Untrusted implements Trust {
    /** All packages. */
    EVERYBODY;

    @Override
    public boolean trusted(String packageName) {
        return false;
    }

    @Override
    public void trust(String packageName) {}

    @Override
    public void revoke(String packageName) {}
}
