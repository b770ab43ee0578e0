package org.redeye.probe.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;

/** One run: asks, follows redirects, judges. */
final class HttpRun {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpConfig config;
    private final Plan plan;
    private final ProbeContext context;
    private final Loop loop;
    private final Resolver resolver;
    private final Trust trust;
    private final Rules rules;
    private final Trace trace;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private int redirects;

    HttpRun(HttpConfig config, Plan plan, ProbeContext context, Loop loop, Resolver resolver, Trust trust) {
        this.config = config;
        this.plan = plan;
        this.context = context;
        this.loop = loop;
        this.resolver = resolver;
        this.trust = trust;
        this.rules = new Rules(config, plan.expected());
        // a little before the deadline, to answer with what was seen so far
        this.trace = new Trace(context.remaining().toNanos() / 20 * 19);
    }

    CompletionStage<Outcome> start() {
        ask(plan.request(), config.url());
        return outcome;
    }

    private void ask(Request request, URI url) {
        context.log(request == plan.request() ? plan.words() : request.toString());
        addresses(request)
                .thenCompose(found -> ready(request).thenCompose(trusted -> exchange(request, found)))
                .whenComplete((response, failed) -> guarded(() -> {
                    if (failed == null) {
                        answered(request, url, response);
                    } else {
                        failed(request, Failure.cause(failed));
                    }
                }));
    }

    private CompletableFuture<List<InetAddress>> addresses(Request request) {
        List<InetAddress> literal = plan.literal(request);
        if (!literal.isEmpty()) {
            return CompletableFuture.completedFuture(literal);
        }
        long began = System.nanoTime();
        var found = resolver.resolve(request.target().host(), context).toCompletableFuture();
        if (!found.isDone()) { // only then is a timer worth its while; the shared answer itself is not touched
            found = found.copy().orTimeout(trace.deadline() - began, TimeUnit.NANOSECONDS);
        }
        return found.thenApply(addresses -> {
            trace.add(Trace.Phase.DNS, began);
            return addresses;
        });
    }

    /** What TLS needs is read from disk once. */
    private CompletionStage<Trust> ready(Request request) {
        return request.target().secure() && !trust.isLoaded()
                ? context.blocking(trust::load)
                : CompletableFuture.completedFuture(trust);
    }

    private CompletionStage<Response> exchange(Request request, List<InetAddress> addresses) {
        var exchange = new Exchange(loop, request, plan.bytes(request), addresses, trust, config.verify(), trace, (int)
                        config.maxBody())
                .start();
        outcome.whenComplete((done, broken) -> exchange.cancel(false)); // of no effect unless the run was cancelled
        return exchange;
    }

    private void answered(Request request, URI url, Response response) throws Failure {
        context.log(ResponseParser.excerpt(response.line()));
        trace.answered(response);
        Optional<URI> next = redirect(url, response);
        if (next.isPresent()) {
            redirects++;
            ask(request.redirected(response.status(), target(next.get())), next.get());
        } else if (rules.areSlow() || Decoder.isCoded(response)) {
            context.blocking(() -> judged(request, response))
                    .whenComplete((judged, broken) -> guarded(() -> {
                        if (broken == null) {
                            outcome.complete(judged);
                        } else {
                            failed(request, Failure.cause(broken));
                        }
                    }));
        } else {
            outcome.complete(judged(request, response));
        }
    }

    /** Where the answer sends us, if we follow. */
    private Optional<URI> redirect(URI url, Response response) throws Failure {
        List<String> locations = response.values("Location");
        if (!config.followRedirects()
                || !REDIRECTS.contains(response.status())
                || rules.expects(response.status())
                || locations.isEmpty()) {
            return Optional.empty();
        }
        if (redirects == config.maxRedirects()) {
            throw new Failure(
                    Reason.REDIRECT,
                    "There were more than " + config.maxRedirects() + " redirects; the last came from "
                            + Target.of(url).place() + ".");
        }
        try {
            return Optional.of(url.resolve(locations.get(0)));
        } catch (IllegalArgumentException e) {
            throw new Failure(Reason.REDIRECT, Target.of(url).place() + " redirects to what is no URL.");
        }
    }

    private static Target target(URI url) throws Failure {
        try {
            return Target.of(url);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Reason.REDIRECT,
                    "The redirect cannot be followed: " + Failure.text(e).replace("'url'", "its target"));
        }
    }

    private Outcome judged(Request request, Response coded) throws Failure {
        Response response = Decoder.decode(coded, (int) config.maxBody());
        trace.answered(response);
        String place = plan.place(request);
        Optional<Rules.Breach> broken = rules.broken(response, place, trace.deadline());
        if (broken.isPresent()) {
            return Outcome.critical(broken.get().reason(), broken.get().message(), metrics())
                    .withEvidence(Evidence.of(response));
        }
        Optional<Outcome> ending = trace.certificateDays(context.clock().instant())
                .filter(days -> days < config.certificateDays())
                .map(days -> ending(place, days));
        if (ending.isPresent()) {
            return ending.get();
        }
        String size = (response.cut() ? "more than " : "") + response.body().size() + " bytes";
        return Outcome.ok(
                place + " answered " + response.status() + " with " + size + " in " + trace.elapsed() + ".", metrics());
    }

    private Outcome ending(String place, double days) {
        String text = String.format(
                Locale.ROOT,
                days < 0 ? "The certificate of %s ended %.1f days ago." : "The certificate of %s ends in %.1f days.",
                place,
                Math.abs(days));
        return days < 0 && config.verify()
                ? Outcome.critical(Reason.CERTIFICATE, text, metrics())
                : Outcome.warning(Reason.CERTIFICATE, text, metrics());
    }

    private void failed(Request request, Throwable cause) {
        if (cause instanceof Failure failure) {
            complete(failure.reason(), Failure.text(failure));
        } else if (cause instanceof UnknownHostException) {
            complete(Reason.DNS, "The name '" + request.target().host() + "' could not be resolved.");
        } else if (cause instanceof TimeoutException) {
            complete(
                    Reason.DNS,
                    "The name '" + request.target().host() + "' was not resolved within " + trace.limit() + ".");
        } else if (cause instanceof Rules.TooHard) {
            complete(Reason.SETTINGS, Failure.text(cause));
        } else {
            outcome.completeExceptionally(cause);
        }
    }

    private void complete(Reason reason, String message) {
        outcome.complete(
                reason == Reason.SETTINGS || reason == Reason.OVERLOAD
                        ? Outcome.unknown(reason, message)
                        : Outcome.critical(reason, message, metrics()));
    }

    private List<Metric> metrics() {
        return trace.metrics(context.clock().instant());
    }

    /** A step of the run. */
    private interface Part {
        void run() throws Failure;
    }

    /** Nothing thrown in a callback may be lost: the run would never end. */
    private void guarded(Part part) {
        try {
            part.run();
        } catch (Failure e) {
            complete(e.reason(), Failure.text(e));
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }
}
