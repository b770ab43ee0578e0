package org.redeye.post;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.schema.Secret;

/**
 * Posts JSON and says what became of it: 2xx is sent; 408, 409, 423, 425, 429, 5xx and no answer at all have failed and may come
 * through later; everything else is refused. Redirects are not followed: they would carry the notice, and what signs it, to
 * somebody whom nobody named. Thread-safe.
 */
public final class JsonPost {

    private static final Set<Integer> LATER = Set.of(408, 409, 423, 425, 429);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LONGEST_PROOF = 500;
    private static final int LONGEST_WORD = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /**
     * One request.
     *
     * @param address where to; its path and query may be secrets and are not told
     * @param headers beside {@code Content-Type}; their values may be secrets
     * @param body JSON
     * @param hidden what is not told if the receiver repeats it
     */
    public record Call(URI address, Map<String, String> headers, String body, List<String> hidden) {

        /** Copies headers and list. */
        public Call {
            headers = Map.copyOf(headers);
            hidden = List.copyOf(hidden);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "Call[" + place(address) + ", " + headers.keySet() + ", " + body.length() + " characters]";
        }
    }

    /** Sends. Never fails, never holds its caller. */
    public CompletionStage<Delivery> send(Call call, NotifierContext context) {
        Duration left = context.remaining();
        String place = place(call.address());
        if (left.toMillis() < 1) {
            return CompletableFuture.completedStage(Delivery.failed("No time was left to ask " + place + "."));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .timeout(left)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Red-Eye-Monitor")
                .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), response -> new FirstBytes());
        return answer.copy()
                .orTimeout(left.toMillis(), TimeUnit.MILLISECONDS) // a body that drips has no other end
                .handle((response, failure) -> {
                    answer.cancel(true);
                    return failure == null
                            ? judge(response, place, call.hidden())
                            : Delivery.failed(line(place + " " + describe(failure)));
                });
    }

    private static Delivery judge(HttpResponse<byte[]> response, String place, List<String> hidden) {
        int status = response.statusCode();
        String said = new String(response.body(), StandardCharsets.UTF_8);
        for (String secret : hidden) {
            said = secret.isEmpty() ? said : said.replace(secret, Secret.MASK);
        }
        said = word(said);
        String proof = place + " answered " + status + (said.isEmpty() ? "" : " '" + said + "'");
        if (status >= 200 && status < 300) {
            return Delivery.sent(line(proof));
        }
        if (status >= 300 && status < 400) {
            return Delivery.refused(line(proof + "; redirects are not followed."));
        }
        return LATER.contains(status) || status >= 500
                ? Delivery.failed(line(proof + pause(response.headers())))
                : Delivery.refused(line(proof));
    }

    private static String pause(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(JsonPost::word)
                .map(word -> "; it asks to wait: " + word + (word.matches("[0-9]+") ? " s" : ""))
                .orElse("");
    }

    /** Where an address leads, without its path: that of a webhook is what lets in. */
    public static String place(URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException || cause instanceof java.net.http.HttpTimeoutException) {
            return "did not answer in time.";
        }
        if (cause instanceof java.net.ConnectException) {
            return "cannot be reached: nobody takes the connection.";
        }
        @Nullable String message = cause.getMessage();
        return "cannot be asked: " + (message == null ? cause.getClass().getSimpleName() : message);
    }

    private static String word(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
        return clean.length() <= LONGEST_WORD ? clean : clean.substring(0, LONGEST_WORD - 1) + "…";
    }

    private static String line(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return clean.length() <= LONGEST_PROOF ? clean : clean.substring(0, LONGEST_PROOF - 1) + "…";
    }
}
