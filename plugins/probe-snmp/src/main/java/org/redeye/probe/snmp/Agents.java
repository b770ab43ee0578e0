package org.redeye.probe.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Platform;
import org.snmp4j.smi.UdpAddress;

/** What the probe and the walk share: the socket, the keys that were made, the names of objects. Thread-safe. */
@Component(service = Agents.class)
public final class Agents {

    private final Session session;
    private final Targets targets = new Targets();
    private final MibFolder mibs;

    /**
     * Opens the socket.
     *
     * @param platform in whose data the folder {@code mibs} lies
     * @throws IOException if there is no socket to be had
     */
    @Activate
    public Agents(@Reference Platform platform) throws IOException {
        mibs = new MibFolder(platform.data().resolve("mibs"));
        session = new Session();
    }

    MibFolder mibs() {
        return mibs;
    }

    /**
     * A run's requests to an agent.
     *
     * @param patience how long each request waits for its answer, in milliseconds
     * @param log takes notes
     * @param work does what takes long
     */
    Talk talk(SnmpConfig config, InetAddress address, long patience, Consumer<String> log, Talk.Work work) {
        return new Talk(session, targets, config, new UdpAddress(address, config.port()), patience, log, work);
    }

    /** Closes the socket; what waits for an answer gets none. */
    @Deactivate
    public void close() throws IOException {
        session.close();
    }
}
