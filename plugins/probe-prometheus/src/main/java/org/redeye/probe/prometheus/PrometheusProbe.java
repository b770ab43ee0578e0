package org.redeye.probe.prometheus;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Secret;
import org.redeye.api.text.Expression;
import org.redeye.net.Trust;

/** Reads a text of metrics over HTTP and makes series of it. */
@Component
@Plugin(
        kind = "probe",
        id = "prometheus",
        title = "Prometheus",
        help = "Scrapes metrics in the Prometheus or OpenMetrics text format: gauges as they are, counters as rates")
public final class PrometheusProbe implements Probe<PrometheusProbe.Config> {

    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        var thread = new Thread(work, "rem-probe-prometheus");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = builder().build();
    private @Nullable HttpClient unchecked;

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new Scrape(config, context, this::client).start();
    }

    @Override
    public String target(Config config, String address) {
        return config.url().getHost();
    }

    @Override
    public int concurrency() {
        return 256;
    }

    /** Takes no more runs; those in flight end by their deadline. */
    @Deactivate
    public void close() {
        threads.shutdown();
    }

    private HttpClient client(Config config) throws GeneralSecurityException {
        if (config.verify()) {
            return client;
        }
        synchronized (this) {
            if (unchecked == null) {
                unchecked = builder().sslContext(new Trust(null).anybody()).build();
            }
            return unchecked;
        }
    }

    /** What to read and what of it to keep. */
    record Config(
            @Field(help = "The address of the metrics, with http:// or https://", required = true)
            URI url,

            @Field(help = "Name for HTTP Basic", max = "200")
            String user,

            @Field(help = "Password for HTTP Basic", max = "1000") @Nullable
            Secret password,

            @Field(help = "Token to send as 'Authorization: Bearer'", max = "4000") @Nullable
            Secret token,

            @Field(help = "Whether the server's certificate must be trusted and for its name", def = "true")
            boolean verify,

            @Field(help = "Names of the metrics to keep, with * and ?; by default all", max = "100")
            List<String> metrics,

            @Field(help = "Names of metrics to leave out, with * and ?", max = "100")
            List<String> drop,

            @Field(
                    help = "Labels that a sample must have, each with a regular expression for its whole value",
                    max = "20")
            Map<String, String> labels,

            @Field(help = "Names of metrics that must be there", max = "100")
            List<String> require,

            @Field(help = "Whether the buckets of histograms are kept too", def = "false")
            boolean buckets,

            @Field(
                    help = "Samples with a time of their own are left out when it is older than this",
                    def = "5m",
                    min = "1s",
                    max = "366d")
            Duration maxAge,

            @Field(help = "How long the text may be", type = "bytes", def = "16MiB", min = "1KiB", max = "256MiB")
            long maxBytes,

            @Field(help = "How many series may be kept", unit = "series", def = "2000", min = "1", max = "9900")
            int maxSeries) {

        private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

        Config {
            metrics = List.copyOf(metrics);
            drop = List.copyOf(drop);
            require = List.copyOf(require);
            labels = Map.copyOf(labels);
            if (!String.valueOf(url.getScheme()).matches("https?") || url.getHost() == null) {
                throw new IllegalArgumentException("'url' must begin with http:// or https://, not '" + url + "'.");
            }
            if (url.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "'url' must not hold a password; it would be seen wherever the URL is shown.");
            }
            if (!user.isEmpty() && token != null) {
                throw new IllegalArgumentException("'user' and 'token' exclude each other.");
            }
            labels.forEach((name, expression) -> {
                if (!LABEL.matcher(name).matches()) {
                    throw new IllegalArgumentException("'labels' has '" + name + "', which is no name of a label.");
                }
                try {
                    Expression.of(expression);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("'labels' has " + name + ", which " + e.getMessage(), e);
                }
            });
        }
    }
}
