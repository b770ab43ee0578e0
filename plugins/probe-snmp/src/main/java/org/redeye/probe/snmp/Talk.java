package org.redeye.probe.snmp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
    private final Work work;
    private final AtomicReference<CompletableFuture<?>> waiting = new AtomicReference<>(new CompletableFuture<>());
    private volatile boolean over;

    /**
     * @param patience how long each request waits, in milliseconds
     * @param log takes notes
     * @param work makes the keys of version 3
     */
    Talk(
            Session session,
            Targets targets,
            SnmpConfig config,
            UdpAddress address,
            long patience,
            Consumer<String> log,
            Work work) {
        this.session = session;
        this.targets = targets;
        this.config = config;
        this.address = address;
        this.patience = patience;
        this.log = log;
        this.work = work;
    }

    SnmpConfig config() {
        return config;
    }

    /** Does what takes long elsewhere. */
    interface Work {
        <T> CompletionStage<T> run(Callable<T> work);
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
        if (config.version() != Version.V3) {
            return send(request(type, oids, repetitions), Targets.community(config, address));
        }
        Optional<Target<UdpAddress>> known = targets.known(config, address);
        if (known.isEmpty()) {
            return introduce().thenCompose(target -> answer(request(type, oids, repetitions), target));
        }
        return answer(request(type, oids, repetitions), known.get())
                .handle((pdu, failed) -> {
                    if (failed == null || !mayBeAnother(failed)) {
                        return failed == null
                                ? CompletableFuture.completedFuture(pdu)
                                : CompletableFuture.<PDU>failedFuture(failed);
                    }
                    log.accept("no answer of the engine that was known: maybe another has taken its place");
                    targets.forget(config, address);
                    return introduce().thenCompose(target -> answer(request(type, oids, repetitions), target));
                })
                .thenCompose(next -> next);
    }

    /**
     * Finds out which engine it is and makes the keys for it, before anything is signed: a request must not be sent again
     * while they are being made.
     */
    private CompletableFuture<Target<UdpAddress>> introduce() {
        session.forget(address);
        return send(request(PDU.GET, List.of(), 0), Targets.stranger(address)).thenCompose(said -> {
            byte[] engine = session.engine(address);
            return engine.length == 0
                    ? CompletableFuture.failedFuture(
                            new Trouble(Reason.PROTOCOL, "does not say which engine it is (RFC 3414, 4)"))
                    : work.run(() -> targets.make(config, address, engine));
        });
    }

    private CompletableFuture<PDU> answer(PDU request, Target<UdpAddress> target) {
        return send(request, target)
                .thenCompose(pdu -> pdu.getType() == PDU.REPORT
                        ? CompletableFuture.failedFuture(reported(pdu))
                        : CompletableFuture.completedFuture(pdu));
    }

    private CompletableFuture<PDU> send(PDU request, Target<UdpAddress> target) {
        if (over) {
            return CompletableFuture.failedFuture(new Trouble(Reason.TIMEOUT, "was not asked any more"));
        }
        target.setTimeout(patience);
        target.setRetries(config.retries());
        CompletableFuture<PDU> answer = session.send(request, target);
        waiting.set(answer);
        if (over) { // ended between the two
            answer.cancel(false);
        }
        return answer;
    }

    /** The report of an engine that is not the one that was asked is no answer to it (RFC 3412, 7.2.11): silence. */
    private static boolean mayBeAnother(Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        return cause instanceof Trouble trouble
                && (trouble.reason() == Reason.TIMEOUT || trouble.reason() == Reason.PROTOCOL);
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
