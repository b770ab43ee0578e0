/** What people have begun to edit and not saved yet. */
@NullMarked
package org.redeye.web.drafts;

import org.jspecify.annotations.NullMarked;
