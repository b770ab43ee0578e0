package org.redeye.api.plugin;

import org.redeye.api.schema.Schema;

/**
 * What is known of one plugin. Immutable.
 *
 * @param id its identity
 * @param version the version of its bundle; {@code "0.0.0"} if the file could not be read
 * @param title its name for people
 * @param help what it is for, one sentence
 * @param bundle the symbolic name of its bundle, or the file's name if it is no bundle
 * @param bundleId the framework's number of the bundle, -1 if it is none
 * @param state how it is
 * @param reason why it is not ACTIVE, in words; empty if it is
 * @param schema the fields it takes; {@link Schema#EMPTY} if none, or if it is not ACTIVE
 */
public record PluginInfo(
        PluginId id,
        String version,
        String title,
        String help,
        String bundle,
        long bundleId,
        PluginState state,
        String reason,
        Schema schema) {}
