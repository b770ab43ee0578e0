package org.redeye.probe.tarball;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.Ssh;

/** Looks whether backups are what they should be. */
@Component
@Plugin(
        kind = "probe",
        id = "tarball",
        title = "Tarballs",
        help = "Whether backups that are kept as dated archives are there, young, whole and unlocked")
public final class TarballProbe implements Probe<TarballConfig> {

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_ITEM = 200;

    /** Items that become series; more of them are judged all the same. */
    private static final int MOST_ITEMS = 2_000;

    /** Archives whose digest one run computes. */
    private static final int MOST_DIGESTS = 200;

    /** Which rule is told first. */
    private static final List<Reason> ORDER = List.of(
            Reason.MISSING, Reason.AGE, Reason.COUNT, Reason.DIGEST, Reason.SIDECAR, Reason.LOCK, Reason.CHANGE);

    private final Ssh ssh;

    /** Looks at other machines over the platform's connections. */
    @Activate
    public TarballProbe(@Reference Ssh ssh) {
        this.ssh = ssh;
    }

    @Override
    public String target(TarballConfig config, String address) {
        return config.remote() ? config.target(address).address() : address;
    }

    @Override
    public int concurrency() {
        return 64;
    }

    @Override
    public CompletionStage<Outcome> probe(TarballConfig config, ProbeContext context) {
        if (config.remote() && config.target(context.address()).address().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unknown(
                    Reason.SETTINGS, "There is no address to connect to: give the check a host, or set 'address'."));
        }
        Source source = config.remote() ? new RemoteSource(ssh, config, context) : new LocalSource(config, context);
        return source.entries()
                .thenApply(entries -> Listing.of(entries, config))
                .thenCompose(listing -> digests(source, listing, config, context)
                        .thenApply(digests ->
                                judge(config, listing, digests, context.clock().instant())))
                .exceptionally(failed -> {
                    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
                    if (cause instanceof Source.FailedException known) {
                        Outcome outcome = known.outcome();
                        return new Outcome(outcome.status(), outcome.reason(), cut(outcome.message()), List.of(), "");
                    }
                    throw new CompletionException(cause);
                });
    }

    private static CompletionStage<Map<String, String>> digests(
            Source source, Listing listing, TarballConfig config, ProbeContext context) {
        List<String> paths = listing.newest().stream()
                .map(Tarball::path)
                .filter(path -> listing.notes().containsKey(path + config.sidecar()))
                .toList();
        if (config.digest() != TarballConfig.Digest.FULL || paths.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        if (paths.size() > MOST_DIGESTS) {
            return CompletableFuture.failedFuture(new Source.FailedException(Outcome.unknown(
                    Reason.SIZE,
                    "There are " + paths.size() + " newest archives; the digests of " + MOST_DIGESTS
                            + " are computed in one run. Make several checks with 'select'.")));
        }
        context.log("digests of " + paths.size() + " archives");
        return source.digests(paths);
    }

    private static Outcome judge(TarballConfig config, Listing listing, Map<String, String> digests, Instant now) {
        List<Finding> findings = Rules.check(config, listing, digests, now).stream()
                .sorted(Comparator.comparingInt(finding -> ORDER.indexOf(finding.reason())))
                .toList();
        List<Metric> metrics = metrics(listing, findings, now);
        if (findings.isEmpty()) {
            int archives =
                    listing.items().values().stream().mapToInt(List::size).sum();
            return Outcome.ok(
                    archives + " archives of " + listing.items().size() + " items below " + config.path()
                            + " are as they should be.",
                    metrics);
        }
        Finding first = findings.get(0);
        String more = findings.size() == 1 ? "." : "; and " + (findings.size() - 1) + " more.";
        String message = first.what();
        message = cutTo(message, LONGEST_MESSAGE - more.length()) + more;
        String evidence = findings.stream()
                .map(finding -> finding.reason().word() + " " + finding.what())
                .collect(Collectors.joining("\n"));
        Outcome outcome = first.mild()
                ? Outcome.warning(first.reason(), message, metrics)
                : Outcome.critical(first.reason(), message, metrics);
        return outcome.withEvidence(cutTo(evidence, 64 * 1024));
    }

    private static List<Metric> metrics(Listing listing, List<Finding> findings, Instant now) {
        var metrics = new ArrayList<Metric>();
        listing.items().entrySet().stream().limit(MOST_ITEMS).forEach(entry -> {
            String item = entry.getKey().isEmpty() ? "." : cutTo(Words.printable(entry.getKey()), LONGEST_ITEM);
            List<Tarball> all = entry.getValue();
            List<Tarball> newest = Listing.newest(all);
            Duration age = Duration.between(newest.get(0).at(), now);
            Instant yesterday = now.minus(Duration.ofDays(1));
            metrics.add(Metric.of("archives", item, "", all.size()));
            metrics.add(Metric.of(
                    "archives_of_last_day",
                    item,
                    "",
                    all.stream().filter(one -> one.at().isAfter(yesterday)).count()));
            metrics.add(Metric.of(
                    "newest_size_bytes",
                    item,
                    "B",
                    newest.stream().mapToLong(Tarball::size).sum()));
            metrics.add(Metric.of("newest_age_seconds", item, "s", age.toSeconds()));
        });
        metrics.add(Metric.of("items", "", listing.items().size()));
        metrics.add(Metric.of("archives_undated", "", listing.undated()));
        metrics.add(Metric.of("rules_broken", "", findings.size()));
        return metrics;
    }

    private static String cut(String message) {
        return cutTo(message, LONGEST_MESSAGE);
    }

    private static String cutTo(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
