/** The words of rules, alike where packages are compiled and where rules are tested: expressions and templates. */
@NullMarked
package org.redeye.rule;

import org.jspecify.annotations.NullMarked;
