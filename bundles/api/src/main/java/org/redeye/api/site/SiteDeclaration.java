package org.redeye.api.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.section.Declaration;

/**
 * A web site: packages mounted under the names of a host.
 *
 * @param id its place, such as {@code shop/sites/shop}
 * @param packageName the package that declares it
 * @param name its key
 * @param order its position among the sites of its package, from 0; the first of all (by package, then by this) is the
 *     default
 * @param hosts the names of the host it is found at, in lower case, without ports; if there are none it is found only
 *     as the default
 * @param mounts by prefix ({@code /} or {@code /a/b}) the packages that answer below it, asked in this order
 */
public record SiteDeclaration(
        String id, String packageName, String name, int order, List<String> hosts, Map<String, List<String>> mounts)
        implements Declaration {

    /** Copies what it is given. */
    public SiteDeclaration {
        hosts = List.copyOf(hosts);
        var copy = new LinkedHashMap<String, List<String>>();
        mounts.forEach((prefix, packages) -> copy.put(prefix, List.copyOf(packages)));
        mounts = Collections.unmodifiableMap(copy);
    }
}
