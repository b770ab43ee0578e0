package org.redeye.packages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.redeye.api.packages.Difference;

/**
 * What is known of a compiled package beside its items and declarations.
 *
 * @param declared the sections that it defines for itself
 * @param scripts the programs in force by section and what they are for, each as {@code path@fingerprint}
 * @param executes the programs that it has run
 * @param specs the packages that it is an instance of
 * @param given the sections that another package defines, with its name
 * @param givers the packages whose definitions were asked for, with the fingerprint of the text; empty if it was not there
 * @param review who is asked before it changes
 * @param differences where its schema instance items differ from their spec
 */
record Anatomy(
        Map<String, Declared> declared,
        Map<String, Map<String, String>> scripts,
        Set<Execution> executes,
        Set<String> specs,
        Map<String, String> given,
        Map<String, String> givers,
        ReviewRule review,
        List<Difference> differences) {

    /** Of a package that defines nothing. */
    static final Anatomy EMPTY =
            new Anatomy(Map.of(), Map.of(), Set.of(), Set.of(), Map.of(), Map.of(), ReviewRule.NONE, List.of());
}
