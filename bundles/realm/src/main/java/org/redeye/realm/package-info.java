/**
 * The container's user realm: people in {@code users.properties}, the key of {@code bin/rem}, and what the shell asks.
 */
@NullMarked
package org.redeye.realm;

import org.jspecify.annotations.NullMarked;
