package org.redeye.packages;

import java.util.Map;
import org.redeye.api.plugin.PluginRegistry;

/**
 * What a compilation works with.
 *
 * @param plugins the plugins there are
 * @param binder types the fields
 * @param guard calls plugins
 * @param variables what a text may say of this instance
 * @param answers asks programs
 */
record Toolbox(
        PluginRegistry plugins, SchemaBinder binder, Guard guard, Map<String, String> variables, Answers answers) {}
