package org.redeye.probe.http;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against a server that answers one path and is silent on another. */
class HttpProbeContractTest extends ProbeContract<HttpConfig> {

    private HttpProbe probe;
    private RawServer server;

    HttpProbeContractTest() {
        super(HttpProbe.class, HttpConfig.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new HttpProbe();
        server = new RawServer((request, socket) -> {
            if (request.startsWith("GET /silent")) {
                socket.getInputStream().read();
            } else {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes("US-ASCII"));
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        server.close();
    }

    @Override
    protected Probe<HttpConfig> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{url: '" + server.url() + "/', expect body: hello, user: me, password: hushhush}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{url: '" + server.url() + "/silent'}");
    }
}
