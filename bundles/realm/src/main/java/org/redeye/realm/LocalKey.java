package org.redeye.realm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key by which {@code bin/rem} signs in as {@code local}: whoever can read it in the data directory is the operating
 * system's user that runs the container, so it may do everything. Made at the first start (EC, P-256; PEM files).
 * Thread-safe.
 */
final class LocalKey {

    /** The user that the key stands for; nobody in {@code users.properties} may have this name. */
    static final String USER = "local";

    private static final Logger LOG = LoggerFactory.getLogger(LocalKey.class);
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PRIVATE = "PRIVATE KEY";

    private final Path privateFile;
    private final Path publicFile;

    /** @param directory where {@code local} and {@code local.pub} are */
    LocalKey(Path directory) {
        this.privateFile = directory.resolve(USER);
        this.publicFile = directory.resolve(USER + ".pub");
    }

    /** Makes the key unless there is one. */
    void ensure() throws IOException, GeneralSecurityException {
        if (Files.exists(privateFile) && Files.exists(publicFile)) {
            return;
        }
        Files.createDirectories(privateFile.toAbsolutePath().getParent());
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        // the private one last: bin/rem takes its presence for "ready"
        write(publicFile, PUBLIC, pair.getPublic().getEncoded());
        write(privateFile, PRIVATE, pair.getPrivate().getEncoded());
        LOG.info("The key of bin/rem was made: {}", privateFile);
    }

    /** Whether a key is ours. That its owner holds the private half is for the SSH server to prove. */
    boolean matches(PublicKey offered) {
        try {
            String text = Files.readString(publicFile);
            byte[] bytes = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            var known = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
            return MessageDigest.isEqual(known.getEncoded(), offered.getEncoded());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.warn("Cannot read the key of bin/rem, {}: {}", publicFile, e.toString());
            return false;
        }
    }

    private static void write(Path file, String kind, byte[] key) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END " + kind + "-----\n";
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(
                    written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(written, text.getBytes(StandardCharsets.US_ASCII));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
