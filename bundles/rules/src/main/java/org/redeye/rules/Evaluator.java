package org.redeye.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;

/**
 * All rules and what they watch. Each sample and state is brought to the rules that watch it, which are looked for once and then
 * remembered. Thread-safe: one lock, held briefly.
 */
final class Evaluator {

    /** Subjects of all rules together; what is beyond is not watched, and counted. */
    static final int MOST_SUBJECTS = 1_000_000;

    private static final int MOST_REMEMBERED = 500_000;
    private static final List<Subject> NOBODY = List.of();

    private final Outcomes outcomes;
    private final Wish past;
    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, Facts> facts = new HashMap<>();
    private final Map<SeriesKey, List<Subject>> bySeries = new HashMap<>();
    private final Map<String, List<Subject>> byCheck = new HashMap<>();
    /** Series that are watched, by id. */
    private final Map<String, List<Subject>> byId = new HashMap<>();

    private final Agenda agenda = new Agenda();
    private Map<String, Stored> stored = new HashMap<>();
    private Index index = Index.EMPTY;
    /** Metrics that expressions ask for. */
    private Set<String> asked = Set.of();

    private int subjects;
    private long leftOut;
    private long evaluationsBefore;

    /** What wants the past of a subject to be read: its stretch. */
    interface Wish {
        void want(Subject subject, long from, long to, long now);
    }

    Evaluator(Outcomes outcomes, Wish past) {
        this.outcomes = outcomes;
        this.past = past;
    }

    /** Takes over how subjects stood when the last process ended. */
    synchronized void restore(Map<String, Stored> known, long now) {
        stored = new HashMap<>(known);
        rules.values().forEach(rule -> revive(rule, now));
    }

    /** What was stored of subjects whose rules nobody declares, with that; they are forgotten. */
    synchronized Map<String, Stored> unclaimed() {
        Map<String, Stored> left = stored;
        stored = new HashMap<>();
        return left;
    }

    /** Makes a difference real. */
    synchronized void apply(Changes<RuleDeclaration> changes, long now) {
        changes.removed().forEach(gone -> remove(gone.id(), "The rule is no longer declared.", now));
        changes.changed().forEach(next -> change(next, now));
        changes.added().forEach(next -> change(next, now));
        index = new Index(rules.values());
        var names = new HashSet<String>();
        rules.values().forEach(rule -> rule.formula.ifPresent(formula -> names.addAll(formula.metrics())));
        asked = Set.copyOf(names);
        bySeries.clear();
        byCheck.clear();
        byId.clear();
        rules.values().forEach(this::remember);
        for (Facts known : List.copyOf(facts.values())) {
            stand(known, now);
        }
    }

    /** What ends though it has no more samples is found by its id. */
    private void remember(Rule rule) {
        for (Subject subject : rule.subjects.values()) {
            if (!subject.target.metric().isEmpty()) {
                List<Subject> known = byId.getOrDefault(subject.target.id(), NOBODY);
                var more = new ArrayList<>(known);
                more.add(subject);
                byId.put(subject.target.id(), more);
            }
        }
    }

    private void change(RuleDeclaration next, long now) {
        Rule before = rules.get(next.id());
        var rule = new Rule(next, now);
        rules.put(next.id(), rule);
        if (before != null) {
            evaluationsBefore += before.evaluations;
            before.subjects.values().forEach(subject -> handOver(rule, subject, now));
        }
        revive(rule, now);
    }

    /** A rule that has changed goes on with what it watched, if it still does; what fires stays so until it is tested anew. */
    private void handOver(Rule rule, Subject before, long now) {
        before.gone = true;
        subjects--;
        Target target = before.target;
        boolean stays = rule.fits(target.check()) && rule.fits(target.metric(), target.item(), before.facts.host);
        if (!stays) {
            outcomes.left(before, "The rule watches it no longer.", now);
            return;
        }
        Subject next = watch(rule, target, before.facts, now).orElse(before);
        if (next != before && before.ladder.level() != Level.OK) {
            next.restore(before.ladder.level(), before.ladder.since(), before.ladder.badSince(), before.value);
            next.told = before.told;
            rule.moved(Level.OK, next.ladder.level(), now);
        }
    }

    private void remove(String id, String why, long now) {
        Rule rule = rules.remove(id);
        if (rule != null) {
            evaluationsBefore += rule.evaluations;
            rule.subjects.values().forEach(subject -> {
                subject.gone = true;
                subjects--;
                outcomes.left(subject, why, now);
            });
        }
    }

    private void revive(Rule rule, long now) {
        String prefix = rule.id() + "|";
        if (stored.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Stored> each : List.copyOf(stored.entrySet())) {
            if (each.getKey().startsWith(prefix)) {
                stored.remove(each.getKey());
                Stored was = each.getValue();
                Facts known = facts(was.target().check());
                watch(rule, was.target(), known, now).ifPresent(subject -> {
                    subject.restore(was.level(), was.since(), was.badSince(), was.value());
                    subject.told = was.level() == Level.FIRING;
                    subject.toldBefore = was.why();
                    rule.moved(Level.OK, was.level(), now);
                    outcomes.moved(subject, was.level(), now);
                    agenda.plan(subject);
                });
            }
        }
    }

    private Optional<Subject> watch(Rule rule, Target target, Facts known, long now) {
        Subject there = rule.subjects.get(target.id());
        if (there != null) {
            return Optional.of(there);
        }
        if (subjects >= MOST_SUBJECTS) {
            leftOut++;
            return Optional.empty();
        }
        subjects++;
        var subject = new Subject(rule, target, known, now);
        rule.subjects.put(target.id(), subject);
        if (rule.declaration.criterion() instanceof Criterion.Missing) {
            known.await(subject);
        }
        agenda.plan(subject);
        return Optional.of(subject);
    }

    /** Takes samples. */
    synchronized void samples(List<Sample> samples, long now) {
        if (!asked.isEmpty()) {
            for (Sample sample : samples) { // first all of them: an expression looks at several of one run
                if (asked.contains(sample.key().metric())) {
                    facts(sample.key().check())
                            .note(sample.key().metric(), sample.key().item(), sample.value());
                }
            }
        }
        String metric = "";
        boolean watched = false;
        for (Sample sample : samples) {
            if (!sample.key().metric().equals(metric)) { // an outcome of thousands of values has few metrics
                metric = sample.key().metric();
                watched = index.watches(metric);
            }
            if (watched) {
                sample(sample, now);
            }
        }
    }

    private void sample(Sample sample, long now) {
        for (Subject subject : watching(sample.key(), now)) {
            Level before = subject.ladder.level();
            after(subject, before, subject.sample(sample.at(), sample.value()), now);
            if (subject.wantsPast()) {
                past.want(subject, subject.pastFrom(), subject.pastTo(), now);
            }
        }
    }

    /** What was stored of a series before the first sample of a subject. */
    synchronized void remember(Subject subject, Points before) {
        if (!subject.gone) {
            subject.remember(before);
            agenda.plan(subject);
        }
    }

    private List<Subject> watching(SeriesKey key, long now) {
        List<Subject> known = bySeries.get(key);
        if (known == null || (!known.isEmpty() && known.get(0).gone)) {
            known = rules.containsKey(key.check()) ? NOBODY : look(Target.of(key), now);
            if (bySeries.size() >= MOST_REMEMBERED) {
                bySeries.clear();
            }
            bySeries.put(key, known);
            if (!known.isEmpty()) {
                byId.put(key.id(), known);
            }
        }
        return known;
    }

    private List<Subject> look(Target target, long now) {
        Facts known = facts.get(target.check());
        String host = known == null ? new Facts(target.check()).host : known.host;
        Set<Rule> found = index.find(target.check(), target.metric(), target.item(), host);
        if (found.isEmpty()) {
            return NOBODY;
        }
        var watching = new ArrayList<Subject>(found.size());
        found.forEach(rule -> watch(rule, target, facts(target.check()), now).ifPresent(watching::add));
        return List.copyOf(watching);
    }

    private Facts facts(String check) {
        return facts.computeIfAbsent(check, Facts::new);
    }

    private void after(Subject subject, Level before, boolean moved, long now) {
        if (moved) {
            subject.rule.moved(before, subject.ladder.level(), now);
            outcomes.moved(subject, before, now);
        }
        agenda.plan(subject);
    }

    /** Takes how a check stands. */
    synchronized void stands(CheckStatus status, long now) {
        Facts known = facts(status.id());
        boolean host = !known.host.equals(status.declaration().host());
        if (known.excused() && status.state() != CheckState.PENDING) {
            known.excusedUntil = now;
        }
        known.host = status.declaration().host();
        known.state = status.state();
        known.reason = status.reason();
        known.message = status.message();
        known.since = status.since().toEpochMilli();
        if (host) {
            byCheck.remove(status.id());
            bySeries.keySet().removeIf(key -> key.check().equals(status.id()));
        }
        stand(known, now);
        known.waiting().forEach(agenda::plan); // what was excused is expected again
    }

    private void stand(Facts known, long now) {
        if (known.since == Ladder.NONE) {
            return; // only its series are known
        }
        List<Subject> watching = byCheck.computeIfAbsent(known.check, check -> look(Target.of(check), now));
        for (Subject subject : watching) {
            Level before = subject.ladder.level();
            after(subject, before, subject.state(known.since), now);
        }
    }

    /** A check is no longer declared. */
    synchronized void gone(String check, long now) {
        leave(Optional.ofNullable(byCheck.remove(check)).orElse(NOBODY), "The check is no longer declared.", now);
        facts.remove(check);
    }

    /** A series has ended. */
    synchronized void ended(String id, long now) {
        leave(
                Optional.ofNullable(byId.remove(id)).orElse(NOBODY),
                "The series has ended: its check or item is gone.",
                now);
    }

    private void leave(List<Subject> those, String why, long now) {
        for (Subject subject : those) {
            if (!subject.gone && subject.rule.subjects.remove(subject.target.id()) != null) {
                subject.gone = true;
                subjects--;
                subject.rule.moved(subject.ladder.level(), Level.OK, now);
                outcomes.left(subject, why, now);
            }
        }
    }

    /** Series that were there before the start: their samples may be missing from now on. */
    synchronized void expect(Collection<SeriesInfo> series, long now) {
        for (SeriesInfo info : series) {
            if (info.endedAt() == 0) {
                watching(info.key(), now);
            }
        }
    }

    /** Rules that wait for samples that do not come, with the patterns of their series. */
    synchronized Set<String> expected() {
        var patterns = new HashSet<String>();
        for (Rule rule : rules.values()) {
            if (rule.declaration.criterion() instanceof Criterion.Missing) {
                rule.checks.forEach(check ->
                        patterns.add(check + ":" + rule.declaration.selector().metric() + "*"));
            }
        }
        return patterns;
    }

    /** What a script has said of its rule. */
    synchronized void said(String rule, ScriptVerdict said, long now) {
        Rule asked = rules.get(rule);
        if (asked == null) {
            return;
        }
        asked.broken = said.failure();
        if (said.failure().isEmpty()) {
            var target = new Target(rule, rule, "", "", "", 0);
            watch(asked, target, facts(rule), now).ifPresent(subject -> {
                Level before = subject.ladder.level();
                after(subject, before, subject.said(said.firing(), said.value(), said.text(), now), now);
            });
        }
    }

    /** Does all that is due. */
    synchronized void look(long now) {
        agenda.look(now, subject -> {
            Level before = subject.ladder.level();
            after(subject, before, subject.look(now), now);
        });
    }

    /** When something is due next; {@link Long#MAX_VALUE} if nothing. */
    synchronized long next() {
        return agenda.next();
    }

    /** Reads something of all rules, which are ordered by id. */
    synchronized <T> T read(java.util.function.Function<Map<String, Rule>, T> reader) {
        return reader.apply(rules);
    }

    synchronized int subjects() {
        return subjects;
    }

    synchronized long leftOut() {
        return leftOut;
    }

    synchronized long evaluations() {
        long all = evaluationsBefore;
        for (Rule rule : rules.values()) {
            all += rule.evaluations;
        }
        return all;
    }
}
