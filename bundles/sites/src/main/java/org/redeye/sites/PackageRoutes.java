package org.redeye.sites;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.api.site.HttpStaticDeclaration;

/**
 * What one package serves. Immutable.
 *
 * @param pages by address
 * @param below pages that stand for every address below one, by that with a slash behind; the longest first
 * @param functions by name
 * @param folders by address with a slash behind; the longest first
 */
record PackageRoutes(
        Map<String, HttpPageDeclaration> pages,
        Map<String, HttpPageDeclaration> below,
        Map<String, HttpRpcDeclaration> functions,
        Map<String, HttpStaticDeclaration> folders) {

    /** A package that serves nothing. */
    static final PackageRoutes NONE = new PackageRoutes(Map.of(), Map.of(), Map.of(), Map.of());

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    static final String RPC = "rpc/";

    /** Of two with one address, the one that stands first in the order of the ids is taken. */
    static PackageRoutes of(
            Collection<HttpPageDeclaration> pages,
            Collection<HttpRpcDeclaration> functions,
            Collection<HttpStaticDeclaration> folders) {
        var exact = new TreeMap<String, HttpPageDeclaration>();
        var below = new TreeMap<String, HttpPageDeclaration>(LONGEST_FIRST);
        for (HttpPageDeclaration page : pages) {
            String path = page.path();
            if (path.endsWith("*")) {
                below.putIfAbsent(path.substring(0, path.length() - 1), page);
            } else {
                exact.putIfAbsent(path, page);
            }
        }
        var byName = new TreeMap<String, HttpRpcDeclaration>();
        functions.forEach(function -> byName.putIfAbsent(function.name(), function));
        var byPath = new TreeMap<String, HttpStaticDeclaration>(LONGEST_FIRST);
        folders.forEach(folder -> byPath.putIfAbsent(folder.path() + "/", folder));
        return new PackageRoutes(exact, below, byName, byPath);
    }

    /** The page at an address. */
    Optional<HttpPageDeclaration> page(String path) {
        HttpPageDeclaration page = pages.get(path);
        return page != null
                ? Optional.of(page)
                : below.entrySet().stream()
                        .filter(entry -> path.startsWith(entry.getKey())
                                && path.length() > entry.getKey().length())
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** The function at an address. */
    Optional<HttpRpcDeclaration> function(String path) {
        return path.startsWith(RPC)
                ? Optional.ofNullable(functions.get(path.substring(RPC.length())))
                : Optional.empty();
    }

    /** The folders that an address may be of, the nearest first. */
    List<HttpStaticDeclaration> folders(String path) {
        return folders.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether anything is for who is not signed in. */
    boolean hasPublic() {
        return Stream.of(
                        Stream.concat(pages.values().stream(), below.values().stream())
                                .map(HttpPageDeclaration::audience),
                        functions.values().stream().map(HttpRpcDeclaration::audience),
                        folders.values().stream().map(HttpStaticDeclaration::audience))
                .flatMap(audiences -> audiences)
                .anyMatch(audience -> audience.isPublic());
    }
}
