package org.redeye.packages;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.packages.unit.Remembered;
import org.redeye.packages.unit.Unpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an eye on units: what arrives in deploy folders and bundles, and what is edited since it was installed. */
@Component(service = Meters.class, immediate = true)
public final class UnitKeeper implements Meters {

    private static final Logger LOG = LoggerFactory.getLogger(UnitKeeper.class);
    private static final long POLL_MILLIS = 500;
    private static final long LOOK_MILLIS = 3_000;

    private final UnitArrivals arrivals;
    private final UnitWatch watch;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(UnitKeeper::daemon);
    private final BundleTracker<String> bundles;

    /** Begins at once. */
    @Activate
    public UnitKeeper(
            BundleContext context,
            @Reference UnitsEngine units,
            @Reference PackagesEngine packages,
            @Reference Events events,
            @Reference Platform platform)
            throws IOException {
        Road road = packages.road();
        arrivals = new UnitArrivals(
                units,
                new Remembered(packages.folder().path()),
                List.of(platform.home().resolve("deploy"), platform.data().resolve("deploy")),
                road::applied);
        watch = new UnitWatch(road, units.views(), events);
        thread.scheduleWithFixedDelay(() -> safely(arrivals::poll), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(() -> safely(watch::look), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        bundles = tracker(context);
        bundles.open();
    }

    @Deactivate
    void close() {
        bundles.close();
        thread.shutdownNow();
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.gauge("units_drifted", "Installed packages with files edited since", watch.drifted()),
                Meter.counter(
                        "units_refused_total", "Units in deploy folders and bundles refused", arrivals.refused()));
    }

    private BundleTracker<String> tracker(BundleContext context) {
        return new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, null) {
            @Override
            public String addingBundle(Bundle bundle, BundleEvent event) {
                Map<String, Unpacker.Source> unit = unit(bundle);
                String source = bundle.getSymbolicName() + " " + bundle.getVersion();
                if (!unit.isEmpty()) {
                    later(() -> arrivals.bundle(source, unit));
                }
                return source;
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, String source) {
                later(() -> arrivals.gone(source));
            }
        };
    }

    /** What a bundle carries below {@code META-INF/rem/package/}. */
    private static Map<String, Unpacker.Source> unit(Bundle bundle) {
        Enumeration<URL> found = bundle.findEntries(Unpacker.IN_BUNDLE, "*", true);
        var files = new TreeMap<String, Unpacker.Source>();
        for (URL url : found == null ? List.<URL>of() : Collections.list(found)) {
            String path = url.getPath();
            String inside = path.substring(path.indexOf(Unpacker.IN_BUNDLE) + Unpacker.IN_BUNDLE.length());
            if (!inside.isEmpty() && !inside.endsWith("/")) {
                files.put(inside, url::openStream);
            }
        }
        return files;
    }

    private void later(Runnable work) {
        try {
            thread.execute(() -> safely(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("This bundle stops", e);
        }
    }

    /** What is thrown would end the schedule. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The units of packages could not be looked at", e);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-units");
        thread.setDaemon(true);
        return thread;
    }
}
