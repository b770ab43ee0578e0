/** Section type people. */
@NullMarked
package org.redeye.section.people;

import org.jspecify.annotations.NullMarked;
