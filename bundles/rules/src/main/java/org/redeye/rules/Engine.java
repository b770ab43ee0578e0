package org.redeye.rules;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.redeye.api.alert.Alerts;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.event.Events;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.redeye.api.series.Series;
import org.redeye.api.state.StateStore;
import org.redeye.rules.Inbox.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules engine without its threads: what comes is put aside at once, and looked at when {@link #step} is called. */
final class Engine implements SampleListener, CheckListener {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long LONGEST_WAIT = 250;
    /** How long a rule may be away before what it said is taken back. */
    private static final long UNCLAIMED = TimeUnit.HOURS.toMillis(1);

    private static final int MOST_EXPECTED = 100_000;
    private static final int PAGE = 1_000;

    final Clock clock;
    final Series series;
    final Evaluator evaluator;
    final Keeper keeper = new Keeper();
    final Reporter reporter;
    final Responses responses;
    final TestScripts scripts;
    final Past past;
    final Inbox inbox = new Inbox();
    final Consequences consequences;

    private final long started;
    private final Map<String, String> lastStates = new ConcurrentHashMap<>();
    private volatile boolean idle = true;
    private boolean claimed;
    private long expectAgain = Long.MAX_VALUE;
    private int expectTries;

    Engine(Clock clock, Series series, Events events, String node) {
        this.clock = clock;
        this.series = series;
        this.started = clock.millis();
        this.responses = new Responses(events);
        var told = new Consequences[1];
        this.reporter = new Reporter(condition -> told[0].told(condition));
        this.consequences = new Consequences(keeper, reporter, new Footprints(series, node), responses, events);
        told[0] = consequences;
        var wishes = new Past[1];
        this.evaluator =
                new Evaluator(consequences, (subject, from, to, now) -> wishes[0].want(subject, from, to, now));
        this.past = new Past(series, evaluator);
        wishes[0] = past;
        this.scripts = new TestScripts(evaluator);
    }

    // what comes

    @Override
    public void appended(List<Sample> samples) {
        if (!idle) {
            inbox.add(new News.Came(samples));
        }
    }

    @Override
    public void ended(String id, long at) {
        inbox.add(new News.Ended(id));
    }

    @Override
    public void stands(CheckStatus status) {
        String state = status.state() + "\n" + status.reason() + "\n" + status.since() + "\n"
                + status.declaration().host();
        if (!state.equals(lastStates.put(status.id(), state))) {
            inbox.add(new News.Stands(status));
        }
    }

    @Override
    public void gone(String check) {
        lastStates.remove(check);
        inbox.add(new News.Gone(check));
    }

    void apply(Changes<RuleDeclaration> changes) {
        evaluator.apply(changes, clock.millis());
        idle = evaluator.read(Map::isEmpty);
        expectAgain = 0;
        expectTries = 0;
        inbox.wake();
    }

    /** The store is there: what is known of the time before is taken up. */
    void attach(StateStore store) {
        long now = clock.millis();
        Map<String, Stored> known = keeper.attach(store);
        known.entrySet().removeIf(each -> {
            boolean recovered = each.getValue().level() == Level.OK;
            if (recovered) {
                consequences.tellAgain(
                        each.getKey(), each.getValue(), each.getValue().why(), now);
            }
            return recovered;
        });
        evaluator.restore(known, now);
        claimed = false;
    }

    /** The alerts engine is there: it is told all that fires. */
    void attach(Alerts alerts) {
        reporter.attach(alerts);
        evaluator.read(rules -> {
            rules.values().stream()
                    .filter(rule -> rule.firing > 0)
                    .flatMap(rule -> rule.subjects.values().stream())
                    .filter(subject -> subject.ladder.level() == Level.FIRING)
                    .forEach(consequences::tell);
            return true;
        });
    }

    // what is done about it

    /** How long nothing is due. */
    Duration untilNext() {
        long next = evaluator.next();
        long left = next == Long.MAX_VALUE ? LONGEST_WAIT : Math.max(0, next - clock.millis());
        return Duration.ofMillis(Math.min(LONGEST_WAIT, left));
    }

    /** Looks at all that came and all that is due; waits for it so long at most. */
    void step(Duration longest) throws InterruptedException {
        for (News news : inbox.take(longest.toMillis())) {
            look(news);
        }
        long now = clock.millis();
        evaluator.look(now);
        scripts.tick(now, clock::millis);
        consequences.tick(now);
        if (now >= expectAgain) {
            expect(now);
        }
        if (!claimed && now - started >= UNCLAIMED) {
            claimed = true;
            evaluator
                    .unclaimed()
                    .forEach((key, stored) ->
                            consequences.tellAgain(key, stored, "The rule is no longer declared.", now));
        }
    }

    private void look(News news) {
        long now = clock.millis();
        try {
            if (news instanceof News.Came came) {
                evaluator.samples(came.samples(), now);
            } else if (news instanceof News.Stands stands) {
                evaluator.stands(stands.status(), now);
            } else if (news instanceof News.Gone gone) {
                evaluator.gone(gone.check(), now);
            } else if (news instanceof News.Ended ended) {
                evaluator.ended(ended.series(), now);
            }
        } catch (RuntimeException e) { // one fault shall not end the watch over all else
            LOG.error("Rules have stumbled over {} and go on", news.getClass().getSimpleName(), e);
        }
    }

    /** Looks for series that were there before: they may be the ones that are missing. */
    private void expect(long now) {
        expectAgain = ++expectTries < 6 ? now + TimeUnit.SECONDS.toMillis(10) : Long.MAX_VALUE;
        for (String pattern : evaluator.expected()) {
            String after = "";
            for (int seen = 0; seen < MOST_EXPECTED; seen += PAGE) {
                var page = series.find(pattern, after, PAGE);
                evaluator.expect(page, now);
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1).id();
            }
        }
    }

    /** Tells the alerts engine what waits, and notes what was run. */
    void report() throws InterruptedException {
        reporter.step();
        responses.tick(reporter.alerts(), clock.millis());
    }

    Optional<Alerts> alerts() {
        return reporter.alerts();
    }
}
