package org.redeye.dependencies;

import java.util.List;
import org.redeye.api.alert.DependencyDeclaration;

/**
 * A host or service that something is declared of.
 *
 * @param declaration what
 * @param key its package and name
 * @param ways what it stands on, each as package/name
 */
record Node(DependencyDeclaration declaration, String key, List<List<String>> ways) {

    static Node of(DependencyDeclaration declaration) {
        String packageName = declaration.packageName();
        List<List<String>> ways = declaration.ways().stream()
                .map(way -> way.stream()
                        .map(name -> name.indexOf('/') < 0 ? packageName + "/" + name : name)
                        .toList())
                .toList();
        return new Node(declaration, packageName + "/" + declaration.name(), ways);
    }

    /** Whether its own checks are those of the host of its name. */
    boolean isHost() {
        return declaration.checks().isEmpty();
    }
}
