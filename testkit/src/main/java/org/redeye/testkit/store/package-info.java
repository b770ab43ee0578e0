/** Contract suites of the stores, and stores in memory that pass them. */
@NullMarked
package org.redeye.testkit.store;

import org.jspecify.annotations.NullMarked;
