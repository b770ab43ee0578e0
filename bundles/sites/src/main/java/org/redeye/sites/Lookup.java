package org.redeye.sites;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.redeye.api.packages.Trust;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.api.site.HttpStaticDeclaration;
import org.redeye.api.site.Route;

/** Finds what answers: of each package its pages, then its functions, then its files; then the next package is asked. */
final class Lookup {

    /** Packages that are asked for one request. */
    static final int MOST_PACKAGES = 100;

    private static final Set<String> SCRIPTS = Set.of("js", "mjs", "wasm");

    private final RoutingTable table;
    private final PackageFiles files;
    private final Trust trust;
    private final Function<String, List<String>> fallbacks;

    /** @param fallbacks the packages that answer for what one lacks, in order */
    Lookup(RoutingTable table, PackageFiles files, Trust trust, Function<String, List<String>> fallbacks) {
        this.table = table;
        this.files = files;
        this.trust = trust;
        this.fallbacks = fallbacks;
    }

    /** Where it was looked, and why it was not there; empty if it was. */
    record Tried(String packageName, Route.Kind kind, String why) {}

    /**
     * What was found.
     *
     * @param target what answers
     * @param tried where it was looked, in order
     * @param allowed the methods that something at this address takes, if none takes the one asked for
     * @param hasPublic whether one of the packages asked serves anything to who is not signed in
     */
    record Found(Optional<Target> target, List<Tried> tried, Set<String> allowed, boolean hasPublic) {}

    /** Packages and what they fall back on, each once, in the order in which they are asked. */
    List<String> chain(List<String> packages) {
        var chain = new LinkedHashSet<String>();
        packages.forEach(name -> add(name, chain));
        return List.copyOf(chain);
    }

    private void add(String name, Set<String> chain) {
        if (chain.size() < MOST_PACKAGES && chain.add(name)) {
            fallbacks.apply(name).forEach(next -> add(next, chain));
        }
    }

    /**
     * Looks for who answers.
     *
     * @param chain the packages that are asked
     * @param path the address below them, without a slash before
     */
    Found find(List<String> chain, String method, String path) {
        var tried = new ArrayList<Tried>();
        var allowed = new LinkedHashSet<String>();
        boolean reading = method.equals("GET") || method.equals("HEAD");
        boolean hasPublic = false;
        Optional<Target> target = Optional.empty();
        for (String name : chain) {
            PackageRoutes routes = table.of(name);
            hasPublic |= routes.hasPublic();
            target = page(routes, name, path, reading, tried, allowed)
                    .or(() -> function(routes, name, path, method, tried, allowed))
                    .or(() -> file(routes, name, path, reading, tried, allowed));
            if (target.isPresent()) {
                break;
            }
        }
        return new Found(target, List.copyOf(tried), target.isPresent() ? Set.of() : allowed, hasPublic);
    }

    private static Optional<Target> page(
            PackageRoutes routes, String name, String path, boolean reading, List<Tried> tried, Set<String> allowed) {
        Optional<HttpPageDeclaration> page = routes.page(path);
        if (page.isPresent() && !reading) {
            allowed.addAll(List.of("GET", "HEAD"));
        }
        String why = page.isEmpty() ? "no page at this address" : reading ? "" : "a page is only read";
        tried.add(new Tried(name, Route.Kind.PAGE, why));
        return page.filter(any -> reading).map(Target.Page::new);
    }

    private static Optional<Target> function(
            PackageRoutes routes, String name, String path, String method, List<Tried> tried, Set<String> allowed) {
        Optional<HttpRpcDeclaration> function = routes.function(path);
        boolean calls = method.equals("POST");
        if (function.isPresent() && !calls) {
            allowed.add("POST");
        }
        String why = function.isEmpty() ? "no function at this address" : calls ? "" : "a function is called by POST";
        tried.add(new Tried(name, Route.Kind.RPC, why));
        return function.filter(any -> calls).map(Target.Function::new);
    }

    private Optional<Target> file(
            PackageRoutes routes, String name, String path, boolean reading, List<Tried> tried, Set<String> allowed) {
        String why = "no folder at this address";
        for (HttpStaticDeclaration folder : routes.folders(path)) {
            String below = path.substring(folder.path().length() + 1);
            Optional<byte[]> content = files.read(name, folder.folder(), below);
            if (content.isEmpty()) {
                why = "no such file in " + folder.folder();
            } else if (isScript(below) && !trust.trusted(name)) {
                why = "the file is a script and the package is not trusted";
            } else if (!reading) {
                allowed.addAll(List.of("GET", "HEAD"));
                why = "a file is only read";
            } else {
                tried.add(new Tried(name, Route.Kind.STATIC, ""));
                return Optional.of(new Target.File(folder, below, content.get()));
            }
        }
        tried.add(new Tried(name, Route.Kind.STATIC, why));
        return Optional.empty();
    }

    private static boolean isScript(String path) {
        return SCRIPTS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
