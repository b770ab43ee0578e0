/**
 * What stands on what. {@link org.redeye.dependencies.Ground} knows what is declared, {@link
 * org.redeye.dependencies.Standings} how the checks stand, a {@link org.redeye.dependencies.Walk} answers one question,
 * {@link org.redeye.dependencies.Survey} finds what is odd.
 */
@NullMarked
package org.redeye.dependencies;

import org.jspecify.annotations.NullMarked;
