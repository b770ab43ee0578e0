package org.redeye.store.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;

/**
 * The server: remote write 1.0 out, the HTTP API of Prometheus back. Passwords and tokens are read from their files at each
 * request, so they can be changed under way. Redirections are not followed. Thread-safe.
 */
final class Remote {

    private static final int MOST_SAID = 300;
    private static final int MOST_ANSWER = 64 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Settings.Server server;
    private final int mostBytes;
    private final HttpClient client;
    private final Clock clock;

    /**
     * @param mostBytes how long the answer to a query may be
     * @throws IllegalArgumentException if the authorities cannot be read
     */
    Remote(Settings.Server server, int mostBytes, Clock clock) {
        this.server = server;
        this.mostBytes = mostBytes;
        this.clock = clock;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(server.timeout());
        if (!server.authorities().isEmpty()) {
            builder.sslContext(trusting(Path.of(server.authorities())));
        }
        this.client = builder.build();
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                anchors.setCertificateEntry("authority" + count++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "etc/org.redeye.store.prometheus.cfg: 'tls.ca': " + file + " holds no certificates (" + e + ")", e);
        }
    }

    /** Sends a packed WriteRequest. */
    Answer write(byte[] packed) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            var request = request(server.write())
                    .header("Content-Type", "application/x-protobuf")
                    .header("Content-Encoding", "snappy")
                    .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed))
                    .build();
            response = send(request, MOST_ANSWER);
        } catch (IOException e) {
            return new Answer.Later(place(server.write()) + ": " + text(e), 0);
        }
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Taken();
        }
        String why = place(server.write()) + " answered " + status + said(response.body());
        return switch (status) {
            // the address, the credentials or the hour is wrong, not the samples
            case 401, 403, 404, 405, 407, 408, 429 -> new Answer.Later(why, wait(response));
            default -> status / 100 == 4 ? new Answer.Refused(why) : new Answer.Later(why, wait(response));
        };
    }

    private long wait(HttpResponse<?> response) {
        String after = response.headers().firstValue("Retry-After").orElse("").strip();
        long millis = 0;
        if (after.matches("\\d{1,9}")) {
            millis = TimeUnit.SECONDS.toMillis(Long.parseLong(after));
        } else if (!after.isEmpty()) {
            try {
                var date = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME);
                millis = date.toInstant().toEpochMilli() - clock.millis();
            } catch (DateTimeParseException e) {
                millis = 0; // neither form of RFC 9110, 10.2.3
            }
        }
        return Math.max(0, Math.min(LONGEST_WAIT.toMillis(), millis));
    }

    /**
     * Asks a query; the answer is JSON.
     *
     * @param path what stands behind {@code /api/v1/}
     */
    byte[] query(String path, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI address = behind(server.read(), "/api/v1/" + path);
        try {
            var response = send(
                    request(address)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    mostBytes);
            if (response.statusCode() != 200) {
                throw unavailable(address, " answered " + response.statusCode() + said(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw unavailable(address, ": " + text(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(address, ": interrupted");
        }
    }

    /** The address with a path behind its own and before its parameters. */
    private static URI behind(URI address, String path) {
        String all = address.toString();
        int question = all.indexOf('?');
        return question < 0
                ? URI.create(all + path)
                : URI.create(all.substring(0, question).replaceAll("/+$", "") + path + all.substring(question));
    }

    static StoreException unavailable(URI address, String why) {
        return new StoreException(Kind.UNAVAILABLE, "The series cannot be read: " + place(address) + why);
    }

    private HttpRequest.Builder request(URI address) throws IOException {
        var request = HttpRequest.newBuilder(address).header("User-Agent", "rem-store-prometheus");
        if (!server.tenant().isEmpty()) {
            request.header("X-Scope-OrgID", server.tenant());
        }
        if (!server.token().isEmpty()) {
            request.header("Authorization", "Bearer " + secret(server.token()));
        } else if (!server.user().isEmpty()) {
            byte[] pair = (server.user() + ":" + secret(server.password())).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return request;
    }

    private static String secret(String file) throws IOException {
        String text;
        try {
            text = Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IOException(
                    "the secret in " + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IOException(file + " does not hold a secret; expected one line of printable ASCII");
        }
        return text;
    }

    /** Within the time of a request, the body included. */
    private HttpResponse<byte[]> send(HttpRequest request, int most) throws IOException, InterruptedException {
        var answer = client.sendAsync(request, response -> new BoundedBody(most));
        try {
            return answer.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + server.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(text(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** What is shown of an address: no parameters, which may hold secrets. */
    private static String place(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    private static String said(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MOST_SAID), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.isEmpty() ? "" : " (" + text + ")";
    }
}
