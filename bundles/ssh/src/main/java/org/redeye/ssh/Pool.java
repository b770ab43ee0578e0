package org.redeye.ssh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.SshTarget;

/** The connections there are, and who uses them. Thread-safe; opens and closes none itself. */
final class Pool {

    /** Commands at once over one connection: below {@code MaxSessions}, which is 10 where nobody has changed it. */
    static final int MOST_COMMANDS = 8;

    /** Connections to one target: below {@code MaxStartups}, which begins to refuse at 10. */
    static final int MOST_PER_TARGET = 8;

    private static final int MOST = 1_000;
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HostKeys hostKeys;
    private final Map<SshTarget, List<Link>> links = new HashMap<>();
    private int count;

    Pool(HostKeys hostKeys) {
        this.hostKeys = hostKeys;
    }

    /**
     * A connection for one command.
     *
     * @param link to be given back
     * @param fresh whether the caller is to open it
     * @param shared whether it was there and had been used
     */
    record Lease(Link link, boolean fresh, boolean shared) {}

    /** @throws SshFailure if there are too many already */
    synchronized Lease take(SshTarget target, boolean insistOnNew) throws SshFailure {
        List<Link> those = links.computeIfAbsent(target, any -> new ArrayList<>());
        for (Link link : insistOnNew ? List.<Link>of() : those) {
            if (link.usable() && !link.discarded && link.commands < MOST_COMMANDS) {
                link.commands++;
                boolean shared = link.used;
                link.used = true;
                return new Lease(link, false, shared);
            }
        }
        if (those.size() >= MOST_PER_TARGET || count >= MOST) {
            int all = those.size();
            if (all == 0) {
                links.remove(target);
            }
            throw new SshFailure(
                    Reason.OVERLOAD,
                    "There is no room for one more connection to " + target.place() + ": " + all + " to it and " + count
                            + " in all are open; allowed are " + MOST_PER_TARGET + " and " + MOST + ".");
        }
        var link = new Link(target, hostKeys);
        link.commands = 1;
        link.used = true;
        those.add(link);
        count++;
        return new Lease(link, true, false);
    }

    /**
     * Gives a connection back.
     *
     * @param good whether it may be used again
     * @param now {@link System#nanoTime}
     * @return those that nobody needs any more, to be closed
     */
    synchronized List<Link> giveBack(Link link, boolean good, long now) {
        link.commands--;
        link.idleSince = now;
        link.discarded |= !good || !link.usable();
        return link.discarded && link.commands == 0 && remove(link) ? List.of(link) : List.of();
    }

    /** Takes out what has not been used for a while, to be closed. */
    synchronized List<Link> idle(long now) {
        List<Link> idle = links.values().stream()
                .flatMap(List::stream)
                .filter(link -> link.commands == 0 && (!link.usable() || now - link.idleSince >= IDLE_NANOS))
                .toList();
        idle.forEach(this::remove);
        return idle;
    }

    /** Takes out all, to be closed. */
    synchronized List<Link> all() {
        List<Link> all = links.values().stream().flatMap(List::stream).toList();
        links.clear();
        count = 0;
        return all;
    }

    synchronized int size() {
        return count;
    }

    private boolean remove(Link link) {
        List<Link> those = links.getOrDefault(link.target(), List.of());
        boolean there = those.remove(link);
        if (there) {
            count--;
        }
        if (there && those.isEmpty()) {
            links.remove(link.target());
        }
        return there;
    }
}
