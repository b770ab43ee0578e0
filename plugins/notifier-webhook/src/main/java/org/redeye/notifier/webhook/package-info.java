/** The notifier {@code webhook}: notices as JSON to any address. */
@NullMarked
package org.redeye.notifier.webhook;

import org.jspecify.annotations.NullMarked;
