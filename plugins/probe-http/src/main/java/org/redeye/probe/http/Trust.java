package org.redeye.probe.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS side of connections. Thread-safe. Loads what the node trusts at first use, which takes a while. */
final class Trust {

    private final @Nullable KeyStore anchors;
    // JSSE resumes sessions of the same host and port; every check shall see the whole handshake and the certificate
    private final AtomicInteger advisoryPort = new AtomicInteger();
    private volatile @Nullable Contexts contexts;

    private record Contexts(SSLContext checked, SSLContext unchecked) {}

    /** @param anchors the authorities trusted; null for those of the JVM */
    Trust(@Nullable KeyStore anchors) {
        this.anchors = anchors;
    }

    /** Whether {@link #engine} answers without delay. */
    boolean isLoaded() {
        return contexts != null;
    }

    /** Reads what is trusted. */
    synchronized Trust load() throws GeneralSecurityException {
        if (contexts == null) {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            var jvm = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            contexts = new Contexts(context(new Checked(jvm)), context(new Unchecked()));
        }
        return this;
    }

    private static SSLContext context(TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        context.getClientSessionContext().setSessionCacheSize(1);
        return context;
    }

    /** The client's side of a handshake with a host. */
    SSLEngine engine(String host, boolean verify) {
        Contexts loaded = contexts;
        if (loaded == null) {
            throw new IllegalStateException("what is trusted is not loaded yet");
        }
        SSLEngine engine = (verify ? loaded.checked() : loaded.unchecked())
                .createSSLEngine(host, advisoryPort.incrementAndGet() & Integer.MAX_VALUE);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (!Resolver.isLiteral(host) && !host.endsWith(".") && host.indexOf('_') < 0) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        if (verify) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A certificate that is not trusted, so that its end can still be told. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1;
        private final transient X509Certificate certificate;

        Untrusted(CertificateException cause, X509Certificate certificate) {
            super(cause.getMessage(), cause);
            this.certificate = certificate;
        }

        X509Certificate certificate() {
            return certificate;
        }
    }

    /** Trusts what the JVM trusts. */
    private static final class Checked extends Unchecked {
        private final X509ExtendedTrustManager jvm;

        Checked(X509ExtendedTrustManager jvm) {
            this.jvm = jvm;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws Untrusted {
            try {
                jvm.checkServerTrusted(chain, type, engine);
            } catch (CertificateException e) {
                throw new Untrusted(e, chain[0]);
            }
        }
    }

    /** Trusts anybody: for checks that say so. */
    private static sealed class Unchecked extends X509ExtendedTrustManager permits Checked {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            // wanted
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("only engines are made here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("only engines are made here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
