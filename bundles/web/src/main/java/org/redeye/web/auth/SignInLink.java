package org.redeye.web.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Platform;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.security.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in when there is no user yet: a link that works once, in the file {@code run/sign-in-link} below the data, which
 * only the owner of the process may read. Each start makes a new one; the one before no longer works. Memory holds the
 * fingerprint only, and the log never gets the link. Thread-safe.
 */
@Component(immediate = true, service = SignInLink.class)
public final class SignInLink {

    private static final Logger LOG = LoggerFactory.getLogger(SignInLink.class);

    private final Users users;
    private final Path file;
    /** Null when there is nothing to redeem. */
    private @Nullable String fingerprint;

    /**
     * @param users if there are none, a link is made
     * @param platform the folder of the data and the address of the console
     */
    @Activate
    public SignInLink(@Reference Users users, @Reference Platform platform) {
        this.users = users;
        this.file = platform.data().resolve("run").resolve("sign-in-link");
        remove();
        if (users.list().isEmpty()) {
            make(platform);
        }
    }

    /**
     * Uses the link up.
     *
     * @return the first user, who is to set a password; empty if the token is wrong, was used, or there is a user by now
     */
    public synchronized Optional<User> redeem(String token) {
        if (fingerprint == null || !Secrets.same(fingerprint, Secrets.fingerprint(token))) {
            return Optional.empty();
        }
        fingerprint = null;
        remove();
        return users.list().isEmpty() ? Optional.of(new User(Sessions.FIRST, Role.ADMIN)) : Optional.empty();
    }

    @Deactivate
    synchronized void close() {
        fingerprint = null;
        remove();
    }

    private synchronized void make(Platform platform) {
        String token = Secrets.random();
        try {
            write(platform.url() + "/_/sign-in#token=" + token + "\n");
            fingerprint = Secrets.fingerprint(token);
            LOG.info("There is no user yet. The one-time sign-in link is in {}", file);
        } catch (IOException e) {
            LOG.error(
                    "The one-time sign-in link cannot be written to {}: {}. Make the folder writable,"
                            + " or set REM_ADMIN_PASSWORD, and start again",
                    file,
                    e.toString());
        }
    }

    private void write(String link) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(draft, options, mode)) {
            var bytes = StandardCharsets.UTF_8.encode(link);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn(
                    "The used sign-in link in {} cannot be deleted: {}. It no longer works; delete it",
                    file,
                    e.toString());
        }
    }
}
