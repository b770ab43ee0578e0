/** The notifier {@code email}: notices as mail. */
@NullMarked
package org.redeye.notifier.email;

import org.jspecify.annotations.NullMarked;
