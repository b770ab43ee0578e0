package org.redeye.probe.http;

import java.io.IOException;
import java.security.KeyStore;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;

/** Asks a web server over a new connection, measures each phase, and judges the answer. */
@Component
@Plugin(
        kind = "probe",
        id = "http",
        title = "HTTP",
        help = "Asks a web server: time of each phase, status, headers, body and certificate")
public final class HttpProbe implements Probe<HttpConfig> {

    /** Exchanges without TLS that one thread has before the next gets some, too. */
    private static final int FEW = 64;

    private final Loop[] loops;
    private final AtomicInteger turn = new AtomicInteger();
    private final Resolver resolver = new Resolver();
    private final Trust trust;
    private final Plan.Book plans = new Plan.Book();

    /** Starts the threads that serve every connection: one a processor, for TLS needs them, but no more than four. */
    @Activate
    public HttpProbe() throws IOException {
        this(null);
    }

    /** @param anchors the authorities trusted; null for those of the JVM */
    HttpProbe(@Nullable KeyStore anchors) throws IOException {
        trust = new Trust(anchors);
        loops = new Loop[Math.min(4, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new Loop("rem-probe-http-" + i);
        }
    }

    @Override
    public CompletionStage<Outcome> probe(HttpConfig config, ProbeContext context) {
        Plan plan = plans.of(config);
        Loop loop = loop(plan.request().target().secure());
        return new HttpRun(config, plan, context, loop, resolver, trust).start();
    }

    /** TLS is work for all processors; without it, waking a thread for each packet costs more than what it then does. */
    private Loop loop(boolean secure) {
        for (Loop each : loops) {
            if (!secure && each.open() < FEW) {
                return each;
            }
        }
        return loops[Math.floorMod(turn.getAndIncrement(), loops.length)];
    }

    @Override
    public String target(HttpConfig config, String address) {
        return config.url().getHost();
    }

    @Override
    public int concurrency() {
        return 2048;
    }

    /** Takes no more runs; those in flight end by their deadline, and the threads with the last of them. */
    @Deactivate
    public void close() {
        for (Loop loop : loops) {
            loop.close();
        }
    }
}
