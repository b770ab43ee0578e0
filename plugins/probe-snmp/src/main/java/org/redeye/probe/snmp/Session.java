package org.redeye.probe.snmp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.redeye.api.probe.Reason;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * The one UDP socket through which all agents are asked, with one thread that takes what comes and one that sends again
 * what was not answered. An answer that nobody waits for (any more) is thrown away: it came late, twice or with another
 * request's number. Thread-safe.
 */
final class Session implements AutoCloseable {

    /** So that a burst of answers finds room while the thread is busy; the system may allow less. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final Snmp snmp;
    private final MPv3 version3;

    Session() throws IOException {
        // a wrong password is reported without a signature: there is none that both sides could check (RFC 3414, 3.2)
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        var protocols = new Protocols();
        version3 = new MPv3(new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0));
        version3.setSecurityProtocols(protocols);
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(version3);
        var transport = new DefaultUdpTransportMapping();
        transport.setReceiveBufferSize(RECEIVE_BUFFER);
        snmp = new Snmp(dispatcher, transport);
        snmp.listen();
    }

    /** Those that are offered, in a table of this session's own. */
    private static final class Protocols extends SecurityProtocols {
        private static final long serialVersionUID = 1;

        Protocols() {
            for (Authentication one : Authentication.values()) {
                addAuthenticationProtocol(one.protocol());
            }
            for (Privacy one : Privacy.values()) {
                addPrivacyProtocol(one.protocol());
            }
        }
    }

    /**
     * Sends a request, and again as often as the target says. The stage ends on the session's thread: with the answer,
     * which may be a report of version 3, or with a {@link Trouble}. Cancelling it ends the waiting.
     */
    CompletableFuture<PDU> send(PDU request, Target<UdpAddress> target) {
        var answer = new CompletableFuture<PDU>();
        var listener = new ResponseListener() {
            @Override
            public <A extends Address> void onResponse(ResponseEvent<A> event) {
                snmp.cancel(event.getRequest(), this);
                if (event.getError() != null) {
                    answer.completeExceptionally(unsent(event.getError()));
                } else if (event.getResponse() == null) {
                    answer.completeExceptionally(new Trouble(Reason.TIMEOUT, "did not answer"));
                } else {
                    answer.complete(event.getResponse());
                }
            }
        };
        answer.whenComplete((done, failed) -> {
            if (answer.isCancelled()) {
                snmp.cancel(request, listener);
            }
        });
        try {
            snmp.send(request, target, null, listener);
        } catch (IOException | RuntimeException e) {
            snmp.cancel(request, listener);
            answer.completeExceptionally(unsent(e));
        }
        return answer;
    }

    /** Forgets which engine is at an address: another may have taken its place. */
    void forget(UdpAddress address) {
        version3.removeEngineID(address);
    }

    /** The engine that answered at an address; empty if none has yet. */
    byte[] engine(UdpAddress address) {
        OctetString engine = version3.getEngineID(address);
        return engine == null ? new byte[0] : engine.getValue();
    }

    private static Trouble unsent(Exception failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (text.contains("unreachable") || text.contains("No route")) {
            return new Trouble(Reason.UNREACHABLE, "cannot be reached: " + text);
        }
        return new Trouble(Reason.BROKEN, "could not be asked: " + text);
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
