package org.redeye.post;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The beginning of a body; the rest, which may have no end, is not waited for. */
final class FirstBytes implements HttpResponse.BodySubscriber<byte[]> {

    private static final int MOST = 1_000;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            var bytes = new byte[Math.min(buffer.remaining(), MOST - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
        }
        Flow.Subscription going = subscription;
        if (kept.size() >= MOST && going != null) {
            going.cancel();
            body.complete(kept.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.complete(kept.toByteArray()); // the status has come, which is what counts
    }

    @Override
    public void onComplete() {
        body.complete(kept.toByteArray());
    }
}
