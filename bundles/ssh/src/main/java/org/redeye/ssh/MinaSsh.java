package org.redeye.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.Ssh;
import org.redeye.api.ssh.SshCall;
import org.redeye.api.ssh.SshResult;

/** SSH by Apache MINA. The client is begun by the first command: who has none pays nothing. */
@Component(service = {Ssh.class, Meters.class})
public final class MinaSsh implements Ssh, Meters {

    /** Threads for the sockets of all connections. */
    private static final int SOCKET_THREADS = 2;

    private static final int RESOLVERS = 16;
    private static final int MOST_RESOLVING = 1_000;
    private static final long SWEEP_SECONDS = 10;

    private final Pool pool;
    private final ThreadPoolExecutor resolvers;
    private final ScheduledExecutorService sweeper;
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    // guarded by this
    private @Nullable SshClient client;
    private boolean closed;

    /** Knows the hosts in {@code known_hosts} of the data folder. */
    @Activate
    public MinaSsh(@Reference Platform platform) {
        this(platform.data().resolve("known_hosts"));
    }

    MinaSsh(Path knownHosts) {
        pool = new Pool(new HostKeys(knownHosts));
        resolvers = new ThreadPoolExecutor(
                RESOLVERS,
                RESOLVERS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_RESOLVING),
                work -> daemon(work, "rem-ssh-connect"));
        resolvers.allowCoreThreadTimeOut(true);
        sweeper = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "rem-ssh-sweep"));
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Closes every connection. */
    @Deactivate
    public void close() {
        sweeper.shutdownNow();
        resolvers.shutdownNow();
        pool.all().forEach(Link::close);
        SshClient open;
        synchronized (this) {
            closed = true;
            open = client;
        }
        if (open != null) {
            open.close(true);
        }
    }

    @Override
    public CompletionStage<SshResult> run(SshCall call) {
        commands.incrementAndGet();
        var result = new CompletableFuture<SshResult>();
        attempt(call, System.nanoTime(), false, result);
        return result.whenComplete((done, broken) -> {
            if (done == null || done.reason() != Reason.NONE) {
                failed.incrementAndGet();
            }
        });
    }

    private void attempt(SshCall call, long began, boolean again, CompletableFuture<SshResult> result) {
        Pool.Lease lease;
        try {
            SshClient begun = client();
            lease = pool.take(call.target(), again);
            if (lease.fresh()) {
                connections.incrementAndGet();
                lease.link().connect(begun, resolvers, least(call.connect(), left(call, began)));
            }
        } catch (SshFailure e) {
            result.complete(failure(e, began));
            return;
        }
        lease.link().ready().whenComplete((session, refused) -> {
            if (session == null) {
                giveBack(lease, false);
                result.complete(failure(SshFailure.of(refused, call.target(), Link.Stage.CONNECT), began));
                return;
            }
            var execution = new Execution(call, began, lease.shared());
            execution.start(session).thenAccept(done -> {
                giveBack(lease, done.reason() == Reason.NONE);
                // a connection that died while nobody used it: the command has not begun, so it can be sent once more
                boolean stale = lease.shared() && !execution.opened() && done.reason() == Reason.RESET;
                if (stale && !again) {
                    attempt(call, began, true, result);
                } else {
                    result.complete(done);
                }
            });
        });
    }

    private void giveBack(Pool.Lease lease, boolean good) {
        pool.giveBack(lease.link(), good, System.nanoTime()).forEach(Link::close);
    }

    private static SshResult failure(SshFailure failure, long began) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new SshResult(failure.reason(), failure.known(), -1, "", "", failure.text(), false, took);
    }

    private static Duration left(SshCall call, long began) {
        return call.time().minusNanos(System.nanoTime() - began);
    }

    private static Duration least(Duration one, Duration other) {
        Duration least = one.compareTo(other) < 0 ? one : other;
        return least.toNanos() < 1 ? Duration.ofNanos(1) : least;
    }

    private synchronized SshClient client() throws SshFailure {
        if (closed) {
            throw new SshFailure(Reason.OVERLOAD, "Red Eye Monitor ends; no connection is made any more.");
        }
        SshClient there = client;
        if (there == null) {
            there = SshClient.setUpDefaultClient();
            there.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
            there.setNioWorkers(SOCKET_THREADS);
            // nothing of the user that the platform runs as: neither its keys nor its configuration
            there.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            there.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
            there.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            there.setAgentFactory(null);
            there.setServerKeyVerifier(verifier());
            there.start();
            client = there;
            sweeper.scheduleWithFixedDelay(
                    () -> pool.idle(System.nanoTime()).forEach(Link::close),
                    SWEEP_SECONDS,
                    SWEEP_SECONDS,
                    TimeUnit.SECONDS);
        }
        return there;
    }

    private static ServerKeyVerifier verifier() {
        return (session, address, key) -> {
            Link link = session.getConnectionContext() == null
                    ? null
                    : session.getConnectionContext().getAttribute(Link.OF_SESSION);
            return link != null && link.accepts(key);
        };
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.gauge("ssh_connections", "Connections to other machines that are open", pool.size()),
                Meter.counter("ssh_connections_total", "Connections that were begun", connections.get()),
                Meter.counter("ssh_commands_total", "Commands that were asked for", commands.get()),
                Meter.counter("ssh_failed_total", "Commands that did not run to their end", failed.get()));
    }
}
