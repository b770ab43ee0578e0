/** Who is on call: reckons from what packages declare who has a role at a time, without input or output. */
@NullMarked
package org.redeye.oncall;

import org.jspecify.annotations.NullMarked;
