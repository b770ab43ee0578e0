package org.redeye.probe.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** One run: names, address, single values, table. Its steps follow each other; only the timer runs beside. */
final class SnmpRun {

    private static final OID SYS_UP_TIME = new OID("1.3.6.1.2.1.1.3.0");
    private static final int MOST_SAID = 5;

    private final SnmpConfig config;
    private final ProbeContext context;
    private final Agents agents;
    private final String address;
    private final long began = System.nanoTime();
    private final long limit;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private volatile @Nullable Talk talk;
    private volatile List<Metric> measured = List.of();

    SnmpRun(SnmpConfig config, ProbeContext context, Agents agents) {
        this.config = config;
        this.context = context;
        this.agents = agents;
        this.address = config.address().isEmpty() ? context.address() : config.address();
        // a little before the deadline, to answer with what was seen so far
        this.limit = context.remaining().toNanos() / 20 * 19;
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unknown(
                    Reason.SETTINGS, "There is no address to ask: give the check a host, or set 'address'."));
        }
        outcome.whenComplete((done, broken) -> {
            timer.complete(null);
            Talk open = talk;
            if (open != null) {
                open.end();
            }
        });
        timer.orTimeout(limit, TimeUnit.NANOSECONDS).whenComplete((done, late) -> {
            if (late != null) {
                timeOut();
            }
        });
        plan().thenCompose(plan -> resolve().thenCompose(found -> ask(plan, found)))
                .whenComplete((readings, failed) -> {
                    if (failed != null) {
                        fail(cause(failed));
                    }
                });
        return outcome;
    }

    /** With the names that need no file if they are enough; reading files blocks. */
    private CompletionStage<Plan> plan() {
        try {
            return CompletableFuture.completedFuture(
                    Plan.of(config, agents.mibs().builtIn()));
        } catch (Trouble unknown) {
            return context.blocking(() -> Plan.of(config, agents.mibs().names()));
        }
    }

    private CompletionStage<InetAddress> resolve() {
        return context.blocking(() -> {
            try {
                return InetAddress.getByName(address);
            } catch (UnknownHostException e) {
                throw new Trouble(Reason.DNS, "The name '" + address + "' could not be resolved.");
            }
        });
    }

    private CompletionStage<Void> ask(Plan plan, InetAddress found) {
        long patience = Math.min(
                config.answerWithin().toMillis(), TimeUnit.NANOSECONDS.toMillis(limit) / (config.retries() + 1));
        Talk opened = agents.talk(config, found, Math.max(1, patience), context::log, context::blocking);
        talk = opened;
        if (outcome.isDone()) { // timed out before there was something to end
            opened.end();
        }
        var single = new LinkedHashSet<OID>();
        single.add(SYS_UP_TIME);
        single.addAll(plan.get().values());
        context.log("get " + plan.get().size() + " values of " + opened.place());
        return new Getter(opened, List.copyOf(single)).get().thenCompose(values -> {
            var readings = new Readings(config, plan, values.get(SYS_UP_TIME));
            readings.single(values);
            measured = List.copyOf(readings.metrics());
            return plan.columns().isEmpty() ? done(readings, false) : walk(plan, opened, readings);
        });
    }

    private CompletionStage<Void> walk(Plan plan, Talk opened, Readings readings) {
        context.log("walk through " + plan.columns().size() + " columns");
        return new TableWalk(opened, plan.columns(), config.maxRows()).walk().thenCompose(table -> {
            Map<OID, @Nullable Variable[]> rows = table.rows();
            context.log(rows.size() + " rows");
            readings.table(rows);
            return done(readings, table.cut());
        });
    }

    private CompletionStage<Void> done(Readings readings, boolean cut) {
        var metrics = new ArrayList<>(readings.metrics());
        double seconds = (System.nanoTime() - began) / 1e9;
        metrics.add(Metric.of("total_seconds", "s", seconds));
        if (!config.walk().isEmpty()) {
            metrics.add(Metric.of("rows", "", readings.rows()));
        }
        outcome.complete(judge(readings, cut, metrics, seconds));
        return CompletableFuture.completedFuture(null);
    }

    private Outcome judge(Readings readings, boolean cut, List<Metric> metrics, double seconds) {
        if (!readings.missing().isEmpty()) {
            return Outcome.critical(Reason.MISSING, place() + " has not " + few(readings.missing()) + ".", metrics);
        }
        if (cut) {
            return Outcome.critical(
                    Reason.SIZE,
                    place() + " has a table of more than " + config.maxRows()
                            + " rows ('max rows'); the others were left out.",
                    metrics);
        }
        if (!readings.wrong().isEmpty()) {
            return Outcome.critical(Reason.CONTENT, place() + ": " + few(readings.wrong()) + ".", metrics);
        }
        String rows = config.walk().isEmpty() ? "" : " and " + readings.rows() + " rows";
        return Outcome.ok(
                String.format(
                        Locale.ROOT,
                        "%s gave %d values%s in %.3g s",
                        place(),
                        config.get().size(),
                        rows,
                        seconds),
                metrics);
    }

    private void timeOut() {
        fail(new Trouble(
                Reason.TIMEOUT,
                String.format(Locale.ROOT, "%s has not answered all within %.3g s.", place(), limit / 1e9)));
    }

    private void fail(Throwable failed) {
        if (!(failed instanceof Trouble trouble)) {
            outcome.completeExceptionally(failed);
            return;
        }
        String said = trouble.message();
        // a sentence that begins in the middle is about the agent
        String message = Character.isLowerCase(said.codePointAt(0)) ? place() + " " + said + hint(trouble) + "." : said;
        outcome.complete(
                switch (trouble.reason()) {
                    case SETTINGS, BROKEN -> Outcome.unknown(trouble.reason(), clip(message));
                    default -> Outcome.critical(trouble.reason(), clip(message), measured);
                });
    }

    private String hint(Trouble trouble) {
        if (trouble.reason() != Reason.TIMEOUT) {
            return "";
        }
        String times = config.retries() == 0 ? "" : ", asked " + (config.retries() + 1) + " times";
        return times + (config.version() == Version.V3 ? "" : "; a wrong community is answered by silence too");
    }

    private String place() {
        Talk open = talk;
        return open == null ? address + ":" + config.port() : open.place();
    }

    private static String few(List<String> things) {
        String more = things.size() > MOST_SAID ? " and " + (things.size() - MOST_SAID) + " more" : "";
        return String.join(", ", things.subList(0, Math.min(MOST_SAID, things.size()))) + more;
    }

    private static String clip(String message) {
        return message.length() > 1_000 ? message.substring(0, 999) + "…" : message;
    }

    private static Throwable cause(Throwable failed) {
        Throwable cause = failed;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
