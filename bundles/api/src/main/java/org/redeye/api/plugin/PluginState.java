package org.redeye.api.plugin;

/** How a plugin is. */
public enum PluginState {
    /** It works: its service is there. */
    ACTIVE,
    /** Its bundle is there, but something it needs is not (yet); the reason names it. */
    PENDING,
    /** It could not be read, resolved or started; the reason says why. */
    FAILED
}
