package org.redeye.realm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.security.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users in {@code users.properties} of the data directory. Nobody is in it by default. */
@Component
public final class FileUsers implements Users {

    /** The password of the first {@code admin}. */
    static final String FIRST_PASSWORD = "REM_ADMIN_PASSWORD";

    private static final String FIRST_ADMIN = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(FileUsers.class);

    /** A hash that nobody has, so that unknown names take as long as known ones. */
    private static final PasswordHash NOBODY = new PasswordHash(PasswordHash.ITERATIONS, new byte[16], new byte[64]);

    private final UsersFile file;
    /** Hashing takes a good part of a second, which nothing but the users has to wait for. */
    private final CompletableFuture<Void> firstAdmin;

    private final Damping damping;
    private final VerifiedPasswords verified;
    /** One slow hash at a time: guessing must not take the processors away from monitoring. */
    private final Semaphore hashing = new Semaphore(1, true);

    @Activate
    public FileUsers(BundleContext context) {
        this(Path.of(context.getProperty("rem.data"), "users.properties"), System.getenv(), System::nanoTime);
    }

    FileUsers(Path file, Map<String, String> environment, LongSupplier nanos) {
        this.file = new UsersFile(file);
        this.damping = new Damping(nanos);
        this.verified = new VerifiedPasswords(nanos);
        this.firstAdmin = CompletableFuture.runAsync(() -> addFirstAdmin(environment.get(FIRST_PASSWORD)));
    }

    /** The file; the first admin is in it. */
    private UsersFile file() {
        firstAdmin.join();
        return file;
    }

    private void addFirstAdmin(@org.jspecify.annotations.Nullable String password) {
        if (password == null || password.isEmpty() || file.entries().containsKey(FIRST_ADMIN)) {
            return;
        }
        try {
            PasswordHash hash = UsersFile.hash(password.toCharArray());
            file.put(FIRST_ADMIN, new UsersFile.Entry(Role.ADMIN, hash));
            verified.add(FIRST_ADMIN, hash, password.toCharArray());
            LOG.info("The user {} was made with the password in {}", FIRST_ADMIN, FIRST_PASSWORD);
        } catch (IllegalArgumentException e) {
            LOG.error("{} is not taken as the password of {}: {}", FIRST_PASSWORD, FIRST_ADMIN, e.getMessage());
        }
    }

    @Override
    public Optional<User> authenticate(String name, char[] password, String origin) {
        if (!UsersFile.NAME.matcher(name).matches()
                || password.length > UsersFile.LONGEST_PASSWORD
                || damping.refuses(name, origin)) {
            return Optional.empty();
        }
        var entry = Optional.ofNullable(file().entries().get(name));
        boolean right = entry.isPresent() && verified.contains(name, entry.get().hash(), password)
                || matches(entry.map(UsersFile.Entry::hash).orElse(NOBODY), password);
        if (entry.isEmpty() || !right) {
            damping.failed(name, origin);
            LOG.info("Sign-in refused for {} from {}", name, origin);
            return Optional.empty();
        }
        damping.succeeded(name, origin);
        verified.add(name, entry.get().hash(), password);
        return Optional.of(new User(name, entry.get().role()));
    }

    private boolean matches(PasswordHash hash, char[] password) {
        try {
            if (!hashing.tryAcquire(10, TimeUnit.SECONDS)) {
                LOG.warn("Too many sign-ins at once; one was refused unseen");
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return hash.matches(password);
        } finally {
            hashing.release();
        }
    }

    @Override
    public Optional<User> find(String name) {
        return Optional.ofNullable(file().entries().get(name)).map(entry -> new User(name, entry.role()));
    }

    @Override
    public List<User> list() {
        return file().entries().entrySet().stream()
                .map(entry -> new User(entry.getKey(), entry.getValue().role()))
                .sorted(java.util.Comparator.comparing(User::name))
                .toList();
    }

    @Override
    public void put(String name, Role role, char[] password) {
        UsersFile.requireName(name);
        file().put(name, new UsersFile.Entry(role, UsersFile.hash(password)));
    }

    @Override
    public boolean remove(String name) {
        return file().remove(name);
    }
}
