/** The notifier {@code snmp-trap}: notices as notifications of SNMP. */
@NullMarked
package org.redeye.notifier.snmp.trap;

import org.jspecify.annotations.NullMarked;
