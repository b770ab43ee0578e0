package org.redeye.api.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The service levels engine. Thread-safe. */
@ProviderType
public interface Slas {

    /** All service levels as of now, ordered by id. */
    List<SlaStatus> list();

    /** One as of now. */
    Optional<SlaStatus> find(String id);

    /** One for the window that ends at, or holds, a time; a calendar's window that is over is reckoned to its end. */
    Optional<SlaStatus> find(String id, Instant at);
}
