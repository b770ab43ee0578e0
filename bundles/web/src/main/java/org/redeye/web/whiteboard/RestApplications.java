package org.redeye.web.whiteboard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants.JAKARTA_RS_APPLICATION_BASE;
import static org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants.JAKARTA_RS_EXTENSION;
import static org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants.JAKARTA_RS_RESOURCE;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.glassfish.jersey.inject.hk2.Hk2InjectionManagerFactory;
import org.glassfish.jersey.internal.RuntimeDelegateImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of all bundles: one application a bundle. A bundle is served a moment after the last of its resources has come.
 * When they change, the new application stands before the old one goes, and who waits in the old one is still answered; when the
 * last one goes, nothing of the bundle is served any more, at once. Thread-safe.
 *
 * <p>Resources are registered as the Jakarta REST whiteboard says (OSGi compendium 8, chapter 151). Its applications and
 * extensions are not served, and told so in the log. An implementation of all of it was used before: it begins anew with the
 * resources of all bundles at each change, and forgets who waits (docs/dependencies.md).
 */
final class RestApplications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestApplications.class);
    private static final String FILTER = "(|(" + JAKARTA_RS_RESOURCE + "=true)(" + JAKARTA_RS_EXTENSION + "=true)("
            + JAKARTA_RS_APPLICATION_BASE + "=*))";
    /** The resources of a bundle come one by one. */
    private static final long QUIET = 50; // milliseconds
    /** An answer may be out while Jersey still tidies up behind it. */
    private static final long LINGER = 1_000; // milliseconds

    private final BundleContext context;
    private final ServletConfig config;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rem-rest"));
    private final Resources resources;

    /** What was seen of each resource; empty if it cannot be served. */
    private final Map<ServiceReference<Object>, Optional<RestService>> seen = new ConcurrentHashMap<>();
    /** All that have not ended, retired ones too. */
    private final Set<RestApplication> open = ConcurrentHashMap.newKeySet();
    /** Who serves a first segment. Replaced under the lock of this. */
    private volatile Map<String, RestApplication> served = Map.of();

    private @Nullable ScheduledFuture<?> due;
    private boolean closed;

    /**
     * @param context of this bundle
     * @param config of the servlet that all applications share
     */
    RestApplications(BundleContext context, ServletConfig config) {
        this.context = context;
        this.config = config;
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl()); // nobody need look for it
        try {
            resources = new Resources(context);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        resources.open();
    }

    /** Who serves what is below a first segment. */
    Optional<RestApplication> of(String root) {
        return Optional.ofNullable(served.get(root));
    }

    /** The ids of the services that are served. */
    Set<Long> served() {
        return served.values().stream()
                .flatMap(application -> application.services().stream())
                .map(RestService::id)
                .collect(toUnmodifiableSet());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            served = Map.of();
        }
        resources.close();
        thread.shutdownNow();
        open.forEach(this::end);
    }

    /** Notices resources as they come and go. */
    private final class Resources extends ServiceTracker<Object, ServiceReference<Object>> {

        Resources(BundleContext context) throws InvalidSyntaxException {
            super(context, FrameworkUtil.createFilter(FILTER), null);
        }

        @Override
        public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
            updateSoon();
            return reference;
        }

        @Override
        public void removedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
            forget(reference);
            updateSoon();
        }

        List<ServiceReference<Object>> all() {
            ServiceReference<Object>[] references = getServiceReferences();
            return references == null ? List.of() : List.of(references);
        }
    }

    private synchronized void updateSoon() {
        if (due != null) {
            due.cancel(false);
        }
        if (!closed) {
            due = thread.schedule(this::update, QUIET, MILLISECONDS);
        }
    }

    private void forget(ServiceReference<Object> reference) {
        Bundle bundle = reference.getBundle();
        seen.remove(reference);
        if (resources.all().stream().noneMatch(other -> bundle.equals(other.getBundle()))) {
            synchronized (this) {
                var left = new HashMap<>(served);
                left.values().removeIf(application -> application.bundle().equals(bundle));
                serve(left);
            }
        }
    }

    /** In the one thread: serves what is there now. */
    private void update() {
        try {
            var next = new HashMap<String, RestApplication>();
            for (List<RestService> services : wanted()) {
                running(services)
                        .or(() -> started(services))
                        .ifPresent(application -> services.forEach(service -> next.put(service.root(), application)));
            }
            serve(next);
        } catch (RuntimeException e) {
            LOG.error("The REST resources stay as they are.", e);
        }
    }

    private synchronized void serve(Map<String, RestApplication> next) {
        var before = new HashSet<>(served.values());
        served = closed ? Map.of() : Map.copyOf(next);
        before.removeAll(served.values());
        before.forEach(RestApplication::retire);
    }

    /** The resources of each bundle, the oldest bundle first, without those whose first segment is an older one's. */
    private List<List<RestService>> wanted() {
        var owners = new HashMap<String, Bundle>();
        return usable().stream().collect(groupingBy(RestService::bundle, TreeMap::new, toList())).values().stream()
                .map(services -> services.stream()
                        .filter(service -> isFree(service, owners))
                        .toList())
                .filter(services -> !services.isEmpty())
                .toList();
    }

    private static boolean isFree(RestService service, Map<String, Bundle> owners) {
        Bundle owner = owners.computeIfAbsent(service.root(), root -> service.bundle());
        if (!owner.equals(service.bundle())) {
            LOG.warn("{} is not served: /api/v1/{} belongs to {}.", service, service.root(), owner.getSymbolicName());
        }
        return owner.equals(service.bundle());
    }

    private List<RestService> usable() {
        var services = new ArrayList<RestService>();
        for (ServiceReference<Object> reference : resources.all()) {
            seen.computeIfAbsent(reference, this::look).ifPresent(services::add);
        }
        services.sort(Comparator.comparing(RestService::id));
        return services;
    }

    private Optional<RestService> look(ServiceReference<Object> reference) {
        try {
            return Optional.of(RestService.of(reference, context));
        } catch (IllegalArgumentException e) {
            LOG.warn("The REST resource {} is not served: {}.", reference, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<RestApplication> running(List<RestService> services) {
        return of(services.get(0).root())
                .filter(application -> application.services().equals(services));
    }

    private Optional<RestApplication> started(List<RestService> services) {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        here.setContextClassLoader(Hk2InjectionManagerFactory.class.getClassLoader()); // Jersey looks for it there
        try {
            var application = new RestApplication(services, config, this::endSoon);
            open.add(application);
            return Optional.of(application);
        } catch (ServletException | RuntimeException | LinkageError e) {
            LOG.error(
                    "The REST resources of {} are not served.", services.get(0).bundle(), e);
            return Optional.empty();
        } finally {
            here.setContextClassLoader(before);
        }
    }

    private synchronized void endSoon(RestApplication application) {
        if (!closed) {
            thread.schedule(() -> end(application), LINGER, MILLISECONDS);
        }
    }

    private void end(RestApplication application) {
        if (open.remove(application)) {
            application.close();
        }
    }
}
