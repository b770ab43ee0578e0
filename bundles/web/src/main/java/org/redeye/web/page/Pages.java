package org.redeye.web.page;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.event.Events;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;

/** The pages that packages declare. Held in memory: they are declared anew at each start. Thread-safe. */
@Component(service = {Pages.class, Reconciler.class})
public final class Pages implements Reconciler<PageDeclaration> {

    private final ConcurrentSkipListMap<String, PageDeclaration> pages = new ConcurrentSkipListMap<>();

    // not Engines: the packages engine, which is among those, needs this to start
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Events events;

    @Override
    public Class<PageDeclaration> type() {
        return PageDeclaration.class;
    }

    @Override
    public void apply(Changes<PageDeclaration> changes) {
        changes.removed().forEach(page -> pages.remove(path(page)));
        changes.added().forEach(page -> pages.put(path(page), page));
        changes.changed().forEach(page -> pages.put(path(page), page));
        for (List<PageDeclaration> some : List.of(changes.removed(), changes.added(), changes.changed())) {
            some.forEach(this::tell);
        }
    }

    /** All pages, ordered by path. */
    public List<PageDeclaration> list() {
        return List.copyOf(pages.values());
    }

    /** One page. */
    public Optional<PageDeclaration> find(String packageName, String name) {
        return at("/" + packageName + "/" + name);
    }

    /** The page at an address of the console. */
    public Optional<PageDeclaration> at(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private void tell(PageDeclaration page) {
        Events stream = events;
        if (stream != null) {
            stream.publish("page", Map.of("path", path(page)));
        }
    }

    /** Where a page is found in the console. */
    public static String path(PageDeclaration page) {
        return "/" + page.packageName() + "/" + page.name();
    }
}
