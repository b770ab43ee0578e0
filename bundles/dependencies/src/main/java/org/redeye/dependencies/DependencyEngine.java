package org.redeye.dependencies;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.DependencyDeclaration;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine of dependencies as a service: keeps what is declared and how checks stand, and answers from that alone. */
@Component(service = {Dependencies.class, Reconciler.class, CheckListener.class, Meters.class})
public final class DependencyEngine implements Dependencies, Reconciler<DependencyDeclaration>, CheckListener, Meters {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyEngine.class);

    private final Clock clock;
    private final Standings standings = new Standings();
    private final Ground ground = new Ground(standings);
    private final LongAdder asked = new LongAdder();
    private volatile List<String> circles = List.of();

    /** Begins with nothing declared. */
    @Activate
    public DependencyEngine() {
        this(Clock.systemUTC());
    }

    DependencyEngine(Clock clock) {
        this.clock = clock;
    }

    /** The checks as they stand now; what changes comes to {@link #stands}. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindChecks(Checks checks) {
        List<CheckStatus> all = checks.list();
        standings.retain(all.stream().map(CheckStatus::id).toList());
        all.forEach(standings::put);
    }

    /** The checks engine goes away: what it said last stands. */
    void unbindChecks(Checks checks) {
        LOG.debug("No checks engine; {} checks stand as they did", standings.size());
    }

    @Override
    public Class<DependencyDeclaration> type() {
        return DependencyDeclaration.class;
    }

    @Override
    public void apply(Changes<DependencyDeclaration> changes) {
        ground.apply(changes);
        List<String> before = circles;
        circles = new Survey(ground, standings).circles();
        circles.stream().filter(circle -> !before.contains(circle)).forEach(LOG::warn);
    }

    @Override
    public void stands(CheckStatus status) {
        standings.put(status);
    }

    @Override
    public void gone(String check) {
        standings.remove(check);
    }

    @Override
    public Blame blame(Condition condition) {
        asked.increment();
        long at = Math.min(condition.at().toEpochMilli(), clock.millis());
        var walk = new Walk(ground, standings, at);
        Optional<Standing> subject = standings.subject(condition.subject());
        String check = subject.map(Standing::check)
                .filter(id -> !standings.isPending(id))
                .orElse("");
        long lastRun = subject.map(Standing::at).orElse(Long.MAX_VALUE);
        Blame answer = Blame.ITSELF;
        for (Node node : nodes(condition, subject)) {
            Blame blame = walk.blame(node, check, lastRun);
            if (blame.verdict() == Verdict.PARENTS) {
                return blame;
            }
            answer = blame.verdict() == Verdict.UNSURE ? blame : answer;
        }
        return answer;
    }

    /** The host, and the services, that a condition is about. */
    private List<Node> nodes(Condition condition, Optional<Standing> subject) {
        var nodes = new ArrayList<Node>();
        String place = subject.map(Standing::place).orElse("");
        if (place.isEmpty() && !condition.host().isEmpty()) {
            String own = condition.packageName() + "/" + condition.host();
            place = ground.find(own).isPresent()
                    ? own
                    : standings.place(condition.host()).orElse("");
        }
        ground.find(place).ifPresent(nodes::add);
        subject.ifPresent(standing -> standings.services(standing.check()).forEach(key -> ground.find(key)
                .ifPresent(nodes::add)));
        return nodes;
    }

    @Override
    public List<String> dependents(String packageName, String name) {
        return ground.dependents(packageName + "/" + name);
    }

    @Override
    public List<String> findings() {
        var findings = new ArrayList<>(circles);
        findings.addAll(new Survey(ground, standings).strangers());
        return findings;
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.gauge("dependencies_declared", "Hosts and services that stand on something", ground.size()),
                Meter.gauge("dependencies_circles", "Circles of things that stand on each other", circles.size()),
                Meter.counter("dependencies_asked_total", "Questions who is to blame", asked.sum()));
    }
}
