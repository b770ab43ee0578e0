package org.redeye.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.SshTarget;
import org.redeye.api.ssh.SshTarget.Login;

/** One connection, from the resolution of the name to the end of the session. */
final class Link {

    /** How a session finds its link again when the host shows its key. */
    static final AttributeKey<Link> OF_SESSION = new AttributeKey<>();

    /** How far a connection is. */
    enum Stage {
        RESOLVE("its name was resolved"),
        CONNECT("the connection was made"),
        HANDSHAKE("keys were exchanged"),
        LOGIN("the user was logged in");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final SshTarget target;
    private final HostKeys hostKeys;
    private final CompletableFuture<ClientSession> ready = new CompletableFuture<>();
    private volatile Stage stage = Stage.RESOLVE;
    private volatile @Nullable ClientSession session;
    private volatile @Nullable SshFailure stranger;

    // guarded by the pool
    int commands;
    boolean used;
    boolean discarded;
    long idleSince;

    Link(SshTarget target, HostKeys hostKeys) {
        this.target = target;
        this.hostKeys = hostKeys;
    }

    SshTarget target() {
        return target;
    }

    /** The session, with the user logged in; fails with {@link SshFailure}. */
    CompletableFuture<ClientSession> ready() {
        return ready;
    }

    /** Whether it can be used, now or soon. */
    boolean usable() {
        ClientSession open = session;
        return !ready.isCompletedExceptionally() && (open == null || open.isOpen() && !open.isClosing());
    }

    void connect(SshClient client, Executor resolver, Duration time) {
        try {
            resolver.execute(() -> begin(client));
        } catch (RejectedExecutionException e) {
            fail(new SshFailure(
                    Reason.OVERLOAD, "Too many connections are being made; " + target.place() + " waits its turn."));
        }
        var timer = new CompletableFuture<Void>();
        ready.whenComplete((done, failed) -> timer.complete(null));
        timer.orTimeout(time.toNanos(), TimeUnit.NANOSECONDS).whenComplete((done, late) -> {
            if (late != null) {
                fail(new SshFailure(Reason.TIMEOUT, timeout(time)));
            }
        });
    }

    private String timeout(Duration time) {
        String within = " within " + time.toMillis() + " ms.";
        return switch (stage) {
            case RESOLVE -> "The name '" + target.address() + "' was not resolved" + within;
            case CONNECT -> target.place() + " did not accept the connection" + within;
            case HANDSHAKE -> target.place() + " accepted the connection but did not exchange keys" + within;
            case LOGIN -> target.place() + " did not say whether the user '" + target.user() + "' may log in" + within;
        };
    }

    private void begin(SshClient client) {
        try {
            InetAddress address = InetAddress.getByName(target.address());
            if (ready.isDone()) {
                return;
            }
            stage = Stage.CONNECT;
            client.connect(
                            target.user(),
                            new InetSocketAddress(address, target.port()),
                            AttributeRepository.ofKeyValuePair(OF_SESSION, this))
                    .addListener(connected -> {
                        if (connected.isConnected()) {
                            login(connected.getClientSession());
                        } else {
                            fail(connected.getException());
                        }
                    });
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void login(ClientSession opened) {
        session = opened;
        if (ready.isDone()) { // too late
            opened.close(true);
            return;
        }
        if (stage == Stage.CONNECT) { // else the host has shown its key already
            stage = Stage.HANDSHAKE;
        }
        try {
            identify(opened);
            opened.addCloseFutureListener(closed -> fail(new IOException("the connection was closed")));
            opened.auth().addListener(auth -> {
                if (auth.isSuccess()) {
                    ready.complete(opened);
                } else {
                    fail(
                            auth.getException() == null
                                    ? new IOException("the login was cancelled")
                                    : auth.getException());
                }
            });
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (SshFailure e) {
            fail(e);
        }
    }

    private void identify(ClientSession opened) throws SshFailure {
        if (target.login() instanceof Login.Password password) {
            opened.addPasswordIdentity(password.password().reveal());
        } else if (target.login() instanceof Login.Key key) {
            opened.addPublicKeyIdentity(keyPair(opened, key));
        }
    }

    private static KeyPair keyPair(ClientSession opened, Login.Key key) throws SshFailure {
        var text = new ByteArrayInputStream((key.key().reveal().strip() + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    opened,
                    NamedResource.ofName("key"),
                    text,
                    key.passphrase().reveal().isEmpty()
                            ? FilePasswordProvider.EMPTY
                            : FilePasswordProvider.of(key.passphrase().reveal()));
            if (pairs != null) {
                for (KeyPair pair : pairs) {
                    return pair;
                }
            }
            throw new SshFailure(
                    Reason.SETTINGS,
                    "'key' is no private key; expected is the text of its file," + " which begins with -----BEGIN.");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // what the library says may repeat parts of the key
            throw new SshFailure(
                    Reason.SETTINGS,
                    "'key' cannot be read: it is no private key of a known form, or" + " 'passphrase' does not fit.");
        }
    }

    /** Whether the host is who it should be; called by the session when it shows its key, before anything is sent. */
    boolean accepts(PublicKey shown) {
        stranger = hostKeys.check(target, shown).orElse(null);
        stage = stranger == null ? Stage.LOGIN : stage;
        return stranger == null;
    }

    private void fail(Throwable failed) {
        SshFailure known = stranger;
        ready.completeExceptionally(known != null ? known : SshFailure.of(failed, target, stage));
        close();
    }

    void close() {
        ready.completeExceptionally(new SshFailure(Reason.RESET, "The connection was closed by this side."));
        ClientSession open = session;
        if (open != null) {
            open.close(true);
        }
    }
}
