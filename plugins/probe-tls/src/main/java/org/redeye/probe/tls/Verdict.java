package org.redeye.probe.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Reason;
import org.redeye.net.Chain;
import org.redeye.net.Course;
import org.redeye.net.Finding;
import org.redeye.net.Trust;

/**
 * What is to be said of a handshake that is not critical.
 *
 * @param sentence what was agreed on
 * @param warning what should be looked at
 */
record Verdict(String sentence, Optional<Finding> warning) {

    /** What was connected to, for messages, and what the certificate shall be for. */
    record Target(String place, String name) {}

    /** The same with a warning, if it has none of its own. */
    Verdict with(Optional<Finding> other) {
        return new Verdict(sentence, warning.or(() -> other));
    }

    /**
     * Judges; everything is measured before anything is refused.
     *
     * @throws Finding if it is critical
     */
    static Verdict of(Course course, TlsProbe.Config config, SSLSession session, Trust trust, Target target) {
        Instant now = course.context().clock().instant();
        Chain chain = Chain.of(session);
        double own = Chain.days(chain.own(), now);
        double soonest = Chain.days(chain.soonest(), now);
        String version = session.getProtocol().replace("TLSv", "");
        course.add(Metric.of("certificate_days", "days", own));
        course.add(Metric.of("chain_days", "days", soonest));
        course.add(Metric.of("certificates", "", chain.certificates().size()));
        course.add(Metric.of("tls_version", "", Double.parseDouble(version)));
        course.saw(describe(chain, session));

        refuse(chain.outOfTime(target.place(), now));
        refuse(config.anyName() ? Optional.empty() : chain.misnamed(target.place(), target.name()));
        refuse(config.selfSigned() ? Optional.empty() : chain.untrusted(target.place(), trust));
        if (version.compareTo(config.minVersion()) < 0) {
            throw new Finding(
                    Reason.TLS,
                    target.place() + " agreed on TLS " + version + "; expected " + config.minVersion() + " or newer.");
        }
        if (soonest < config.criticalDays()) {
            throw ending(chain, target, soonest);
        }
        String sentence = String.format(
                Locale.ROOT,
                "%s speaks TLS %s, %s; %.1f days left",
                target.place(),
                version,
                session.getCipherSuite(),
                soonest);
        return new Verdict(
                sentence,
                soonest < config.certificateDays() ? Optional.of(ending(chain, target, soonest)) : Optional.empty());
    }

    private static void refuse(Optional<Finding> finding) {
        if (finding.isPresent()) {
            throw finding.get();
        }
    }

    private static Finding ending(Chain chain, Target target, double days) {
        return new Finding(
                Reason.CERTIFICATE,
                String.format(
                        Locale.ROOT,
                        "The certificate %s of %s ends in %.1f days.",
                        Chain.subject(chain.soonest()),
                        target.place(),
                        days));
    }

    private static String describe(Chain chain, SSLSession session) {
        var text = new StringBuilder(session.getProtocol() + " " + session.getCipherSuite() + "\n");
        for (X509Certificate each : chain.certificates()) {
            text.append(each.getSubjectX500Principal().getName())
                    .append(", issued by ")
                    .append(each.getIssuerX500Principal().getName())
                    .append(", valid from ")
                    .append(each.getNotBefore().toInstant())
                    .append(" to ")
                    .append(each.getNotAfter().toInstant())
                    .append('\n');
        }
        return text.toString();
    }
}
