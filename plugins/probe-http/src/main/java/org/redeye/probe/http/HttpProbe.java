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
        Loop loop = loops[Math.floorMod(turn.getAndIncrement(), loops.length)];
        return new HttpRun(config, plans.of(config), context, loop, resolver, trust).start();
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
