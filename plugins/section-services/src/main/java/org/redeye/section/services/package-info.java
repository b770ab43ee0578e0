/** Section type services. */
@NullMarked
package org.redeye.section.services;

import org.jspecify.annotations.NullMarked;
