package org.redeye.probe.sweep;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;

/** Asks thousands of addresses at once whether they are there. */
@Component
@Plugin(
        kind = "probe",
        id = "sweep",
        title = "Ping sweep",
        help =
                "Pings thousands of addresses at once: which of them answer, how soon, and whether they are as many as expected")
public final class SweepProbe implements Probe<SweepConfig> {

    private static final int MOST_NAMED = 20;
    private static final double NANOS = 1e9;
    /** Sweeps that go on beside each other: each holds a thread. */
    private static final int AT_ONCE = 8;

    private final SecureRandom random = new SecureRandom();
    private final Targets.Known known = new Targets.Known();

    @Override
    public CompletionStage<Outcome> probe(SweepConfig config, ProbeContext context) {
        Targets targets = known.of(config);
        if (targets.count() == 0) {
            return CompletableFuture.completedFuture(
                    Outcome.unknown(Reason.SETTINGS, "Every one of the 'addresses' is excepted."));
        }
        long limit = context.remaining().toNanos() / 20 * 19; // the rest is to answer with what was seen
        double least =
                (double) targets.count() / config.rate() + config.patience().toNanos() / NANOS * config.tries();
        if (limit > 0 && least > limit / NANOS) {
            return CompletableFuture.completedFuture(
                    Outcome.unknown(Reason.SETTINGS, unfitting(config, targets, least, limit)));
        }
        return context.blocking(() -> sweep(config, targets, context, limit));
    }

    @Override
    public int concurrency() {
        return AT_ONCE;
    }

    private Outcome sweep(SweepConfig config, Targets targets, ProbeContext context, long limit)
            throws InterruptedException {
        int identifier = random.nextInt(0x10000);
        long begun = System.nanoTime();
        try (var socket = new SweepSocket(identifier)) {
            context.log("ask " + targets.count() + " addresses by " + socket.method());
            var settings = new Sweep.Settings(
                    config.tries(), config.rate(), config.patience().toNanos(), limit);
            var packets = new Packets(targets.addresses(), identifier, socket.keepsIdentifier(), random.nextLong());
            Sweep.Result result = new Sweep(targets.addresses(), settings, socket, packets).run();
            return judged(config, targets, context, result, (System.nanoTime() - begun) / NANOS);
        } catch (SweepSocket.DeniedException e) {
            return Outcome.unknown(
                    Reason.PERMISSION,
                    "The sweep needs root, the capability CAP_NET_RAW, or a group of this process in the range of the"
                            + " kernel's setting net.ipv4.ping_group_range: " + e.getMessage() + ".");
        } catch (IOException e) {
            return Outcome.unknown(Reason.OVERLOAD, "No socket could be opened: " + e.getMessage() + ".");
        }
    }

    private static Outcome judged(
            SweepConfig config, Targets targets, ProbeContext context, Sweep.Result result, double seconds) {
        int count = targets.count();
        List<Metric> metrics = metrics(config, targets, result, seconds);
        if (result.strange() > 0) {
            context.log(result.strange() + " packets came that belong to no question: forged, late or double");
        }
        String said = String.format(
                Locale.ROOT, "%d of %d addresses answered within %.3g s", result.answered(), count, seconds);
        if (!result.whole()) {
            return Outcome.unknown(Reason.OVERLOAD, said + "; the time was over before all were asked.");
        }
        if (result.answered() < config.min() || config.max() > 0 && result.answered() > config.max()) {
            String expected = config.max() > 0 ? config.min() + " to " + config.max() : "at least " + config.min();
            return Outcome.critical(Reason.COUNT, said + "; expected " + expected + ".", metrics)
                    .withEvidence(silent(targets, result));
        }
        if (config.all() && result.answered() < count) {
            return Outcome.critical(Reason.MISSING, said + "; " + silent(targets, result) + ".", metrics);
        }
        return Outcome.ok(said + ".", metrics);
    }

    private static List<Metric> metrics(SweepConfig config, Targets targets, Sweep.Result result, double seconds) {
        var metrics = new ArrayList<Metric>(result.answered() + 6);
        metrics.add(Metric.of("answering", "", result.answered()));
        metrics.add(Metric.of("silent", "", targets.count() - result.answered()));
        metrics.add(Metric.of("sweep_seconds", "s", seconds));
        long[] sorted =
                Arrays.stream(result.trips()).filter(trip -> trip >= 0).sorted().toArray();
        if (sorted.length > 0) {
            metrics.add(Metric.of("min_seconds", "s", sorted[0] / NANOS));
            metrics.add(Metric.of("median_seconds", "s", sorted[(sorted.length - 1) / 2] / NANOS));
            metrics.add(Metric.of("max_seconds", "s", sorted[sorted.length - 1] / NANOS));
        }
        if (config.each()) {
            for (int i = 0; i < result.trips().length; i++) {
                if (result.trips()[i] >= 0) {
                    metrics.add(Metric.of("round_trip_seconds", targets.names()[i], "s", result.trips()[i] / NANOS));
                }
            }
        }
        return metrics;
    }

    /** The first of those that did not answer, in words. */
    private static String silent(Targets targets, Sweep.Result result) {
        int[] silent = IntStream.range(0, result.trips().length)
                .filter(i -> result.trips()[i] < 0)
                .toArray();
        String named = String.join(
                ", ",
                Arrays.stream(silent)
                        .limit(MOST_NAMED)
                        .mapToObj(i -> targets.names()[i])
                        .toList());
        return silent.length == 0
                ? "none is silent"
                : "silent: " + named
                        + (silent.length > MOST_NAMED ? " and " + (silent.length - MOST_NAMED) + " more" : "");
    }

    private static String unfitting(SweepConfig config, Targets targets, double least, long limit) {
        return String.format(
                Locale.ROOT,
                "%d addresses at %d packets a second and %d times 'wait' take %.3g s and do not fit into %.3g s: raise 'rate'"
                        + " or the check's 'timeout'.",
                targets.count(),
                config.rate(),
                config.tries(),
                least,
                limit / NANOS);
    }
}
