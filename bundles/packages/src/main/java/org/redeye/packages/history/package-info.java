/** The folder of packages as a git repository: what came into force is committed, and can be read and taken over again. */
@NullMarked
package org.redeye.packages.history;

import org.jspecify.annotations.NullMarked;
