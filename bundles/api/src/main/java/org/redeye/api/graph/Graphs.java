package org.redeye.api.graph;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The graphs engine: draws series. Thread-safe.
 *
 * <p>A picture is drawn when somebody asks for it and the data has changed since it was drawn last; whoever asks meanwhile
 * waits for that one drawing. Pictures are kept in memory, bounded by their bytes; the least recently asked for give way.
 */
@ProviderType
public interface Graphs {

    /**
     * A picture as of now.
     *
     * @return empty if there is neither a series nor a check with series of that id, or none with that unit
     * @throws org.redeye.api.store.StoreException if the series cannot be read
     * @throws IllegalStateException if there is no series engine, or the machine has no font for
     *     {@link PictureFormat#PNG}; the message says so
     */
    Optional<Picture> draw(GraphSpec spec);

    /**
     * What can be drawn of an id.
     *
     * @param id of a series or of a check
     * @return empty if there is nothing
     * @throws IllegalStateException if there is no series engine
     */
    Optional<GraphInfo> find(String id);
}
