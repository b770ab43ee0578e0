package org.redeye.net;

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
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS side of connections whose certificates are judged after the handshake, so that everything about them can be
 * told. Thread-safe. What the node trusts is loaded at first use, which takes a while: not on a thread of the sockets.
 */
public final class Trust {

    /** JSSE resumes sessions of the same host and port; every run shall see the whole handshake and the certificates. */
    private static final AtomicInteger ADVISORY_PORT = new AtomicInteger();

    private final X509TrustManager judge;
    private final SSLContext context;

    /** @param anchors the authorities trusted; null for those of the JVM */
    public Trust(@Nullable KeyStore anchors) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        judge = (X509TrustManager) factory.getTrustManagers()[0];
        context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        context.getClientSessionContext().setSessionCacheSize(1);
    }

    /** The client's side of a handshake, which takes any certificate. @param name for the server name indication */
    public SSLEngine engine(String name) {
        SSLEngine engine = context.createSSLEngine(name, ADVISORY_PORT.incrementAndGet() & Integer.MAX_VALUE);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (!Names.isLiteral(name) && !name.endsWith(".") && name.indexOf('_') < 0) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Contexts that take any certificate, whatever name it is for. */
    public SSLContext anybody() {
        return context;
    }

    /** @throws CertificateException if no authority that is trusted vouches for the chain; the message says why */
    void judge(List<X509Certificate> chain) throws CertificateException {
        // the key type matters only for what a certificate may be used for; "UNKNOWN" allows any
        judge.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
    }

    /** Takes any certificate: they are judged afterwards. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // judged later
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
