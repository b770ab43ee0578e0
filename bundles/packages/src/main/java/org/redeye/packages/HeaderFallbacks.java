package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.section.Item;
import org.redeye.packages.Needs.Fallback;

/** The fallbacks that the headers of packages in force name. */
@Component(service = Fallbacks.class)
public final class HeaderFallbacks implements Fallbacks {

    private final PackagesEngine packages;

    /** Of the packages of this engine. */
    @Activate
    public HeaderFallbacks(@Reference PackagesEngine packages) {
        this.packages = packages;
    }

    @Override
    public List<String> order(String name) {
        var order = new LinkedHashSet<String>();
        follow(name, packages.road().inForce(), order);
        return new ArrayList<>(order);
    }

    /** Circles are refused before they come into force; one would end here all the same. */
    private static void follow(String name, Map<String, Compiled> inForce, Set<String> order) {
        Compiled compiled = inForce.get(name);
        if (order.add(name) && compiled != null) {
            for (Fallback next : compiled.needs().fallback()) {
                follow(next.name(), inForce, order);
            }
        }
    }

    @Override
    public Answer<Item> item(String name, String section, List<String> path) {
        return ask(name, each -> packages.items(each, section).stream()
                .filter(item -> item.path().equals(path))
                .findFirst());
    }
}
