/** Contract suites that every plugin must pass, fakes of what the platform offers, and a clock that stands still. */
@NullMarked
package org.redeye.testkit;

import org.jspecify.annotations.NullMarked;
