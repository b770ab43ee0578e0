package org.redeye.probe.prometheus;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.net.Finding;

/** Takes a text in as it comes, line by line; nothing but the line under way is held. */
final class TextSubscriber implements HttpResponse.BodySubscriber<Long> {

    private static final int LINE = 64 * 1024;

    private final String place;
    private final long most;
    private final Exposition exposition;
    private final Selection selection;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CompletableFuture<Long> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long bytes;

    /** @param most how many bytes it may have */
    TextSubscriber(String place, long most, Exposition exposition, Selection selection) {
        this.place = place;
        this.most = most;
        this.exposition = exposition;
        this.selection = selection;
    }

    /** How many bytes there were. */
    @Override
    public CompletionStage<Long> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        if (body.isDone()) {
            return;
        }
        try {
            for (ByteBuffer part : parts) {
                bytes += part.remaining();
                if (bytes > most) {
                    throw tooLarge(place, most);
                }
                take(part);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (Exposition.Malformed | RuntimeException e) {
            stop(e);
        }
    }

    static Finding tooLarge(String place, long most) {
        return new Finding(
                Reason.SIZE, place + " sends more than " + most + " bytes: ask it for less, or raise 'max bytes'.");
    }

    private void take(ByteBuffer part) throws Exposition.Malformed {
        while (part.hasRemaining()) {
            byte next = part.get();
            if (next == '\n') {
                line();
            } else if (line.size() == LINE) {
                throw new Finding(Reason.PROTOCOL, place + " sends a line of more than " + LINE + " bytes.");
            } else {
                line.write(next);
            }
        }
    }

    private void line() throws Exposition.Malformed {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        exposition.read(text).ifPresent(selection::offer);
    }

    @Override
    public void onError(Throwable failed) {
        body.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        try {
            line();
            if (!exposition.isComplete()) {
                throw new Finding(Reason.PROTOCOL, place + " sent a text without '# EOF' at its end: it is cut off.");
            }
            body.complete(bytes);
        } catch (Exposition.Malformed | RuntimeException e) {
            stop(e);
        }
    }

    private void stop(Exception e) {
        if (subscription != null) {
            subscription.cancel();
        }
        body.completeExceptionally(
                e instanceof Exposition.Malformed
                        ? new Finding(Reason.PROTOCOL, place + ", " + e.getMessage() + ".")
                        : e);
    }
}
