package org.redeye.api.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** This running instance. Thread-safe; nothing of it changes while it runs. */
@ProviderType
public interface Platform {

    /** The name of this node: letters, digits, dots and dashes, 1 to 64 characters; the same after a restart. */
    String node();

    /** The folder of the user's data ({@code REM_DATA}). */
    Path data();

    /** The folder of the distribution, with the packages and plugins it ships. */
    Path home();

    /** The version of the product. */
    String version();

    /** The address of the web console as a person on this machine opens it, such as {@code http://127.0.0.1:2001}. */
    URI url();

    /** When this run began. */
    Instant started();
}
