package org.redeye.dependencies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.redeye.api.alert.Dependencies.Blame;
import org.redeye.api.alert.Dependencies.Verdict;
import org.redeye.api.check.CheckState;

/**
 * One question: whether what a host or service stands on is broken. What a check says counts if it was found at or after the
 * time of the question. Something of which no check says anything is broken when all that it stands on is. Not thread-safe;
 * it ends also where things stand on each other in a circle.
 */
final class Walk {

    /** So many steps up are taken; what lies beyond counts as whole. */
    private static final int DEEPEST = 200;

    private static final int MOST_NAMES = 5;

    /** How something stands. */
    private enum Being {
        UP,
        DOWN,
        UNSURE
    }

    /**
     * What was found of something.
     *
     * @param being how it stands
     * @param checks those that say so, or should be asked
     * @param since when it came up; 0 if it never was down as far as is known
     */
    private record Finding(Being being, Collection<String> checks, long since) {
        static final Finding WHOLE = new Finding(Being.UP, List.of(), 0);
    }

    private final Ground ground;
    private final Standings standings;
    private final long at;
    private final Map<String, Finding> found = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /** @param at of what time it is asked, milliseconds since the epoch */
    Walk(Ground ground, Standings standings, long at) {
        this.ground = ground;
        this.standings = standings;
        this.at = at;
    }

    /**
     * Who is to blame for what a host or service shows.
     *
     * @param lastRun when the check that shows it ran last; greater than any time if it cannot be run again
     */
    Blame blame(Node node, String check, long lastRun) {
        Finding ways = ways(node);
        return switch (ways.being()) {
            case DOWN -> broken(node);
            case UNSURE ->
                new Blame(
                        Verdict.UNSURE,
                        List.copyOf(ways.checks()),
                        "What is known of what " + node.declaration().name() + " stands on is older than this.");
            case UP ->
                ways.since() <= lastRun || check.isEmpty()
                        ? Blame.ITSELF
                        : new Blame(
                                Verdict.UNSURE,
                                List.of(check),
                                "What " + node.declaration().name() + " stands on has come back since " + check
                                        + " ran.");
        };
    }

    private Blame broken(Node node) {
        var roots = new TreeSet<String>();
        node.ways().forEach(way -> way.forEach(name -> roots(name, roots, new HashSet<>())));
        roots.remove(node.key()); // a circle: who would be called about if each blamed the next?
        if (roots.isEmpty()) {
            return Blame.ITSELF;
        }
        var checks = new LinkedHashSet<String>();
        roots.forEach(root -> checks.addAll(find(root).checks()));
        String own = node.declaration().packageName() + "/";
        String names = roots.stream()
                .limit(MOST_NAMES)
                .map(root -> root.startsWith(own) ? root.substring(own.length()) : root)
                .collect(Collectors.joining(", "));
        String more = roots.size() > MOST_NAMES ? " and " + (roots.size() - MOST_NAMES) + " more" : "";
        return new Blame(
                Verdict.PARENTS,
                List.copyOf(checks),
                node.declaration().name() + " stands on " + names + more
                        + (roots.size() == 1 ? ", which is down." : ", which are down."));
    }

    /** What is down of itself, not because of what it stands on. */
    private void roots(String name, Set<String> roots, Set<String> seen) {
        if (find(name).being() != Being.DOWN || !seen.add(name) || seen.size() > DEEPEST) {
            return;
        }
        var further = new TreeSet<String>();
        ground.find(name).filter(node -> ways(node).being() == Being.DOWN).ifPresent(node -> node.ways()
                .forEach(way -> way.forEach(each -> roots(each, further, seen))));
        if (further.isEmpty()) {
            roots.add(name);
        }
        roots.addAll(further);
    }

    /** How all that something stands on stands: one whole way is enough. */
    private Finding ways(Node node) {
        var checks = new ArrayList<String>();
        boolean whole = node.ways().isEmpty();
        boolean unsure = false;
        long since = whole ? 0 : Long.MAX_VALUE;
        for (List<String> way : node.ways()) {
            Finding finding = way(way);
            whole |= finding.being() == Being.UP;
            unsure |= finding.being() == Being.UNSURE;
            if (finding.being() == Being.UP) {
                since = Math.min(since, finding.since());
            } else if (finding.being() == Being.UNSURE) {
                checks.addAll(finding.checks());
            }
        }
        if (whole) {
            return new Finding(Being.UP, List.of(), since);
        }
        return unsure ? new Finding(Being.UNSURE, checks, 0) : new Finding(Being.DOWN, List.of(), 0);
    }

    /** How one way stands: each part of it has to be whole. */
    private Finding way(List<String> names) {
        var checks = new ArrayList<String>();
        long since = 0;
        for (String name : names) {
            Finding finding = find(name);
            if (finding.being() == Being.DOWN) {
                return finding;
            }
            if (finding.being() == Being.UNSURE) {
                checks.addAll(finding.checks());
            }
            since = Math.max(since, finding.since());
        }
        return checks.isEmpty() ? new Finding(Being.UP, List.of(), since) : new Finding(Being.UNSURE, checks, 0);
    }

    private Finding find(String name) {
        Finding known = found.get(name);
        if (known != null) {
            return known;
        }
        if (open.size() >= DEEPEST || !open.add(name)) {
            return Finding.WHOLE; // a circle: nothing stands on itself
        }
        Finding finding = look(name);
        open.remove(name);
        found.put(name, finding);
        return finding;
    }

    private Finding look(String name) {
        Node node = ground.find(name).orElse(null);
        boolean host = node == null || node.isHost();
        var down = new ArrayList<String>();
        var old = new ArrayList<String>();
        var doubtful = new ArrayList<String>();
        long up = Long.MAX_VALUE;
        for (String check : standings.of(name, host)) {
            Standing standing = standings.find(check).orElse(null);
            if (standing == null || standing.state() == CheckState.PENDING) {
                continue; // nobody can tell
            }
            boolean fresh = standing.at() >= at;
            if (standing.state() == CheckState.UNKNOWN) {
                doubtful.addAll(fresh ? List.of() : List.of(check));
            } else if (!fresh) {
                old.add(check);
            } else if (standing.isUp(host)) {
                up = Math.min(up, standing.since());
            } else if (standing.isDown(host)) {
                down.add(check);
            }
        }
        if (up != Long.MAX_VALUE) {
            return new Finding(Being.UP, List.of(), up);
        }
        if (!old.isEmpty() || down.isEmpty() && !doubtful.isEmpty()) {
            old.addAll(doubtful);
            return new Finding(Being.UNSURE, old, 0);
        }
        if (!down.isEmpty()) {
            return new Finding(Being.DOWN, down, 0);
        }
        return node == null || node.ways().isEmpty() ? Finding.WHOLE : ways(node);
    }
}
