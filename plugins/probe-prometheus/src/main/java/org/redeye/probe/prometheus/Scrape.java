package org.redeye.probe.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLException;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Secret;
import org.redeye.net.Course;
import org.redeye.net.Failures;
import org.redeye.net.Finding;

/** One run: ask, read while it comes, keep what was asked for. */
final class Scrape {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String ACCEPT = OPEN_METRICS + ";version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private final PrometheusProbe.Config config;
    private final ProbeContext context;
    private final Clients clients;
    private final Course course;
    private final Selection selection;
    private final String place;
    private final long began = System.nanoTime();

    /** Finds the client for a check; may take its time. */
    interface Clients {
        HttpClient by(PrometheusProbe.Config config) throws Exception;
    }

    Scrape(PrometheusProbe.Config config, ProbeContext context, Clients clients) {
        this.config = config;
        this.context = context;
        this.clients = clients;
        this.course = new Course(context);
        this.selection = new Selection(config, context.clock().millis(), course.thinkingEnds());
        URI url = config.url();
        this.place = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    CompletionStage<Outcome> start() {
        course.waitsFor(place + " did not answer");
        context.blocking(() -> clients.by(config).sendAsync(request(), this::subscriber))
                .thenCompose(sent -> {
                    course.closeAtTheEnd(() -> sent.cancel(true));
                    return sent;
                })
                .whenComplete((response, failed) -> {
                    if (failed != null) {
                        course.fail(finding(Failures.cause(failed)));
                    } else {
                        end(response.body());
                    }
                });
        return course.outcome();
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url())
                .GET()
                .header("Accept", ACCEPT)
                .header("User-Agent", "rem-probe-prometheus");
        Secret password = config.password();
        Secret token = config.token();
        if (!config.user().isEmpty()) {
            String credentials = config.user() + ":" + (password == null ? "" : password.reveal());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        } else if (token != null) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        return request.build();
    }

    private HttpResponse.BodySubscriber<Long> subscriber(HttpResponse.ResponseInfo response) {
        course.waitsFor(place + " began to answer but did not end");
        String type = response.headers().firstValue("Content-Type").orElse("");
        context.log("status " + response.statusCode() + ", " + type);
        int status = response.statusCode();
        if (status != 200) {
            return new Refusing(new Finding(
                    status == 401 || status == 403 ? Reason.AUTHENTICATION : Reason.STATUS,
                    place + " answered with the status " + status + "; expected 200."));
        }
        if (response.headers().firstValueAsLong("Content-Length").orElse(0) > config.maxBytes()) {
            return new Refusing(TextSubscriber.tooLarge(place, config.maxBytes()));
        }
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return new Refusing(new Finding(
                    Reason.PROTOCOL, place + " packs its text (" + encoding + ") although nobody asked for that."));
        }
        boolean open = type.toLowerCase(Locale.ROOT).startsWith(OPEN_METRICS);
        return new TextSubscriber(place, config.maxBytes(), new Exposition(open), selection);
    }

    private void end(long bytes) {
        try {
            course.measure("scrape_seconds", began);
            course.add(Metric.of("scrape_bytes", "B", bytes));
            course.add(Metric.of("samples", "", selection.samples()));
            course.add(Metric.of("dropped_samples", "", selection.refused()));
            var metrics = selection.metrics();
            course.addAll(metrics);
            course.ok(place + " has " + selection.samples() + " samples; " + metrics.size() + " are kept"
                    + (selection.refused() == 0
                            ? ""
                            : ", " + selection.refused() + " doubled, out of time or negative counts dropped"));
        } catch (Finding e) {
            course.fail(e);
        }
    }

    private Throwable finding(Throwable failed) {
        if (failed instanceof Finding || !(failed instanceof IOException)) {
            return failed;
        }
        // the client wraps what a subscriber says
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Finding) {
                return cause;
            }
            if (cause instanceof UnresolvedAddressException) {
                return new Finding(Reason.DNS, "The name '" + config.url().getHost() + "' could not be resolved.");
            }
            if (cause instanceof CertificateException) {
                return new Finding(Reason.CERTIFICATE, place + ": " + Failures.text(cause) + ".");
            }
        }
        Reason reason = failed instanceof SSLException
                ? Reason.TLS
                : failed instanceof ConnectException ? Failures.connecting(failed) : Reason.RESET;
        return new Finding(reason, place + ": " + Failures.text(failed) + ".");
    }

    /** Takes nothing in. */
    private static final class Refusing implements HttpResponse.BodySubscriber<Long> {
        private final CompletableFuture<Long> body;

        Refusing(Finding why) {
            body = CompletableFuture.failedFuture(why);
        }

        @Override
        public CompletionStage<Long> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(java.util.List<java.nio.ByteBuffer> part) {
            // not wanted
        }

        @Override
        public void onError(Throwable failed) {
            // known already
        }

        @Override
        public void onComplete() {
            // known already
        }
    }
}
