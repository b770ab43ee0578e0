package org.redeye.api.site;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What packages serve over HTTP now. Thread-safe; what is returned is a snapshot. */
@ProviderType
public interface Routes {

    /** All routes, ordered by package, kind and path. */
    List<Route> list();
}
