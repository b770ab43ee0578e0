package org.redeye.api.platform;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the platform that tells how it is: registered as a service, read by {@code /metrics}, the System page and
 * the probe {@code self}. Reading is cheap (no input or output) and thread-safe.
 */
@ConsumerType
public interface Meters {

    /** The readings now, at most 1,000. */
    List<Meter> read();
}
