package org.redeye.probe.ping;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.probe.ping.PingProbe.Version;

/** One run: resolve, choose the way, send the round, judge. */
final class PingRun {

    private final PingProbe.Config config;
    private final ProbeContext context;
    private final Sockets sockets;
    private final String address;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    PingRun(PingProbe.Config config, ProbeContext context, Sockets sockets) {
        this.config = config;
        this.context = context;
        this.sockets = sockets;
        this.address = config.address().isEmpty() ? context.address() : config.address();
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            return unknown(Reason.SETTINGS, "There is no address to ask: give the check a host, or set 'address'.");
        }
        if (!sockets.retain()) {
            return unknown(Reason.OVERLOAD, "The probe was stopped; the next run comes as planned.");
        }
        outcome.whenComplete((done, broken) -> sockets.release());
        Names.resolve(address, context)
                .toCompletableFuture()
                .copy() // the timer is for this run, not for the platform's future
                .orTimeout(limit(), TimeUnit.NANOSECONDS)
                .whenComplete((addresses, failed) -> {
                    if (failed == null) {
                        ping(addresses);
                    } else {
                        unresolved(failed instanceof CompletionException ? failed.getCause() : failed);
                    }
                });
        return outcome;
    }

    private void ping(List<InetAddress> addresses) {
        Optional<InetAddress> target = addresses.stream().filter(this::isWanted).findFirst();
        long limit = limit();
        long interval = config.interval().toNanos();
        long span = (config.count() - 1) * interval;
        if (target.isEmpty()) {
            outcome.complete(Outcome.critical(
                    Reason.DNS,
                    "The name '" + address + "' has no address of "
                            + (config.version() == Version.IPV4 ? "IPv4" : "IPv6") + ".",
                    List.of()));
        } else if (limit > 0 && span > limit / 10 * 9) {
            unknown(Reason.SETTINGS, unfitting(span, limit));
        } else {
            try {
                ping(target.get(), interval, patience(limit - span), limit);
            } catch (EchoSocket.DeniedException e) {
                unknown(Reason.PERMISSION, denied());
            } catch (IOException | RuntimeException e) {
                unknown(Reason.OVERLOAD, "No socket could be opened: " + e.getMessage() + ".");
            }
        }
    }

    private void ping(InetAddress target, long interval, long wait, long limit) throws IOException {
        Echo echo = sockets.open(Family.of(target), config.method(), config.tcpPort());
        context.log("ask " + target.getHostAddress() + " by " + echo.method());
        var round =
                new Round(target, echo, sockets.sender(), config.count(), (int) config.size(), interval, wait, limit);
        CompletableFuture<Round.Result> result = round.start();
        outcome.whenComplete((done, broken) -> result.cancel(false)); // of no effect unless the run was cancelled
        result.whenComplete((came, broken) -> {
            if (broken == null) {
                outcome.complete(judged(came, target, echo.method()));
            } else {
                outcome.completeExceptionally(broken);
            }
        });
    }

    private Outcome judged(Round.Result result, InetAddress target, String method) {
        int received = result.times().length;
        int tried = result.reason() == Reason.NONE ? result.sent() : config.count();
        if (tried == 0) {
            return Outcome.unknown(Reason.OVERLOAD, "The node had no room to send a packet by " + method + ".");
        }
        double loss = (double) (tried - received) / tried;
        var metrics = new ArrayList<Metric>();
        metrics.add(Metric.of("loss_ratio", "ratio", loss));
        metrics.add(Metric.of("sent", "", result.sent()));
        metrics.add(Metric.of("received", "", received));
        metrics.addAll(Statistics.of(result.times()));
        String said = String.format(
                Locale.ROOT,
                "%d of %d replies from %s by %s%s%s.",
                received,
                tried,
                target.getHostAddress(),
                method,
                received == 0 ? "" : String.format(Locale.ROOT, ", %.3g ms on average", average(result.times())),
                result.message().isEmpty() ? "" : ": " + result.message());
        if (received == 0) {
            Reason reason = result.reason() == Reason.NONE ? Reason.TIMEOUT : result.reason();
            boolean blameless = reason != Reason.TIMEOUT && reason != Reason.UNREACHABLE;
            return blameless ? Outcome.unknown(reason, said) : Outcome.critical(reason, said, metrics);
        }
        if (loss > config.criticalLoss()) {
            return Outcome.critical(Reason.LOSS, said, metrics);
        }
        return loss > config.warningLoss() ? Outcome.warning(Reason.LOSS, said, metrics) : Outcome.ok(said, metrics);
    }

    private static double average(double[] seconds) {
        double sum = 0;
        for (double time : seconds) {
            sum += time;
        }
        return sum / seconds.length * 1e3;
    }

    private boolean isWanted(InetAddress candidate) {
        return switch (config.version()) {
            case ANY -> true;
            case IPV4 -> candidate instanceof Inet4Address;
            case IPV6 -> !(candidate instanceof Inet4Address);
        };
    }

    /** How long a reply may take within what is left after the last packet. */
    private long patience(long left) {
        long wanted = config.patience().toNanos();
        if (wanted > left) {
            context.log(String.format(
                    Locale.ROOT, "a reply may take %.3g s only: then the time of the run is over", left / 1e9));
        }
        return Math.max(0, Math.min(wanted, left));
    }

    private String unfitting(long span, long limit) {
        return String.format(
                Locale.ROOT,
                "%d packets every %d ms take %.3g s and leave no time for replies within %.3g s:"
                        + " lower 'count' or 'interval', or raise the check's 'timeout'.",
                config.count(),
                config.interval().toMillis(),
                span / 1e9,
                limit / 1e9);
    }

    private String denied() {
        return config.method() == Method.RAW
                ? "A raw socket needs root or the capability CAP_NET_RAW; give it, or set 'method' to auto."
                : "A datagram socket for ICMP needs a group of this process in the range of the kernel's setting"
                        + " net.ipv4.ping_group_range; widen it, or set 'method' to auto.";
    }

    private void unresolved(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof TimeoutException) {
            String how = cause instanceof TimeoutException ? "was not resolved in time" : "could not be resolved";
            outcome.complete(Outcome.critical(Reason.DNS, "The name '" + address + "' " + how + ".", List.of()));
        } else {
            outcome.completeExceptionally(cause);
        }
    }

    private CompletableFuture<Outcome> unknown(Reason reason, String message) {
        outcome.complete(Outcome.unknown(reason, message));
        return outcome;
    }

    /** What is left of the run, less a little to answer with what was seen. */
    private long limit() {
        return context.remaining().toNanos() / 20 * 19;
    }
}
