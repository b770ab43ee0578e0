package org.redeye.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts behind the first samples what they do not need. Karaf climbs to the start level of monitoring
 * ({@code rem.startlevel.first}); from there this goes on to the last one ({@code rem.startlevel.last}) as soon as a sample
 * was taken over, or after {@link #PATIENCE} if there is nothing to sample.
 */
@Component(service = SampleListener.class, immediate = true)
public final class LateStart implements SampleListener {
    private static final Logger LOG = LoggerFactory.getLogger(LateStart.class);
    private static final String FIRST = "rem.startlevel.first";
    private static final String LAST = "rem.startlevel.last";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext context;
    private final FrameworkStartLevel framework;
    private final int first;
    private final int last;
    private final ScheduledExecutorService timer;
    private final Runnable leave;
    private final AtomicBoolean sampled = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final FrameworkListener climb = this::climbed;

    /** Begins to wait; when the last level is reached, its work is done and it leaves. */
    @Activate
    public LateStart(ComponentContext component) {
        this(
                component.getBundleContext(),
                new ScheduledThreadPoolExecutor(1, LateStart::thread),
                () -> component.disableComponent(LateStart.class.getName()));
    }

    LateStart(BundleContext context, ScheduledExecutorService timer, Runnable leave) {
        this.context = context;
        this.timer = timer;
        this.leave = leave;
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        first = level(context, FIRST, 1);
        last = level(context, LAST, first);
        context.addFrameworkListener(climb);
        look();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "rem-late-start");
        thread.setDaemon(true);
        return thread;
    }

    private static int level(BundleContext context, String property, int otherwise) {
        String level = context.getProperty(property);
        return level == null ? otherwise : Integer.parseInt(level.strip());
    }

    /** Ends the wait; the level stays where it is. */
    @Deactivate
    void close() {
        context.removeFrameworkListener(climb);
        timer.shutdownNow();
    }

    @Override
    public void appended(List<Sample> samples) {
        if (!sampled.getAndSet(true)) {
            look();
        }
    }

    @Override
    public void ended(String id, long at) {}

    private void climbed(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            look();
        }
    }

    private void look() {
        int reached = framework.getStartLevel();
        if (reached >= last) {
            timer.execute(leave);
        } else if (reached >= first && sampled.get()) {
            goOn();
        } else if (reached >= first && !waiting.getAndSet(true)) {
            timer.schedule(this::goOn, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void goOn() {
        if (framework.getStartLevel() < last) {
            LOG.debug("From start level {} to {}", framework.getStartLevel(), last);
            framework.setStartLevel(last);
        }
    }
}
