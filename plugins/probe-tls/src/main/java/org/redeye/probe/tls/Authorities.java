package org.redeye.probe.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Certificates written as text. */
final class Authorities {

    private Authorities() {}

    /** @throws CertificateException if it holds none or a broken one */
    static KeyStore read(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("authority " + store.size(), each);
        }
        if (store.size() == 0) {
            throw new CertificateException("no certificate");
        }
        return store;
    }
}
