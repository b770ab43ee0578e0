package org.redeye.probe.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;

/**
 * Asks references whether the node's own network is there. The checks engine believes its checks: while one of them is
 * CRITICAL with NETWORK, remote targets that do not answer are not to blame.
 */
@Component
@Plugin(
        kind = "probe",
        id = "network",
        title = "Own network",
        help = "Whether this node's own network is there: while it is gone, no target is blamed")
public final class NetworkProbe implements Probe<NetworkConfig> {

    private final Gateways gateways;

    /** Reads the routes of this machine. */
    @Activate
    public NetworkProbe() {
        this(new Gateways(Path.of("/proc/net")));
    }

    NetworkProbe(Gateways gateways) {
        this.gateways = gateways;
    }

    /** Who was asked and when the answer came; NaN if it did not. */
    private record Answer(String label, double seconds) {

        boolean came() {
            return !Double.isNaN(seconds);
        }
    }

    /** Finds an address; of a name it may take long. */
    private interface Finder {
        InetAddress find() throws IOException;
    }

    /** Whom to ask. */
    private record Door(String label, Finder address, int port) {}

    @Override
    public CompletionStage<Outcome> probe(NetworkConfig config, ProbeContext context) {
        return context.blocking(() -> doors(config))
                .thenCompose(doors -> ask(doors, config, context))
                .thenApply(NetworkProbe::judge);
    }

    @Override
    public String target(NetworkConfig config, String address) {
        return ""; // it is about this machine
    }

    private List<Door> doors(NetworkConfig config) throws IOException {
        var doors = new ArrayList<Door>();
        for (String text : config.references()) {
            Reference reference = Reference.of(text);
            if (reference.isGateway()) {
                for (InetAddress gateway : gateways.addresses()) {
                    String label = gateway.getHostAddress() + " (gateway)";
                    doors.add(new Door(label, () -> gateway, 0));
                }
            } else {
                doors.add(new Door(reference.label(), () -> InetAddress.getByName(reference.host()), reference.port()));
            }
        }
        return doors;
    }

    private static CompletionStage<List<Answer>> ask(List<Door> doors, NetworkConfig config, ProbeContext context) {
        // a little before the deadline, so that silence is an answer
        Duration left = context.remaining().multipliedBy(9).dividedBy(10);
        Duration wait = left.compareTo(config.patience()) < 0 ? left : config.patience();
        List<CompletableFuture<Answer>> answers = doors.stream()
                .map(door -> context.blocking(() -> knock(door, wait))
                        .toCompletableFuture()
                        // a name that is looked up without a network takes its own time
                        .completeOnTimeout(new Answer(door.label(), Double.NaN), wait.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failed -> {
                            context.log(door.label() + ": " + failed);
                            return new Answer(door.label(), Double.NaN);
                        }))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static Answer knock(Door door, Duration wait) throws IOException, InterruptedException {
        return new Answer(door.label(), Knock.at(door.address().find(), door.port(), wait));
    }

    private static Outcome judge(List<Answer> answers) {
        var metrics = new ArrayList<Metric>();
        long came = answers.stream().filter(Answer::came).count();
        metrics.add(Metric.of("references", "", answers.size()));
        metrics.add(Metric.of("references_answering", "", came));
        for (Answer answer : answers) {
            if (answer.came()) {
                metrics.add(Metric.of("answer_seconds", answer.label(), "s", answer.seconds()));
            }
        }
        if (came > 0) {
            String silent = came == answers.size() ? "" : " " + labels(answers, false) + " not.";
            return Outcome.ok(
                    came + " of " + answers.size() + " references answer: " + labels(answers, true) + "." + silent,
                    metrics);
        }
        String why =
                switch (answers.size()) {
                    case 0 -> "there is no default route to a gateway";
                    case 1 -> answers.get(0).label() + " does not answer";
                    default -> "none of " + labels(answers, false) + " answers";
                };
        return Outcome.critical(Reason.NETWORK, "The network of this node is gone: " + why + ".", metrics);
    }

    private static String labels(List<Answer> answers, boolean came) {
        return answers.stream()
                .filter(answer -> answer.came() == came)
                .map(Answer::label)
                .collect(Collectors.joining(", "));
    }
}
