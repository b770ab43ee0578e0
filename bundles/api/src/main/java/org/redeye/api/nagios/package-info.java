/**
 * The format in which check programs of Nagios and its heirs answer. Source: Monitoring Plugins Development Guidelines,
 * sections "Plugin Output for Nagios", "Performance data" and "Threshold and Ranges"; Nagios Core, "Nagios Plugin API".
 */
@NullMarked
@Export
@Version("1.0.0")
package org.redeye.api.nagios;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
