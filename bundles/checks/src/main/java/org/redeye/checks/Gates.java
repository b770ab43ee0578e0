package org.redeye.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How much may be in flight: on this node, for one probe, at one host. First come, first served. Not thread-safe. */
final class Gates {

    private final Gate node;
    private final Map<String, Gate> hosts = new HashMap<>();
    private int perHost;

    Gates(int inFlight, int perHost) {
        this.node = new Gate(inFlight);
        this.perHost = perHost;
    }

    /** Changes the limits; who has a place keeps it, and who now gets one is handed to {@code entered}. */
    void limit(int inFlight, int atOneHost, Consumer<Run> entered) {
        node.limit(inFlight);
        perHost = atOneHost;
        admit(node, entered);
        hosts.values().forEach(gate -> {
            gate.limit(atOneHost);
            admit(gate, entered);
        });
    }

    int inFlight() {
        return node.used();
    }

    /** The gates that the runs of a check must pass; to be given back with {@link #part}. */
    List<Gate> join(ProbeEntry probe, String host) {
        if (probe.name.equals(Network.PROBE)) { // thousands of runs may wait for it, with their places
            return List.of(probe.gate);
        }
        return host.isEmpty()
                ? List.of(node, probe.gate)
                : List.of(
                        node,
                        probe.gate,
                        hosts.computeIfAbsent(host, name -> new Gate(perHost)).join());
    }

    /** Forgets the gate of a host that no check looks at any more. */
    void part(String host) {
        Gate gate = hosts.get(host);
        if (gate != null && gate.part()) {
            hosts.remove(host);
        }
    }

    /** How many hosts have a gate. */
    int hosts() {
        return hosts.size();
    }

    /** Takes a place at each gate of the run's path; if one is full, none is taken and the run waits there. */
    boolean enter(Run run) {
        for (Gate gate : run.path) {
            if (!gate.free()) {
                gate.await(run);
                run.waitsAt = gate;
                return false;
            }
        }
        for (Gate gate : run.path) {
            gate.enter();
        }
        run.waitsAt = null;
        return true;
    }

    /** Takes a run that waits out of the line. */
    void giveUp(Run run) {
        if (run.waitsAt != null) {
            run.waitsAt.giveUp(run);
            run.waitsAt = null;
        }
    }

    /** Gives the run's places back; those who got them are handed to {@code entered}. */
    void leave(Run run, Consumer<Run> entered) {
        for (Gate gate : run.path) {
            gate.leave();
        }
        for (Gate gate : run.path) {
            admit(gate, entered);
        }
    }

    /** Lets those in for whom there is room, after a limit was raised. */
    void admit(Gate gate, Consumer<Run> entered) {
        while (gate.free()) {
            Run waiter = gate.nextWaiter();
            if (waiter == null) {
                return;
            }
            if (enter(waiter)) {
                entered.accept(waiter);
            }
        }
    }
}
