package org.redeye.api.packages;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.plugin.PluginId;

/** Tells what taking a plugin away would do, before anybody does it. Computes only. Thread-safe. */
@ProviderType
public interface Impacts {

    /** What removing the bundle of a plugin would do; empty if there is no such plugin. */
    Optional<Impact> ofRemoving(PluginId id);
}
