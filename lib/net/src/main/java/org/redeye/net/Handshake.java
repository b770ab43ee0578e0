package org.redeye.net;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Reason;

/** Goes over to TLS with what the JVM trusts, and judges the certificates. Thread-safe. */
public final class Handshake {

    private @Nullable Trust trust;

    /**
     * What the certificate must be like.
     *
     * @param name which name it must be for; also told to the server
     * @param verify whether it must be trusted and for that name
     * @param days warn when one of the chain ends within so many days
     */
    public record Rules(String name, boolean verify, double days) {}

    /** Reads what the JVM trusts, at first use only; takes a while. */
    private synchronized Trust trust() throws GeneralSecurityException {
        Trust loaded = trust;
        if (loaded == null) {
            loaded = new Trust(null);
            trust = loaded;
        }
        return loaded;
    }

    /**
     * Shakes hands. Fails with a {@link Finding} if it does not work or the certificate is not as it must be; measures
     * {@code tls_seconds}, {@code certificate_days} and {@code chain_days}.
     *
     * @return a warning, if one ends soon
     */
    public CompletionStage<Optional<Finding>> with(Course course, Connection connection, Rules rules) {
        return course.context().blocking(this::trust).thenCompose(trusted -> {
            long began = System.nanoTime();
            course.waitsFor(connection.place() + " did not end the TLS handshake");
            return connection.secure(trusted.engine(rules.name())).thenCompose(session -> course.context()
                    .blocking(() -> {
                        course.measure("tls_seconds", began);
                        return judge(course, Chain.of(session), connection.place(), trusted, rules);
                    }));
        });
    }

    private static Optional<Finding> judge(Course course, Chain chain, String place, Trust trust, Rules rules) {
        Instant now = course.context().clock().instant();
        double soonest = Chain.days(chain.soonest(), now);
        course.add(Metric.of("certificate_days", "days", Chain.days(chain.own(), now)));
        course.add(Metric.of("chain_days", "days", soonest));
        if (rules.verify()) {
            chain.outOfTime(place, now)
                    .or(() -> chain.misnamed(place, rules.name()))
                    .or(() -> chain.untrusted(place, trust))
                    .ifPresent(finding -> {
                        throw finding;
                    });
        }
        return soonest < rules.days()
                ? Optional.of(new Finding(
                        Reason.CERTIFICATE,
                        String.format(
                                Locale.ROOT,
                                "The certificate %s of %s ends in %.1f days.",
                                Chain.subject(chain.soonest()),
                                place,
                                soonest)))
                : Optional.empty();
    }
}
