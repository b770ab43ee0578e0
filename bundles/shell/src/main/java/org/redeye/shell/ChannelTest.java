package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.platform.Platform;

/** {@code rem:channel-test NAME TO} */
@Service
@Command(scope = "rem", name = "channel-test", description = "Sends a test notice and shows what the gateway answers")
public final class ChannelTest extends SubjectCommand {

    /** A try ends by itself after 30 s; this is for one that waits for its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Argument(name = "NAME", description = "The channel, as rem:channel-list shows it", required = true)
    private String name = "";

    /** The address, as a contact has it; some channels need none. */
    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        String node = ask(Platform.class, "platform", Platform::node);
        Optional<String> missing = ask(
                Channels.class,
                "channels engine",
                channels -> channels.find(name).isPresent() ? Optional.empty() : Optional.of(channels.refuse(name)));
        if (missing.isPresent()) {
            throw new Refusal(missing.get());
        }
        Notification notice = Notification.test(String.join("", further()), Caller.name(), node, Instant.now());
        Delivery delivery =
                await(ask(Channels.class, "channels engine", channels -> channels.send(name, notice, Optional::empty)
                        .toCompletableFuture()));
        String result = delivery.result().name().toLowerCase(Locale.ROOT);
        if (isJson()) {
            out().println(Json.text(Map.of("result", result, "proof", delivery.proof())));
        } else if (delivery.result() == Delivery.Result.SENT) {
            out().println(result + ": " + delivery.proof());
        }
        if (!isJson() && delivery.result() != Delivery.Result.SENT) {
            throw new Refusal(result + ": " + delivery.proof());
        }
    }

    private static Delivery await(CompletableFuture<Delivery> trying) throws Refusal {
        try {
            return trying.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Refusal("the channels engine broke: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new Refusal("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted; the notice may still be sent");
        }
    }
}
