package org.redeye.api.series;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets every sample that {@link Series#append} takes over, stored already or not: for who decides by them. Registered as a
 * service. Called on the thread that appends; it returns at once and throws nothing.
 */
@ConsumerType
public interface SampleListener {

    /** Samples were taken over, in this order. */
    void appended(List<Sample> samples);

    /** A series has ended: its check or item is gone. */
    void ended(String id, long at);
}
