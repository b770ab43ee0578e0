package org.redeye.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.notify.Notifier;

/**
 * {@link NotifierContract} for a notifier that posts to the server of its field {@code url}: brings a {@link HttpGateway},
 * which hangs, refuses or is away where that is asked for. A notifier that wants more settings than the address overrides these.
 *
 * @param <C> the notifier's configuration
 */
public abstract class HttpNotifierContract<C extends Record> extends NotifierContract<C> {

    private HttpGateway gateway;
    private int nobody;

    /** @see NotifierContract#NotifierContract */
    protected HttpNotifierContract(Class<? extends Notifier<C>> plugin, Class<C> config) {
        super(plugin, config);
    }

    @BeforeEach
    final void open() throws IOException {
        gateway = new HttpGateway();
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = socket.getLocalPort();
        }
    }

    @AfterEach
    final void close() {
        gateway.close();
    }

    /** What the notifier posts to; a new one for each test. */
    protected final HttpGateway gateway() {
        return gateway;
    }

    /** The body of what the gateway got last. */
    protected final String lastBody() {
        List<HttpGateway.Request> requests = gateway.requests();
        return requests.get(requests.size() - 1).body();
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("url: \"" + gateway.url() + "/drip\"");
    }

    @Override
    protected Optional<String> away() {
        return Optional.of("url: \"http://127.0.0.1:" + nobody + "/hidden\"");
    }

    @Override
    protected Optional<String> refuses() {
        return Optional.of("url: \"" + gateway.url() + "/404/hidden\"");
    }
}
