package org.redeye.net;

import java.nio.channels.AsynchronousChannelGroup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;

/** One visit to a mail server: connect, hear the greeting, ask what it can do, go over to TLS if wanted, say good-bye. */
public final class MailRun {

    private final Settings settings;
    private final BiFunction<Connection, Course, MailDialogue> dialogues;
    private final Course course;
    private final String address;
    private final String place;

    /** When TLS begins. */
    public enum Security {
        /** Never. */
        NONE,
        /** Within the talk; the server must offer it. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /** What a mail server can be asked, whatever it speaks. Each stage fails with a {@link Finding}. */
    public interface MailDialogue {

        /** What it says first. */
        CompletableFuture<String> greeting();

        /** What it says that it can do: words in upper case. */
        CompletableFuture<Set<String>> capabilities();

        /** Asks it to begin TLS. */
        CompletableFuture<?> startTls();

        /** Says good-bye. */
        CompletableFuture<?> end();
    }

    /**
     * Whom to visit and what to expect.
     *
     * @param address empty for that of the host
     * @param expect a regular expression for the greeting; empty for any
     * @param capabilities what the server must be able to do; with STARTTLS, what it offers behind it
     * @param verify whether the certificate must be trusted and for the address
     * @param days warn when a certificate ends within so many days
     */
    public record Settings(
            String address,
            int port,
            Security security,
            String expect,
            List<String> capabilities,
            boolean verify,
            double days) {}

    /** What was seen. */
    private record Seen(String greeting, Set<String> capabilities, boolean offered, Optional<Finding> warning) {}

    /** @param dialogues speaks the protocol */
    public MailRun(Settings settings, ProbeContext context, BiFunction<Connection, Course, MailDialogue> dialogues) {
        this.settings = settings;
        this.dialogues = dialogues;
        this.course = new Course(context);
        this.address = settings.address().isEmpty() ? context.address() : settings.address();
        this.place = Names.place(address, settings.port());
    }

    /** Goes. */
    public CompletionStage<Outcome> start(AsynchronousChannelGroup group, Handshake handshake) {
        if (address.isEmpty()) {
            course.fail(new Finding(
                    Reason.SETTINGS, "There is no address to connect to: give the check a host, or set 'address'."));
            return course.outcome();
        }
        course.waitsFor("The name '" + address + "' was not resolved");
        long began = System.nanoTime();
        Names.resolve(address, course.context())
                .thenCompose(addresses -> {
                    if (!Names.isLiteral(address)) {
                        course.measure("dns_seconds", began);
                    }
                    long connecting = System.nanoTime();
                    return Connection.open(course, group, address, addresses, settings.port())
                            .thenCompose(connection -> {
                                course.measure("connect_seconds", connecting);
                                return visit(connection, handshake);
                            });
                })
                .thenCompose(seen -> course.context().blocking(() -> judge(seen))) // an expression may take long
                .whenComplete((seen, failed) -> {
                    if (failed != null) {
                        course.fail(failed);
                    } else if (seen.warning().isPresent()) {
                        course.warn(seen.warning().get());
                    } else {
                        course.ok(place + " greets " + Outcomes.excerpt(seen.greeting()));
                    }
                });
        return course.outcome();
    }

    private CompletionStage<Seen> visit(Connection connection, Handshake handshake) {
        MailDialogue dialogue = dialogues.apply(connection, course);
        return secure(connection, handshake, settings.security() == Security.TLS)
                .thenCompose(early -> timed("greeting_seconds", dialogue.greeting())
                        .thenCompose(greeting -> timed("capability_seconds", dialogue.capabilities())
                                .thenCompose(offers -> startTls(connection, handshake, dialogue, offers)
                                        .thenApply(later -> new Seen(
                                                greeting,
                                                later.capabilities(),
                                                offers.contains("STARTTLS"),
                                                early.or(later::warning))))))
                .thenCompose(seen -> dialogue.end().handle((done, failed) -> { // it may hang up without a word
                    if (failed != null) {
                        course.context().log("good-bye: " + Failures.text(Failures.cause(failed)));
                    }
                    return seen;
                }));
    }

    /** What the server can do behind TLS, and what is to be said of its certificate. */
    private record Later(Set<String> capabilities, Optional<Finding> warning) {}

    private CompletionStage<Later> startTls(
            Connection connection, Handshake handshake, MailDialogue dialogue, Set<String> offers) {
        if (settings.security() != Security.STARTTLS) {
            return CompletableFuture.completedFuture(new Later(offers, Optional.empty()));
        }
        if (!offers.contains("STARTTLS")) {
            course.saw(String.join("\n", offers));
            throw new Finding(Reason.MISSING, place + " does not offer STARTTLS; expected it.");
        }
        return dialogue.startTls()
                .thenCompose(ready -> secure(connection, handshake, true))
                // what was offered before TLS may have been put there by somebody else
                .thenCompose(warning -> dialogue.capabilities().thenApply(behind -> new Later(behind, warning)));
    }

    private CompletionStage<Optional<Finding>> secure(Connection connection, Handshake handshake, boolean wanted) {
        return wanted
                ? handshake.with(course, connection, new Handshake.Rules(address, settings.verify(), settings.days()))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private <T> CompletableFuture<T> timed(String metric, CompletableFuture<T> stage) {
        long began = System.nanoTime();
        return stage.whenComplete((done, failed) -> {
            if (failed == null) {
                course.measure(metric, began);
            }
        });
    }

    private Seen judge(Seen seen) {
        course.add(Metric.of("capabilities", "", seen.capabilities().size()));
        course.add(Metric.of("starttls", "", seen.offered() ? 1 : 0));
        course.saw(seen.greeting() + "\n" + String.join("\n", seen.capabilities()));
        if (!settings.expect().isEmpty()) {
            try {
                if (!Expression.of(settings.expect()).isFoundIn(seen.greeting(), course.thinkingEnds())) {
                    throw new Finding(
                            Reason.CONTENT,
                            place + " greets " + Outcomes.excerpt(seen.greeting()) + ", in which /" + settings.expect()
                                    + "/ is not found.");
                }
            } catch (Expression.TooHard e) {
                throw new Finding(Reason.SETTINGS, "'expect': " + e.getMessage());
            }
        }
        for (String capability : settings.capabilities()) {
            if (!seen.capabilities().contains(capability.toUpperCase(Locale.ROOT))) {
                throw new Finding(
                        Reason.MISSING,
                        place + " does not offer " + capability + " but "
                                + Outcomes.excerpt(String.join(", ", seen.capabilities())) + ".");
            }
        }
        return seen;
    }
}
