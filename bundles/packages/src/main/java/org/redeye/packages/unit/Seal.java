package org.redeye.packages.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageException;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;

/**
 * The signature of a unit. {@code NAME/SHA256SUMS} lists the SHA-256 of every other file of the unit, as {@code sha256sum}
 * writes it, with paths relative to the folder that {@code NAME.yaml} is in; {@code NAME/SHA256SUMS.sig} holds the 64 bytes
 * of the Ed25519 signature (RFC 8032) of that file. Keys are PEM files: PKCS#8 for signing, X.509 for checking.
 */
public final class Seal {

    private static final String SUMS = "/SHA256SUMS";
    private static final String SIGNATURE = "/SHA256SUMS.sig";
    private static final String ALGORITHM = "Ed25519";
    private static final String SUFFIX = ".pub";
    private static final int MOST_KEYS = 100;
    private static final int LARGEST_KEY = 10_000;

    private final Path keys;

    /** @param keys the folder of the public keys that are trusted, {@code NAME.pub} each; need not be there */
    public Seal(Path keys) {
        this.keys = keys;
    }

    /**
     * Checks a unit that is about to come.
     *
     * @return the name of the key that signed it; empty if it is not signed
     * @throws PackageException INVALID if it is signed and not as it was signed, with the files that are not
     */
    public String check(String source, UnitTree tree) throws IOException {
        Path sums = tree.files().get(tree.name() + SUMS);
        Path signature = tree.files().get(tree.name() + SIGNATURE);
        if (sums == null && signature == null) {
            return "";
        }
        if (sums == null || signature == null) {
            throw refused(
                    source,
                    List.of("The unit has " + tree.name() + (sums == null ? SIGNATURE : SUMS) + " but not "
                            + tree.name() + (sums == null ? SUMS : SIGNATURE) + "; a signature needs both."));
        }
        String signer = signer(Files.readAllBytes(sums), Files.readAllBytes(signature));
        List<String> faults = differences(tree, sums);
        if (!faults.isEmpty()) {
            throw refused(source, faults);
        }
        if (signer.isEmpty()) {
            throw refused(
                    source,
                    List.of("None of the trusted keys ("
                            + String.join(", ", trusted().keySet())
                            + ") has signed " + tree.name() + SUMS + " as it is; an admin trusts a key by putting"
                            + " its public half into " + keys + " as NAME.pub."));
        }
        return signer;
    }

    private List<String> differences(UnitTree tree, Path sums) throws IOException {
        SortedMap<String, String> signed = parse(Files.readString(sums));
        SortedMap<String, String> found = withoutSeal(tree);
        FileChanges changes = UnitTree.changes(signed, found);
        var faults = new ArrayList<String>();
        changes.changed().forEach(path -> faults.add("The file " + path + " is not as it was signed."));
        changes.removed().forEach(path -> faults.add("The file " + path + " was signed and is missing."));
        changes.added().forEach(path -> faults.add("The file " + path + " was added after signing."));
        return faults;
    }

    /** Writes the two files of the signature. */
    public void sign(UnitTree tree, Path folder, Path key) throws IOException {
        PrivateKey signer = privateKey(key);
        Files.createDirectories(folder.resolve(tree.name()));
        byte[] sums = text(withoutSeal(tree)).getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signer);
            signature.update(sums);
            Disk.write(folder.resolve(tree.name() + SUMS), sums);
            Disk.write(folder.resolve(tree.name() + SIGNATURE), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("Signing failed: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, String> withoutSeal(UnitTree tree) throws IOException {
        SortedMap<String, String> sums = tree.sums();
        sums.remove(tree.name() + SUMS);
        sums.remove(tree.name() + SIGNATURE);
        return sums;
    }

    static String text(Map<String, String> sums) {
        var text = new StringBuilder();
        sums.forEach((path, sum) -> text.append(sum).append("  ").append(path).append('\n'));
        return text.toString();
    }

    /** What is no line of sums is a file that nobody has, and so a difference. */
    static SortedMap<String, String> parse(String text) {
        var sums = new TreeMap<String, String>();
        text.lines()
                .filter(line -> line.length() > 66)
                .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        return sums;
    }

    // ---- keys

    /** The name of the trusted key that signed it; empty if none did. */
    private String signer(byte[] signed, byte[] signature) throws IOException {
        for (var key : trusted().entrySet()) {
            try {
                Signature check = Signature.getInstance(ALGORITHM);
                check.initVerify(key.getValue());
                check.update(signed);
                if (check.verify(signature)) {
                    return key.getKey();
                }
            } catch (GeneralSecurityException e) { // this is no signature of that key
            }
        }
        return "";
    }

    private SortedMap<String, PublicKey> trusted() throws IOException {
        var found = new TreeMap<String, PublicKey>();
        if (Files.isDirectory(keys)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(keys, "*" + SUFFIX)) {
                for (Path file : files) {
                    if (found.size() < MOST_KEYS) {
                        String name = file.getFileName().toString();
                        found.put(name.substring(0, name.length() - SUFFIX.length()), publicKey(file));
                    }
                }
            }
        }
        return found;
    }

    private static PublicKey publicKey(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(pem(file, "PUBLIC KEY")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notOne(file, "no public key of Ed25519", "openssl pkey -in KEY -pubout");
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new PackageException(PackageException.Kind.MISSING, "There is no file " + file + " where REM runs.");
        }
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pem(file, "PRIVATE KEY")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notOne(file, "no private key of Ed25519", "openssl genpkey -algorithm ed25519");
        }
    }

    /** Says nothing of what stands in it. */
    private static PackageException notOne(Path file, String what, String maker) {
        return refused(file.toString(), List.of("The file is " + what + " in PEM, as '" + maker + "' writes it."));
    }

    private static byte[] pem(Path file, String what) throws IOException {
        if (Files.size(file) > LARGEST_KEY) {
            throw new IllegalArgumentException("too large");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("-----BEGIN " + what + "-----");
        int end = text.indexOf("-----END " + what + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no PEM");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin + what.length() + 16, end));
    }

    private static PackageException refused(String source, List<String> faults) {
        return new PackageException(faults.stream()
                .map(fault -> new Problem(new Position(source, 0, 0), fault, ""))
                .toList());
    }
}
