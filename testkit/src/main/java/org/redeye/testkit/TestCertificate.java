package org.redeye.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A certificate made for a test, with its key: in a millisecond and without a program, for any time (X.509 v3, RFC 5280;
 * elliptic curve P-256). Immutable.
 *
 * @param chain the certificate, then those of its issuers
 * @param key its key
 */
public record TestCertificate(List<X509Certificate> chain, PrivateKey key) {

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
    private static final char[] PASSWORD = "test".toCharArray();
    private static final String COMMON_NAME = "550403"; // 2.5.4.3
    private static final String ALTERNATIVE_NAMES = "551d11"; // 2.5.29.17
    private static final String BASIC_CONSTRAINTS = "551d13"; // 2.5.29.19
    private static final String ECDSA_WITH_SHA256 = "2a8648ce3d040302"; // 1.2.840.10045.4.3.2

    /** Copies the chain. */
    public TestCertificate {
        chain = List.copyOf(chain);
    }

    /** An authority that vouches for itself, valid from a year ago for ten years. */
    public static TestCertificate authority(String name) {
        Instant now = Instant.now();
        return make(name, now.minus(Duration.ofDays(365)), now.plus(Duration.ofDays(3_650)), List.of(), true, null);
    }

    /** A certificate of a server that vouches for itself, valid from yesterday on. @param names DNS names and addresses */
    public static TestCertificate selfSigned(Duration left, String... names) {
        Instant now = Instant.now();
        return make(names[0], now.minus(Duration.ofDays(1)), now.plus(left), List.of(names), false, null);
    }

    /** A certificate of a server for which this one vouches. @param names DNS names and addresses */
    public TestCertificate issue(Instant from, Instant until, String... names) {
        return make(names[0], from, until, List.of(names), false, this);
    }

    /** An authority for which this one vouches. */
    public TestCertificate issueAuthority(String name, Instant until) {
        return make(name, Instant.now().minus(Duration.ofDays(300)), until, List.of(), true, this);
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate as text (RFC 7468). */
    public String pem() {
        try {
            return pem("CERTIFICATE", certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificates and the key as text, as servers read them. */
    public String pemWithKey() {
        try {
            var text = new StringBuilder();
            for (X509Certificate each : chain) {
                text.append(pem("CERTIFICATE", each.getEncoded()));
            }
            return text.append(pem("PRIVATE KEY", key.getEncoded())).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server in this JVM needs to show it. */
    public SSLContext server() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private static TestCertificate make(
            String name,
            Instant from,
            Instant until,
            List<String> names,
            boolean authority,
            @Nullable TestCertificate issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            byte[] subject = name(name);
            byte[] body = sequence(
                    tagged(0xa0, integer(2)),
                    integer(SERIAL.incrementAndGet()),
                    algorithm(),
                    issuer == null
                            ? subject
                            : issuer.certificate().getSubjectX500Principal().getEncoded(),
                    sequence(time(from), time(until)),
                    subject,
                    pair.getPublic().getEncoded(),
                    tagged(0xa3, extensions(names, authority)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer == null ? pair.getPrivate() : issuer.key());
            signature.update(body);
            byte[] der = sequence(body, algorithm(), tagged(0x03, new byte[] {0}, signature.sign()));
            var chain = new ArrayList<X509Certificate>();
            chain.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            if (issuer != null) {
                chain.addAll(issuer.chain());
            }
            return new TestCertificate(chain, pair.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extensions(List<String> names, boolean authority) throws IOException {
        var all = new ByteArrayOutputStream();
        if (authority) {
            byte[] constraints = sequence(tagged(0x01, new byte[] {-1}));
            all.writeBytes(sequence(oid(BASIC_CONSTRAINTS), tagged(0x01, new byte[] {-1}), tagged(0x04, constraints)));
        }
        if (!names.isEmpty()) {
            var alternatives = new ByteArrayOutputStream();
            for (String each : names) {
                boolean address = each.matches("[0-9.]+|.*:.*");
                alternatives.writeBytes(
                        address
                                ? tagged(0x87, InetAddress.getByName(each).getAddress())
                                : tagged(0x82, each.getBytes(StandardCharsets.US_ASCII)));
            }
            byte[] list = sequence(alternatives.toByteArray());
            all.writeBytes(sequence(oid(ALTERNATIVE_NAMES), tagged(0x04, list)));
        }
        return sequence(all.toByteArray());
    }

    private static byte[] algorithm() {
        return sequence(oid(ECDSA_WITH_SHA256));
    }

    private static byte[] name(String name) {
        byte[] text = tagged(0x0c, name.getBytes(StandardCharsets.UTF_8));
        return sequence(tagged(0x31, sequence(oid(COMMON_NAME), text)));
    }

    private static byte[] time(Instant at) { // two digits of the year up to 2049
        boolean near = at.isBefore(Instant.parse("2050-01-01T00:00:00Z"));
        String text = DateTimeFormatter.ofPattern(near ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
                .format(at.atOffset(ZoneOffset.UTC));
        return tagged(near ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] integer(long value) {
        return tagged(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] oid(String hex) {
        return tagged(0x06, HexFormat.of().parseHex(hex));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    /** Tag, length, content (X.690, distinguished encoding). */
    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > 0xff) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7f) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
