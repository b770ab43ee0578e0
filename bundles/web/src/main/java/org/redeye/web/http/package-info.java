/** What every request passes and every answer has: the gate, problems, JSON. */
@NullMarked
package org.redeye.web.http;

import org.jspecify.annotations.NullMarked;
