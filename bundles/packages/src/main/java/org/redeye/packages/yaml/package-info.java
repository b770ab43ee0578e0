/** YAML as text with positions: read without losing a byte, edited by splicing. */
@NullMarked
package org.redeye.packages.yaml;

import org.jspecify.annotations.NullMarked;
