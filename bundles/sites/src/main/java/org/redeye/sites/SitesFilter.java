package org.redeye.sites;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.redeye.api.platform.Platform;
import org.redeye.api.site.SiteDeclaration;

/**
 * Sites by the name of the host. What the platform needs at every host (sign-in, REST, the console's own addresses) stays its
 * own. A site that names the host answers for everything else; the default site answers at other names for what it has, and
 * gives way to the console where it has nothing, at addresses by number and at the console's own name.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class SitesFilter implements Filter {

    private static final Comparator<Map.Entry<String, List<String>>> LONGEST_FIRST = Comparator.comparing(
            Map.Entry::getKey, Comparator.comparingInt(String::length).reversed());

    private final Sites sites;
    private final RoutingTable table;
    private final String ownHost;

    /**
     * @param sites answers
     * @param table the sites
     * @param platform tells the console's own name
     * @param gate tells who asks, and bounds what they send
     */
    @Activate
    @SuppressWarnings("unused") // the gate only has to be there
    public SitesFilter(
            @Reference Sites sites,
            @Reference RoutingTable table,
            @Reference Platform platform,
            @Reference(target = "(osgi.condition.id=rem-gate)") Condition gate) {
        this.sites = sites;
        this.table = table;
        ownHost = platform.url().getHost();
    }

    /** Packages under a prefix. */
    private record Mounted(List<String> packages, Exchange exchange) {}

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        Optional<String> path = Paths.plain(request.getRequestURI()).filter(plain -> !Paths.isReserved(plain));
        String host = Optional.ofNullable(request.getHeader("Host"))
                .flatMap(Paths::host)
                .map(Paths::name)
                .orElse("");
        if (path.isPresent()) {
            Optional<SiteDeclaration> named = table.site(host);
            Optional<Mounted> mounted =
                    named.or(() -> byDefault(host)).flatMap(site -> mounted(site, path.get(), request));
            if (mounted.isPresent()
                    && (named.isPresent()
                            || sites.answers(
                                    mounted.get().packages(), mounted.get().exchange()))) {
                sites.answer(mounted.get().packages(), mounted.get().exchange(), (HttpServletResponse) response);
                return;
            }
            if (named.isPresent()) { // its host, but nothing is mounted there
                sites.answer(
                        List.of(), new Exchange(request, "/", path.get().substring(1)), (HttpServletResponse) response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<SiteDeclaration> byDefault(String host) {
        boolean own = host.isEmpty() || host.equals(ownHost) || Paths.isAddress(host);
        return own ? Optional.empty() : table.defaultSite();
    }

    private static Optional<Mounted> mounted(SiteDeclaration site, String path, HttpServletRequest request) {
        return site.mounts().entrySet().stream()
                .sorted(LONGEST_FIRST)
                .filter(mount -> (path + "/").startsWith(base(mount.getKey())))
                .findFirst()
                .map(mount -> {
                    String base = base(mount.getKey());
                    String below = path.length() < base.length() ? "" : path.substring(base.length());
                    return new Mounted(mount.getValue(), new Exchange(request, base, below));
                });
    }

    /** A prefix with a slash at both ends. */
    private static String base(String prefix) {
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
