package org.redeye.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The keys in a data directory, all PEM files: {@code local} and {@code local.pub} are ours, {@code host.key.pub} is the
 * server's.
 */
record Keys(Path directory) {

    /** @throws IOException if this person may not read it, or no monitor ever ran here */
    KeyPair local() throws IOException, GeneralSecurityException {
        var factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(read(directory.resolve("local.pub")))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(read(directory.resolve("local")))));
    }

    /** Whether a server shows the host key of this installation, not that of another one on the same port. */
    boolean isHost(PublicKey shown) {
        try {
            return MessageDigest.isEqual(read(directory.resolve("host.key.pub")), shown.getEncoded());
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] read(Path file) throws IOException {
        String text = Files.readString(file);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
