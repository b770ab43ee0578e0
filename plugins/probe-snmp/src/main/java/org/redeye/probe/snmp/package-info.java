/** The probe {@code snmp}: values and tables of devices that speak SNMP, and a walk through what they have. */
@NullMarked
package org.redeye.probe.snmp;

import org.jspecify.annotations.NullMarked;
