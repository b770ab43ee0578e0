package org.redeye.api.alert;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** When something is worked on: what packages declare and what people and jobs open. Thread-safe; what is opened survives {@code kill -9}. */
@ProviderType
public interface Maintenance {

    /** The windows that touch [from, to), in order of their beginning; at most 10,000. */
    List<Window> windows(Instant from, Instant to);

    /**
     * Opens a window.
     *
     * @param window with an empty id; by, title and an end are required, at most 366 days
     * @return it, with its id
     * @throws IllegalArgumentException if something of it cannot be; the message is a sentence
     */
    Window open(Window window);

    /**
     * Ends a window that was opened, now.
     *
     * @throws IllegalArgumentException if there is no such window, or a package declares it; the message says so
     */
    void close(String id, String by);
}
