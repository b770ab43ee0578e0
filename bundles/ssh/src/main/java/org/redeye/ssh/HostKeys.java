package org.redeye.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.SshTarget;

/** Decides whether a host is who it is said to be. */
final class HostKeys {

    /** A larger file is not read: it is no list of hosts. */
    private static final long MOST_BYTES = 16 << 20;

    private static final String PREFIX = "SHA256:";
    private static final String REVOKED = "revoked";

    private final Path file;

    /** @param file the list of known hosts; it need not be there */
    HostKeys(Path file) {
        this.file = file;
    }

    /** What is wrong with the key that a host shows; empty if it is the right one. */
    Optional<SshFailure> check(SshTarget target, PublicKey shown) {
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, shown);
        if (!target.hostKeys().isEmpty()) {
            boolean right = target.hostKeys().stream().map(HostKeys::full).anyMatch(print::equals);
            return right
                    ? Optional.empty()
                    : Optional.of(changed(target, print, "'host key', " + String.join(", ", target.hostKeys())));
        }
        try {
            return known(target, shown, print);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of(new SshFailure(
                    Reason.HOSTKEY, false, file + " cannot be read, so no host is known: " + e.getMessage() + "."));
        }
    }

    private Optional<SshFailure> known(SshTarget target, PublicKey shown, String print)
            throws IOException, GeneralSecurityException {
        var others = new ArrayList<String>();
        boolean right = false;
        for (KnownHostEntry entry : entries()) {
            if (!entry.isHostMatch(target.address(), target.port())) {
                continue;
            }
            PublicKey known = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            boolean same = known != null && KeyUtils.compareKeys(known, shown);
            if (same && REVOKED.equals(entry.getMarker())) {
                return Optional.of(changed(target, print, "a line that revokes it in " + file));
            }
            right |= same && entry.getMarker() == null; // other markers are of authorities, not of hosts
            if (known != null && !same && KeyUtils.getKeyType(known).equals(KeyUtils.getKeyType(shown))) {
                others.add(KeyUtils.getFingerPrint(BuiltinDigests.sha256, known));
            }
        }
        if (right) {
            return Optional.empty();
        }
        return Optional.of(
                others.isEmpty() ? unknown(target, shown, print) : changed(target, print, file + ", " + others));
    }

    private List<KnownHostEntry> entries() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it has more than " + MOST_BYTES + " bytes");
        }
        return KnownHostEntry.readKnownHostEntries(file);
    }

    private static SshFailure changed(SshTarget target, String print, String known) {
        return new SshFailure(
                Reason.HOSTKEY,
                target.place() + " shows another host key than the one that is known: " + print + " instead of that of "
                        + known + ". It was told nothing. If the host was set up anew, note its new key; if not,"
                        + " somebody is in between.");
    }

    private SshFailure unknown(SshTarget target, PublicKey shown, String print) {
        return new SshFailure(
                Reason.HOSTKEY,
                false,
                "The host key of " + target.place() + " is not known: " + KeyUtils.getKeyType(shown) + " " + print
                        + ". Compare it with the host's own, then set it as 'host key' or put the host's line into "
                        + file + ".");
    }

    private static String full(String print) {
        String bare = print.startsWith(PREFIX) ? print.substring(PREFIX.length()) : print;
        return PREFIX + bare.replaceAll("=+$", "");
    }
}
