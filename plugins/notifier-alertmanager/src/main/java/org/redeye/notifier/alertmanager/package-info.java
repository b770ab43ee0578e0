/** The notifier {@code alertmanager}: alerts handed over to an Alertmanager. */
@NullMarked
package org.redeye.notifier.alertmanager;

import org.jspecify.annotations.NullMarked;
