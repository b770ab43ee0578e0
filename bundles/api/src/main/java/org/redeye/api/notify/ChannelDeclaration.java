package org.redeye.api.notify;

import java.util.Map;
import org.redeye.api.section.Declaration;

/**
 * A notifier with its settings: a mail server, an address that takes webhooks.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param name the name others refer to it by
 * @param title the name for people
 * @param notifier the id of the notifier plugin
 * @param settings the notifier's own fields as the author wrote them, untyped
 */
public record ChannelDeclaration(
        String id, String packageName, String name, String title, String notifier, Map<String, Object> settings)
        implements Declaration {

    /** Copies the settings. */
    public ChannelDeclaration {
        settings = Map.copyOf(settings);
    }
}
