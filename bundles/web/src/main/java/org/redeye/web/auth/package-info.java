/** Who asks: sessions, tokens, passwords, the one-time sign-in link. */
@NullMarked
package org.redeye.web.auth;

import org.jspecify.annotations.NullMarked;
