package org.redeye.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.redeye.api.probe.Reason;

/**
 * The certificates that a server showed, its own first.
 *
 * @param certificates at least one, at most ten are looked at
 */
public record Chain(List<X509Certificate> certificates) {

    private static final int MOST = 10;
    private static final int DNS_NAME = 2; // RFC 5280, GeneralName
    private static final int IP_ADDRESS = 7;

    /** Copies the list. */
    public Chain {
        certificates = List.copyOf(certificates);
    }

    /** What the server showed. */
    public static Chain of(SSLSession session) {
        var found = new ArrayList<X509Certificate>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509 && found.size() < MOST) {
                    found.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            throw new Finding(Reason.CERTIFICATE, "The server showed no certificate: expected one.");
        }
        return new Chain(found);
    }

    /** The server's own certificate. */
    public X509Certificate own() {
        return certificates.get(0);
    }

    /** The one that ends first. */
    public X509Certificate soonest() {
        return certificates.stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }

    /** Days until a certificate ends; negative once it has. */
    public static double days(X509Certificate certificate, Instant now) {
        return Duration.between(now, certificate.getNotAfter().toInstant()).toMillis() / 86_400_000.0;
    }

    /** What a certificate is called. */
    public static String subject(X509Certificate certificate) {
        return Outcomes.excerpt(certificate.getSubjectX500Principal().getName());
    }

    /** The first certificate that has ended or has not begun. */
    public Optional<Finding> outOfTime(String place, Instant now) {
        for (X509Certificate each : certificates) {
            String which = "The certificate " + subject(each) + " of " + place;
            if (now.isAfter(each.getNotAfter().toInstant())) {
                return Optional.of(new Finding(
                        Reason.CERTIFICATE,
                        which + " ended on " + each.getNotAfter().toInstant() + "."));
            }
            if (now.isBefore(each.getNotBefore().toInstant())) {
                return Optional.of(new Finding(
                        Reason.CERTIFICATE,
                        which + " is not valid before " + each.getNotBefore().toInstant() + "."));
            }
        }
        return Optional.empty();
    }

    /** Whether no authority vouches for it. */
    public Optional<Finding> untrusted(String place, Trust trust) {
        try {
            trust.judge(certificates);
            return Optional.empty();
        } catch (CertificateException e) {
            String what = isSelfSigned() ? "is self-signed" : "is not trusted: " + Failures.text(e);
            return Optional.of(new Finding(
                    Reason.CERTIFICATE, "The certificate " + subject(own()) + " of " + place + " " + what + "."));
        }
    }

    /** Whether the server vouches for itself. */
    public boolean isSelfSigned() {
        return own().getSubjectX500Principal().equals(own().getIssuerX500Principal());
    }

    /** Whether the server's certificate is for another name (RFC 9525: subject alternative names only). */
    public Optional<Finding> misnamed(String place, String name) {
        boolean literal = Names.isLiteral(name);
        List<String> names = alternatives(literal ? IP_ADDRESS : DNS_NAME);
        boolean fits = names.stream().anyMatch(each -> literal ? sameAddress(each, name) : covers(each, name));
        return fits
                ? Optional.empty()
                : Optional.of(new Finding(
                        Reason.CERTIFICATE,
                        "The certificate " + subject(own()) + " of " + place + " is not for " + name + " but for "
                                + (names.isEmpty()
                                        ? "no " + (literal ? "address" : "name")
                                        : String.join(", ", names.subList(0, Math.min(5, names.size()))))
                                + "."));
    }

    private List<String> alternatives(int type) {
        try {
            Collection<List<?>> all = own().getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(each -> Integer.valueOf(type).equals(each.get(0)))
                            .map(each -> String.valueOf(each.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A star stands for the whole leftmost label and for one only, with at least two labels behind it. */
    static boolean covers(String pattern, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        String given = pattern.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (!given.startsWith("*.")) {
            return given.equals(wanted);
        }
        String rest = given.substring(1);
        int dot = wanted.indexOf('.');
        return rest.indexOf('.', 1) > 0
                && rest.indexOf('*') < 0
                && dot > 0
                && wanted.substring(dot).equals(rest);
    }

    private static boolean sameAddress(String one, String other) {
        try {
            return Names.isLiteral(one) && InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
