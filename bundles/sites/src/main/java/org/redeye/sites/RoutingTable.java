package org.redeye.sites;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Reconciler;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.api.site.HttpStaticDeclaration;
import org.redeye.api.site.Route;
import org.redeye.api.site.Routes;
import org.redeye.api.site.SiteDeclaration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What packages declare for HTTP, ready to be asked. Needs nothing of the packages engine, which needs its reconcilers to
 * start. Thread-safe: a request sees one whole state.
 */
@Component(service = {RoutingTable.class, Routes.class})
public final class RoutingTable implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingTable.class);

    private final Declared<HttpPageDeclaration> pages = new Declared<>(HttpPageDeclaration.class);
    private final Declared<HttpRpcDeclaration> functions = new Declared<>(HttpRpcDeclaration.class);
    private final Declared<HttpStaticDeclaration> folders = new Declared<>(HttpStaticDeclaration.class);
    private final Declared<SiteDeclaration> sites = new Declared<>(SiteDeclaration.class);
    private final List<ServiceRegistration<?>> registrations;
    private final Counts counts;
    private volatile State state = new State(Map.of(), Map.of(), Optional.empty());

    /**
     * What a request sees.
     *
     * @param packages what each package serves
     * @param byHost the sites by the names of their hosts
     * @param first the default site
     */
    private record State(
            Map<String, PackageRoutes> packages,
            Map<String, SiteDeclaration> byHost,
            Optional<SiteDeclaration> first) {}

    /** @param context where the reconcilers are registered */
    @Activate
    public RoutingTable(BundleContext context, @org.osgi.service.component.annotations.Reference Counts counts) {
        this.counts = counts;
        registrations = Stream.of(pages, functions, folders, sites)
                .<ServiceRegistration<?>>map(reconciler -> context.registerService(Reconciler.class, reconciler, null))
                .toList();
    }

    /** Without a framework: a test hands declarations over by itself. */
    RoutingTable(Counts counts) {
        this.counts = counts;
        registrations = List.of();
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    /** What takes over the declarations of one type. */
    List<Reconciler<?>> reconcilers() {
        return List.of(pages, functions, folders, sites);
    }

    /** What a package serves. */
    PackageRoutes of(String packageName) {
        return state.packages().getOrDefault(packageName, PackageRoutes.NONE);
    }

    /** The site of a host. */
    Optional<SiteDeclaration> site(String hostName) {
        return Optional.ofNullable(state.byHost().get(hostName));
    }

    /** The site of hosts that no site names. */
    Optional<SiteDeclaration> defaultSite() {
        return state.first();
    }

    /** How many sites there are. */
    int sites() {
        return sites.all().size();
    }

    @Override
    public List<Route> list() {
        var routes = new ArrayList<Route>();
        pages.all()
                .forEach(page -> routes.add(
                        counts.route(Route.Kind.PAGE, page.id(), page.packageName(), page.path(), page.audience())));
        functions
                .all()
                .forEach(function -> routes.add(counts.route(
                        Route.Kind.RPC,
                        function.id(),
                        function.packageName(),
                        PackageRoutes.RPC + function.name(),
                        function.audience())));
        folders.all()
                .forEach(folder -> routes.add(counts.route(
                        Route.Kind.STATIC, folder.id(), folder.packageName(), folder.path() + "/", folder.audience())));
        routes.sort(Comparator.comparing(Route::packageName)
                .thenComparing(Route::kind)
                .thenComparing(Route::path)
                .thenComparing(Route::id));
        return List.copyOf(routes);
    }

    private synchronized void rebuild() {
        var names = new HashSet<String>();
        pages.all().forEach(page -> names.add(page.packageName()));
        functions.all().forEach(function -> names.add(function.packageName()));
        folders.all().forEach(folder -> names.add(folder.packageName()));
        var pagesOf = group(pages.all(), HttpPageDeclaration::packageName);
        var functionsOf = group(functions.all(), HttpRpcDeclaration::packageName);
        var foldersOf = group(folders.all(), HttpStaticDeclaration::packageName);
        var packages = new HashMap<String, PackageRoutes>();
        for (String name : names) {
            packages.put(
                    name,
                    PackageRoutes.of(
                            pagesOf.getOrDefault(name, List.of()),
                            functionsOf.getOrDefault(name, List.of()),
                            foldersOf.getOrDefault(name, List.of())));
        }
        List<SiteDeclaration> ordered = sites.all().stream()
                .sorted(Comparator.comparing(SiteDeclaration::packageName).thenComparingInt(SiteDeclaration::order))
                .toList();
        state = new State(packages, byHost(ordered), ordered.stream().findFirst());
    }

    private static <D> Map<String, List<D>> group(Collection<D> all, Function<D, String> name) {
        var groups = new HashMap<String, List<D>>();
        all.forEach(each -> groups.computeIfAbsent(name.apply(each), any -> new ArrayList<>())
                .add(each));
        return groups;
    }

    private static Map<String, SiteDeclaration> byHost(List<SiteDeclaration> ordered) {
        var byHost = new HashMap<String, SiteDeclaration>();
        for (SiteDeclaration site : ordered) {
            for (String host : site.hosts()) {
                SiteDeclaration first = byHost.putIfAbsent(host, site);
                if (first != null) {
                    LOG.warn(
                            "The host {} is an alias of {} already; {} is not found at it",
                            host,
                            first.id(),
                            site.id());
                }
            }
        }
        return byHost;
    }

    /** The declarations of one type that are in force, by id. */
    private final class Declared<D extends Declaration> implements Reconciler<D> {
        private final Class<D> type;
        private final Map<String, D> byId = new TreeMap<>();

        Declared(Class<D> type) {
            this.type = type;
        }

        @Override
        public Class<D> type() {
            return type;
        }

        @Override
        public void apply(Changes<D> changes) {
            Set<String> gone = new HashSet<>();
            synchronized (byId) {
                changes.removed().forEach(each -> gone.add(each.id()));
                gone.forEach(byId::remove);
                changes.added().forEach(each -> byId.put(each.id(), each));
                changes.changed().forEach(each -> byId.put(each.id(), each));
                gone.removeAll(byId.keySet());
            }
            gone.forEach(counts::forget);
            changes.changed().forEach(each -> counts.forgetKeys(each.id()));
            rebuild();
        }

        List<D> all() {
            synchronized (byId) {
                return List.copyOf(byId.values());
            }
        }
    }
}
