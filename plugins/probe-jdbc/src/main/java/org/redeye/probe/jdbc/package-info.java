/** The probe {@code jdbc}: asks a database a question and makes series of the rows. */
@NullMarked
package org.redeye.probe.jdbc;

import org.jspecify.annotations.NullMarked;
