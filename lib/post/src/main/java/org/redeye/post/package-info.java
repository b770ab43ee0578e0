/** What notifiers that speak JSON over HTTP have in common. */
@NullMarked
package org.redeye.post;

import org.jspecify.annotations.NullMarked;
