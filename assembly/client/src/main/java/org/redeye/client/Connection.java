package org.redeye.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;

/** A session with the shell's server on this machine, signed in with the key of {@code bin/rem}. */
final class Connection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration STARTING = Duration.ofSeconds(10);
    private static final String USER = "local";

    private final SshClient client;
    private final ClientSession session;

    private Connection(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /** @throws IOException with a sentence for the person who asked, if there is nothing to talk to */
    static Connection open(int port, Keys keys) throws IOException, GeneralSecurityException {
        var ours = keys.local();
        SshClient client = client(keys);
        client.start();
        try {
            ClientSession session = connect(client, port);
            session.addPublicKeyIdentity(ours);
            session.auth().verify(PATIENCE);
            return new Connection(client, session);
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    /** The server listens a moment after the process has begun to start, so a refusal is not yet an answer. */
    private static ClientSession connect(SshClient client, int port) throws IOException {
        long end = System.nanoTime() + STARTING.toNanos();
        while (true) {
            try {
                return client.connect(USER, "127.0.0.1", port).verify(PATIENCE).getSession();
            } catch (IOException e) {
                if (!(rootOf(e) instanceof ConnectException) || System.nanoTime() - end > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    /** Only what this server speaks best: fewer algorithms to load make a quicker start. */
    private static SshClient client(Keys keys) {
        SshClient client = ClientBuilder.builder()
                .cipherFactories(List.of(BuiltinCiphers.aes128ctr))
                .macFactories(List.of(BuiltinMacs.hmacsha256))
                .keyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp256)))
                .signatureFactories(
                        List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256, BuiltinSignatures.nistp256))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier((session, address, shown) -> keys.isHost(shown))
                .build();
        client.setUserAuthFactoriesNames(List.of(UserAuthPublicKeyFactory.NAME));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        return client;
    }

    ClientSession session() {
        return session;
    }

    @Override
    public void close() throws IOException {
        session.close(true);
        client.stop();
    }
}
