package org.redeye.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.redeye.api.plugin.PluginId;
import org.redeye.registry.LiveRegistry.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that are plugins. A service that goes is let go before the call that removes it returns, so nobody gets
 * it after that. Plugin code (constructors, {@code schema()}) runs on threads of its own: what hangs there hangs alone.
 */
final class PluginServices implements AllServiceListener {
    private static final Logger LOG = LoggerFactory.getLogger(PluginServices.class);
    private static final String KIND = "rem.kind";
    private static final String ID = "rem.id";
    private static final String FILTER = "(&(" + KIND + "=*)(" + ID + "=*))";

    /** The one in use first: the highest version, of that the highest ranking, of that the oldest. */
    private static final Comparator<PluginService> BEST_FIRST = Comparator.comparing(
                    PluginService::version, Comparator.reverseOrder())
            .thenComparing(PluginService::reference, Comparator.reverseOrder());

    private final BundleContext context;
    private final Runnable onChange;
    private final Patience patience;
    private final ExecutorService threads;

    private final Map<ServiceReference<?>, PluginService> all = new HashMap<>();
    private volatile Map<PluginId, List<PluginService>> byId = Map.of();

    PluginServices(BundleContext context, Runnable onChange, Patience patience) {
        this.context = context;
        this.onChange = onChange;
        this.patience = patience;
        var number = new AtomicInteger();
        // at most one thread a service; bounded by how many plugins there are
        this.threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "rem-plugin-start-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(PluginServices.class.getClassLoader());
            return thread;
        });
    }

    void open() {
        try {
            context.addServiceListener(this, FILTER);
            ServiceReference<?>[] there = context.getAllServiceReferences(null, FILTER);
            for (ServiceReference<?> reference : there == null ? new ServiceReference<?>[0] : there) {
                add(reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        context.removeServiceListener(this);
        List<PluginService> gone;
        synchronized (this) {
            gone = List.copyOf(all.values());
            all.clear();
            byId = Map.of();
        }
        gone.forEach(PluginService::release);
        threads.shutdownNow();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        switch (event.getType()) {
            case ServiceEvent.REGISTERED -> add(event.getServiceReference());
            case ServiceEvent.MODIFIED -> {
                PluginService known = known(event.getServiceReference());
                if (known == null || !Optional.of(known.id()).equals(id(event.getServiceReference()))) {
                    remove(event.getServiceReference());
                    add(event.getServiceReference());
                }
                onChange.run();
            }
            default -> remove(event.getServiceReference());
        }
    }

    /** The living plugin that is in use. */
    Optional<Object> instance(PluginId id) {
        for (PluginService service : byId.getOrDefault(id, List.of())) {
            Optional<Object> instance = service.instance();
            if (instance.isPresent()) {
                return instance;
            }
        }
        return Optional.empty();
    }

    /** The identities that the services of a bundle have. */
    synchronized Collection<PluginId> of(Bundle bundle) {
        return all.values().stream()
                .filter(service -> service.bundle().equals(bundle))
                .map(PluginService::id)
                .toList();
    }

    Optional<PluginService> find(Bundle bundle, PluginId id) {
        return byId.getOrDefault(id, List.of()).stream()
                .filter(service -> service.bundle().equals(bundle))
                .findFirst();
    }

    /** Starts again what could not be started a while ago, and notes what takes too long. */
    void retry() {
        List<PluginService> copy;
        synchronized (this) {
            copy = List.copyOf(all.values());
        }
        copy.forEach(PluginService::tick);
    }

    private void add(ServiceReference<?> reference) {
        Optional<PluginId> id = id(reference);
        Bundle bundle = reference.getBundle();
        if (id.isEmpty() || bundle == null) {
            return;
        }
        var service = new PluginService(id.get(), reference, bundle, context, threads, patience, onChange);
        synchronized (this) {
            if (all.putIfAbsent(reference, service) != null) {
                return;
            }
            index();
        }
        if (reference.getBundle() == null) { // went while it was being added
            remove(reference);
            return;
        }
        service.prepare();
        onChange.run();
    }

    private void remove(ServiceReference<?> reference) {
        PluginService gone;
        synchronized (this) {
            gone = all.remove(reference);
            index();
        }
        if (gone != null) {
            gone.release();
            onChange.run();
        }
    }

    private synchronized PluginService known(ServiceReference<?> reference) {
        return all.get(reference);
    }

    private void index() {
        byId = all.values().stream().sorted(BEST_FIRST).collect(Collectors.groupingBy(PluginService::id));
    }

    private static Optional<PluginId> id(ServiceReference<?> reference) {
        String kind = Objects.toString(reference.getProperty(KIND), "");
        String id = Objects.toString(reference.getProperty(ID), "");
        try {
            return Optional.of(new PluginId(kind, id));
        } catch (IllegalArgumentException e) {
            LOG.warn("A service of {} is passed over: {}", reference.getBundle(), e.getMessage());
            return Optional.empty();
        }
    }
}
