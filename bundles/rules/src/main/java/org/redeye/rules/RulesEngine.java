package org.redeye.rules;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.alert.Alerts;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.rule.Rehearsal;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.rule.Rules;
import org.redeye.api.schema.Binder;
import org.redeye.api.script.Scripts;
import org.redeye.api.section.Changes;
import org.redeye.api.section.Reconciler;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.redeye.api.series.Series;
import org.redeye.api.sla.StateHistory;
import org.redeye.api.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules engine as a service: one thread that tests, and one that tells the alerts engine. */
@Component(
        immediate = true,
        service = {Rules.class, Reconciler.class, Meters.class, SampleListener.class, CheckListener.class})
public final class RulesEngine implements Rules, Reconciler<RuleDeclaration>, Meters, SampleListener, CheckListener {

    private static final Logger LOG = LoggerFactory.getLogger(RulesEngine.class);
    private static final long STOP_SECONDS = 3;
    private static final long REPORT_PAUSE = 1_000;
    /** Between two series that are read for their past: what comes now goes first. */
    private static final long PAST_PAUSE = 2;

    private static final long PAST_IDLE = 200;

    private final Engine engine;
    private final Thread tester;
    private final Thread reporter;
    private final Thread reader;
    private volatile boolean stopped;
    private volatile @Nullable Checks checks;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StateHistory history;

    private final Drafts drafts;

    /** Begins to test what comes. */
    @Activate
    public RulesEngine(
            @Reference Series series,
            @Reference Events events,
            @Reference Platform platform,
            @Reference PluginRegistry plugins,
            @Reference Binder binder) {
        drafts = new Drafts(plugins, binder);
        engine = new Engine(Clock.systemUTC(), series, events, platform.node());
        tester = thread("rem-rules", () -> engine.step(engine.untilNext()));
        reporter = thread("rem-rules-report", this::report);
        reader = thread("rem-rules-past", this::remember);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Thread thread(String name, Work work) {
        var thread = new Thread(
                () -> {
                    while (!stopped) {
                        try {
                            work.run();
                        } catch (InterruptedException e) {
                            LOG.debug("{} ends", name);
                        } catch (RuntimeException | Error e) { // a fault in one place shall not end all rules
                            LOG.error("{} has stumbled and goes on", name, e);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void report() throws InterruptedException {
        engine.reporter.await(REPORT_PAUSE);
        engine.report();
    }

    private void remember() throws InterruptedException {
        Thread.sleep(engine.past.step(engine.clock.millis()) ? PAST_PAUSE : PAST_IDLE);
    }

    /** Ends; what was found is kept. */
    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        tester.interrupt();
        reporter.interrupt();
        tester.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        reporter.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS)); // not interrupted: that would close a file it reads from
        engine.keeper.flush();
    }

    /** The checks engine is there. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindChecks(Checks there) {
        checks = there;
        there.list().forEach(engine::stands);
    }

    /** The checks engine goes away. */
    void unbindChecks(Checks gone) {
        checks = checks == gone ? null : checks;
    }

    /** A store for how rules stand. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindStateStore(StateStore store) {
        engine.attach(store);
    }

    /** The store goes away. */
    void unbindStateStore(StateStore store) {
        engine.keeper.detach(store);
    }

    /** The alerts engine is there. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindAlerts(Alerts alerts) {
        engine.attach(alerts);
    }

    /** The alerts engine goes away. */
    void unbindAlerts(Alerts alerts) {
        engine.reporter.detach(alerts);
    }

    /** What runs scripts is there. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindScripts(Scripts scripts) {
        engine.scripts.attach(scripts);
        engine.responses.attach(scripts);
    }

    /** What runs scripts goes away. */
    void unbindScripts(Scripts scripts) {
        engine.scripts.detach(scripts);
        engine.responses.detach(scripts);
    }

    @Override
    public Class<RuleDeclaration> type() {
        return RuleDeclaration.class;
    }

    @Override
    public void apply(Changes<RuleDeclaration> changes) {
        engine.apply(changes);
    }

    @Override
    public void appended(List<Sample> samples) {
        engine.appended(samples);
    }

    @Override
    public void ended(String id, long at) {
        engine.ended(id, at);
    }

    @Override
    public void stands(CheckStatus status) {
        engine.stands(status);
    }

    @Override
    public void gone(String check) {
        engine.gone(check);
    }

    @Override
    public List<RuleStatus> list() {
        return engine.evaluator.read(
                rules -> rules.values().stream().map(Rule::status).toList());
    }

    @Override
    public Optional<RuleStatus> find(String id) {
        return engine.evaluator.read(rules -> Optional.ofNullable(rules.get(id)).map(Rule::status));
    }

    @Override
    public RuleDeclaration draft(String packageName, Map<String, Object> fields) {
        return drafts.read(packageName, fields);
    }

    @Override
    public Rehearsal rehearse(RuleDeclaration rule, Instant from, Instant to) {
        var sources = new Rehearser.Sources(
                engine.series, Optional.ofNullable(checks), Optional.ofNullable(history), engine.alerts());
        return new Rehearser(rule, from, to, sources).run();
    }

    @Override
    public List<Meter> read() {
        return new Health(engine).read();
    }
}
