/** Section type roles. */
@NullMarked
package org.redeye.section.roles;

import org.jspecify.annotations.NullMarked;
