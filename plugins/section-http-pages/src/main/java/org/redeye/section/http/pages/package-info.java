/** Section type http-pages. */
@NullMarked
package org.redeye.section.http.pages;

import org.jspecify.annotations.NullMarked;
