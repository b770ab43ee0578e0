package org.redeye.probe.snmp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.redeye.api.probe.Reason;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** The requests of one run to one agent, one after the other. */
final class Talk {

    private final Session session;
    private final Targets targets;
    private final SnmpConfig config;
    private final UdpAddress address;
    private final long patience;
    private final Consumer<String> log;
    private final AtomicReference<CompletableFuture<?>> waiting = new AtomicReference<>(new CompletableFuture<>());
    private volatile boolean over;

    /**
     * @param patience how long each request waits, in milliseconds
     * @param log takes notes
     */
    Talk(Session session, Targets targets, SnmpConfig config, UdpAddress address, long patience, Consumer<String> log) {
        this.session = session;
        this.targets = targets;
        this.config = config;
        this.address = address;
        this.patience = patience;
        this.log = log;
    }

    SnmpConfig config() {
        return config;
    }

    String place() {
        String host = address.getInetAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Ends what is waited for; nothing more is sent. */
    void end() {
        over = true;
        waiting.get().cancel(false);
    }

    /**
     * Asks. The stage fails with a {@link Trouble} if there is no answer, or a report; the answer's error status is the
     * caller's to look at.
     */
    CompletableFuture<PDU> ask(int type, List<OID> oids, int repetitions) {
        return ask(type, oids, repetitions, true);
    }

    private CompletableFuture<PDU> ask(int type, List<OID> oids, int repetitions, boolean again) {
        if (over) {
            return CompletableFuture.failedFuture(new Trouble(Reason.TIMEOUT, "was not asked any more"));
        }
        Target<UdpAddress> target = targets.of(config, address);
        target.setTimeout(patience);
        target.setRetries(config.retries());
        boolean known = again && Targets.knowsEngine(target);
        CompletableFuture<PDU> answer = session.send(request(type, oids, repetitions), target);
        waiting.set(answer);
        if (over) { // ended between the two
            answer.cancel(false);
        }
        return answer.handle((pdu, failed) -> {
                    if (failed == null && pdu.getType() != PDU.REPORT) {
                        targets.answered(config, target);
                        return answer;
                    }
                    boolean another = failed == null && Session.reports(pdu, SnmpConstants.usmStatsUnknownEngineIDs);
                    // the report of an engine that is not the one that was asked is no answer to it (RFC 3412, 7.2.11)
                    if (known && (another || failed instanceof Trouble trouble && trouble.reason() == Reason.TIMEOUT)) {
                        log.accept("no answer of the engine that was known: maybe another has taken its place");
                        targets.forget(config, address);
                        session.forget(address);
                        return ask(type, oids, repetitions, false);
                    }
                    return failed == null ? CompletableFuture.<PDU>failedFuture(reported(pdu)) : answer;
                })
                .thenCompose(next -> next);
    }

    private PDU request(int type, List<OID> oids, int repetitions) {
        PDU request = config.version() == Version.V3 ? scoped() : new PDU();
        request.setType(type);
        if (type == PDU.GETBULK) {
            request.setNonRepeaters(0);
            request.setMaxRepetitions(repetitions);
        }
        for (OID oid : oids) {
            request.add(new VariableBinding(oid, Null.instance));
        }
        return request;
    }

    private PDU scoped() {
        var request = new ScopedPDU();
        request.setContextName(new OctetString(config.context()));
        return request;
    }

    /** What the reports of RFC 3414 mean. */
    private Trouble reported(PDU report) {
        OID what = report.size() == 0 ? new OID() : report.get(0).getOid();
        if (what.equals(SnmpConstants.usmStatsUnknownUserNames)) {
            return new Trouble(Reason.AUTHENTICATION, "does not know the user '" + config.user() + "'");
        }
        if (what.equals(SnmpConstants.usmStatsWrongDigests)) {
            return new Trouble(
                    Reason.AUTHENTICATION, "does not take the 'auth password', or signs with another 'auth'");
        }
        if (what.equals(SnmpConstants.usmStatsDecryptionErrors)) {
            return new Trouble(
                    Reason.AUTHENTICATION, "does not take the 'privacy password', or encrypts with another 'privacy'");
        }
        if (what.equals(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return new Trouble(
                    Reason.AUTHENTICATION, "does not let the user '" + config.user() + "' ask with these passwords");
        }
        if (what.equals(SnmpConstants.usmStatsNotInTimeWindows)) {
            return new Trouble(Reason.PROTOCOL, "says again and again that the time is another than it said before");
        }
        if (what.equals(SnmpConstants.usmStatsUnknownEngineIDs)) {
            return new Trouble(Reason.PROTOCOL, "does not know the engine that it said it is");
        }
        return new Trouble(Reason.PROTOCOL, "reports " + what + " instead of an answer");
    }
}
