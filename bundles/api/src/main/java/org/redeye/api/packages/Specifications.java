package org.redeye.api.packages;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Packages that are instances of a specification. Thread-safe. */
@ProviderType
public interface Specifications {

    /**
     * Where the items of a package's schema instance are not as their spec has them, item by item; empty if they are, or if
     * the package is no instance.
     *
     * @throws PackageException MISSING if there is no such package
     */
    List<Difference> differences(String name);
}
