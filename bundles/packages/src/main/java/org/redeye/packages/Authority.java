package org.redeye.packages;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Trust;
import org.redeye.api.security.Role;

/**
 * Who may change what is run. An admin has looked at what a package runs when he trusts it; so that others do not have
 * something else run by changing it later, only an admin changes it, or whoever may write the files. To run less takes no
 * more than to change the package.
 */
final class Authority {

    /** Programs and files that are named; the others are counted. */
    private static final int MOST_NAMED = 5;

    private final Road road;
    private final Trust trust;

    Authority(Road road, Trust trust) {
        this.road = road;
        this.trust = trust;
    }

    /**
     * Whether a text may have programs run at all, or have others run them. A key may be written with escapes, and over two
     * lines between its words: then it has a backslash, or one of its words.
     */
    static boolean mayRun(String text) {
        return text.contains("schema")
                || text.contains("types")
                || text.contains("import")
                || text.contains("requires")
                || text.contains("\\");
    }

    /**
     * What a package would have run that it does not have run now, as far as its owner is trusted. A program that the owner
     * itself names is run for whoever uses the owner's sections, such as a new instance of a specification.
     */
    Set<Execution> fresh(Compiled coming) {
        var fresh = new TreeSet<>(coming.anatomy().executes());
        fresh.removeIf(execution -> !trust.trusted(execution.owner())
                || isKnown(execution, coming.name())
                || isKnown(execution, execution.owner()) && !execution.owner().equals(coming.name()));
        return fresh;
    }

    private boolean isKnown(Execution execution, String name) {
        return road.good(name)
                .map(now -> now.anatomy().executes().stream().anyMatch(execution::isAs))
                .orElse(false);
    }

    /** @throws PackageException FORBIDDEN if the package would have something else run, and the author is no admin */
    void require(Compiled coming, Change change) {
        if (change.role().includes(Role.ADMIN)) {
            return;
        }
        Set<Execution> fresh = fresh(coming);
        if (!fresh.isEmpty()) {
            throw refused(
                    coming.name(),
                    "it would run "
                            + named(fresh.stream().map(Execution::toString).toList()));
        }
    }

    /** @throws PackageException FORBIDDEN if a trusted package would get other files, and the author is no admin */
    void require(String name, FileChanges files, Change change) {
        if (files.count() > 0 && !change.role().includes(Role.ADMIN) && trust.trusted(name)) {
            var paths = new TreeSet<String>(files.added());
            paths.addAll(files.changed());
            paths.addAll(files.removed());
            throw refused(name, "files in its folder would be others, which scripts may use: " + named(paths));
        }
    }

    private static PackageException refused(String name, String what) {
        return new PackageException(
                Kind.FORBIDDEN,
                "The scripts of the package '" + name + "', or of one that it uses, are trusted, and " + what
                        + ". Only an admin changes what trusted scripts are; ask one to do it, or to take the trust"
                        + " back first.");
    }

    private static String named(Collection<String> all) {
        String some = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? some + " and " + (all.size() - MOST_NAMED) + " more" : some;
    }
}
