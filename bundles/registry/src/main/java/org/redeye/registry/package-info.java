/** Which plugins there are, how they are, and if not well, why: the service {@code PluginRegistry}. */
@NullMarked
package org.redeye.registry;

import org.jspecify.annotations.NullMarked;
