package org.redeye.probe.snmp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.redeye.api.probe.Reason;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** Gets single values, as many at once as the agent takes. Its steps follow each other. */
final class Getter {

    /** Values asked for at once: their answer fits into one packet, whatever they are called. */
    private static final int AT_ONCE = 20;

    private final Talk talk;
    private final Deque<List<OID>> open = new ArrayDeque<>();
    private final Map<OID, Variable> values = new LinkedHashMap<>();
    private final CompletableFuture<Map<OID, Variable>> result = new CompletableFuture<>();

    Getter(Talk talk, List<OID> oids) {
        this.talk = talk;
        for (int i = 0; i < oids.size(); i += AT_ONCE) {
            open.add(oids.subList(i, Math.min(oids.size(), i + AT_ONCE)));
        }
    }

    /** The values there are by OID; one that the agent has not is left out. Fails with a {@link Trouble}. */
    CompletableFuture<Map<OID, Variable>> get() {
        next();
        return result;
    }

    private void next() {
        List<OID> asked = open.poll();
        if (asked == null) {
            result.complete(values);
            return;
        }
        talk.ask(PDU.GET, asked, 0).whenComplete((answer, failed) -> {
            try {
                if (failed != null) {
                    result.completeExceptionally(failed);
                } else {
                    take(asked, answer);
                    next();
                }
            } catch (Trouble | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }

    private void take(List<OID> asked, PDU answer) throws Trouble {
        switch (answer.getErrorStatus()) {
            case PDU.noError -> keep(asked, answer);
            case PDU.tooBig -> halve(asked, answer);
            case PDU.noSuchName -> without(asked, answer);
            default -> throw Statuses.of(answer);
        }
    }

    private void keep(List<OID> asked, PDU answer) throws Trouble {
        if (answer.size() != asked.size()) {
            throw new Trouble(
                    Reason.PROTOCOL,
                    "answered with " + answer.size() + " values where " + asked.size() + " were asked for");
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!answer.get(i).getOid().equals(asked.get(i))) {
                throw new Trouble(
                        Reason.PROTOCOL,
                        "answered with " + answer.get(i).getOid() + " where " + asked.get(i) + " was asked for");
            }
            if (!answer.get(i).isException()) { // noSuchObject, noSuchInstance
                values.put(asked.get(i), answer.get(i).getVariable());
            }
        }
    }

    private void halve(List<OID> asked, PDU answer) throws Trouble {
        if (asked.size() == 1) {
            throw Statuses.of(answer);
        }
        open.addFirst(asked.subList(asked.size() / 2, asked.size()));
        open.addFirst(asked.subList(0, asked.size() / 2));
    }

    /** As version 1 says that one is not there: nothing of the others is answered. */
    private void without(List<OID> asked, PDU answer) throws Trouble {
        int index = answer.getErrorIndex();
        if (index < 1 || index > asked.size()) {
            throw new Trouble(Reason.PROTOCOL, "says that object " + index + " of " + asked.size() + " is not there");
        }
        var others = new ArrayList<>(asked);
        others.remove(index - 1);
        if (!others.isEmpty()) {
            open.addFirst(others);
        }
    }
}
