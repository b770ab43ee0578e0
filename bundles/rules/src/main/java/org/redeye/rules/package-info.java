/** The rules engine: tests samples and states as they come, and tells the alerts engine what is out of order. */
@NullMarked
package org.redeye.rules;

import org.jspecify.annotations.NullMarked;
