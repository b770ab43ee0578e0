/** Section type sites. */
@NullMarked
package org.redeye.section.sites;

import org.jspecify.annotations.NullMarked;
