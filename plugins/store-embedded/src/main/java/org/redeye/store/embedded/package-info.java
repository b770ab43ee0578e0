/** The state store that needs no server: one file, on H2's MVStore. */
@NullMarked
package org.redeye.store.embedded;

import org.jspecify.annotations.NullMarked;
