package org.redeye.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Alerts;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.Rehearsal;
import org.redeye.api.rule.Rehearsal.Firing;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.sla.StateHistory;

/** Plays stored history to a rule, through the same tests that samples go through, with the time that they had. */
final class Rehearser {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_FORESEEN = Duration.ofDays(31);
    private static final int MOST_FIRINGS = 1_000;
    private static final int MOST_CALLED = 100;
    private static final int MOST_SUBJECTS = 1_000;
    private static final int MOST_POINTS = 20_000;
    private static final long MOST_NANOS = 50_000_000_000L;

    /** Where history comes from; some of it may be away. */
    record Sources(Series series, Optional<Checks> checks, Optional<StateHistory> history, Optional<Alerts> alerts) {}

    private final RuleDeclaration declaration;
    private final Instant from;
    private final Instant to;
    private final Sources sources;
    private final List<Firing> firings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Facts> facts = new LinkedHashMap<>();
    private final long deadline = System.nanoTime() + MOST_NANOS;
    private final Rule rule;
    private int subjects;
    private long samples;
    private long step;
    private int gaps;

    Rehearser(RuleDeclaration declaration, Instant from, Instant to, Sources sources) {
        this.declaration = declaration;
        this.from = from;
        this.to = to;
        this.sources = sources;
        this.rule = new Rule(declaration, from.toEpochMilli());
    }

    Rehearsal run() {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A rehearsal is from an earlier to a later time, at most 366 days.");
        }
        if (!rule.broken.isEmpty()) {
            throw new IllegalArgumentException(rule.broken);
        }
        if (declaration.criterion() instanceof Criterion.Script) {
            notes.add("Scripts are not run over history.");
        } else if (declaration.selector().states()) {
            states();
        } else {
            series();
        }
        if (gaps > 0) {
            notes.add(gaps + " of " + (samples + gaps) + " points of the history are unknown.");
        }
        if (subjects == 0 && notes.isEmpty()) {
            notes.add("The rule would have watched nothing.");
        }
        firings.sort(Comparator.comparing(Firing::at).thenComparing(Firing::subject));
        return new Rehearsal(declaration, from, to, subjects, samples, step, called(), firings.size(), notes);
    }

    private List<Firing> called() {
        var called = new ArrayList<Firing>();
        for (Firing firing : firings.subList(0, Math.min(MOST_FIRINGS, firings.size()))) {
            called.add(called.size() < MOST_CALLED ? foresee(firing) : firing);
        }
        if (sources.alerts().isEmpty()) {
            notes.add("Whom it would have called is not known: the alerts engine is not running.");
        }
        return called;
    }

    private Firing foresee(Firing firing) {
        if (sources.alerts().isEmpty()) {
            return firing;
        }
        var target = new Target(firing.subject(), checkOf(firing.subject()), "", "", "", 0);
        var subject = new Subject(rule, target, host(target.check()), from.toEpochMilli());
        subject.restore(Level.FIRING, firing.at().toEpochMilli(), firing.at().toEpochMilli(), firing.value());
        Duration length = Duration.between(firing.at(), firing.until().orElse(to));
        Duration bounded = length.compareTo(LONGEST_FORESEEN) > 0 ? LONGEST_FORESEEN : length;
        try {
            List<AlertEntry> calls =
                    sources.alerts().get().foresee(new Wording(subject).condition(), firing.at(), bounded);
            return new Firing(firing.subject(), firing.at(), firing.until(), firing.value(), calls);
        } catch (RuntimeException e) {
            String note = "Whom it would have called is not known: " + e.getMessage();
            if (!notes.contains(note)) {
                notes.add(note);
            }
            return firing;
        }
    }

    private static String checkOf(String subject) {
        int colon = subject.indexOf(':');
        return colon < 0 ? subject : subject.substring(0, colon);
    }

    // series

    private void series() {
        for (SeriesInfo info : found()) {
            if (System.nanoTime() - deadline > 0) {
                notes.add("The time was not enough for all series: " + subjects + " were looked at.");
                return;
            }
            subjects++;
            play(info);
        }
    }

    private List<SeriesInfo> found() {
        var found = new LinkedHashMap<String, SeriesInfo>();
        for (var check : rule.checks) {
            String after = "";
            List<SeriesInfo> page;
            do {
                page = sources.series().find(check.pattern() + ":*", after, MOST_SUBJECTS);
                for (SeriesInfo info : page) {
                    after = info.id();
                    if (fits(info)) {
                        found.put(info.id(), info);
                    }
                }
            } while (page.size() == MOST_SUBJECTS && found.size() < MOST_SUBJECTS);
        }
        if (found.size() >= MOST_SUBJECTS) {
            notes.add("More than " + MOST_SUBJECTS + " series fit; the first of them were looked at.");
        }
        return found.values().stream().limit(MOST_SUBJECTS).toList();
    }

    private boolean fits(SeriesInfo info) {
        return rule.fits(info.key().check())
                && rule.fits(
                        info.key().metric(), info.key().item(), host(info.key().check()).host);
    }

    private Facts host(String check) {
        return facts.computeIfAbsent(check, id -> {
            var known = new Facts(id);
            sources.checks()
                    .flatMap(there -> there.find(id))
                    .ifPresent(status -> known.host = status.declaration().host());
            known.state = CheckState.OK;
            return known;
        });
    }

    private void play(SeriesInfo info) {
        Facts known = host(info.key().check());
        long lead = declaration.over().plus(declaration.hold()).toMillis();
        var subject = new Subject(rule, Target.of(info.key()), known, from.toEpochMilli());
        var others = others(info);
        long own = Math.max(1, info.key().step().toMillis());
        long begin = from.toEpochMilli() - lead;
        long whole = to.toEpochMilli() - begin;
        long wanted = Math.max(own, (whole / MOST_POINTS / own) * own);
        long slice = wanted * MOST_POINTS / 4;
        var watch = new Watch(subject);
        for (long at = begin; at < to.toEpochMilli(); at += slice) {
            Optional<Points> points = read(info.id(), at, Math.min(to.toEpochMilli(), at + slice), wanted);
            points.ifPresent(read -> feed(read, watch, known, others));
        }
        watch.end();
    }

    private Optional<Points> read(String id, long begin, long end, long wanted) {
        return sources.series().read(id, begin, end, wanted, Consolidation.AVERAGE);
    }

    private void feed(Points points, Watch watch, Facts known, Map<String, SeriesInfo> others) {
        step = Math.max(step, points.step());
        var beside = new LinkedHashMap<String, Points>();
        others.forEach((metric, info) -> read(
                        info.id(), points.from(), points.from() + points.size() * points.step(), points.step())
                .ifPresent(read -> beside.put(metric, read)));
        for (int i = 0; i < points.size(); i++) {
            long at = points.at(i);
            double value = points.values()[i];
            if (Double.isNaN(value)) {
                gaps += at >= from.toEpochMilli() ? 1 : 0;
                continue;
            }
            samples += at >= from.toEpochMilli() ? 1 : 0;
            beside.forEach((metric, other) -> {
                int place = (int) ((at - other.from()) / other.step());
                if (place >= 0 && place < other.size() && !Double.isNaN(other.values()[place])) {
                    known.note(metric, "", other.values()[place]);
                }
            });
            watch.sample(at, value);
        }
    }

    /** The other metrics of its check that its expression asks for. */
    private Map<String, SeriesInfo> others(SeriesInfo info) {
        var others = new LinkedHashMap<String, SeriesInfo>();
        rule.formula.ifPresent(formula -> formula.metrics().forEach(metric -> {
            String item = info.key().item().isEmpty() ? "" : "[" + info.key().item() + "]";
            String id = info.key().check() + ":" + metric;
            sources.series()
                    .get(id + item)
                    .or(() -> sources.series().get(id))
                    .ifPresent(other -> others.put(metric, other));
        }));
        return others;
    }

    // states

    private void states() {
        if (sources.history().isEmpty() || sources.checks().isEmpty()) {
            notes.add("The history of states is not there: nothing keeps it.");
            return;
        }
        for (CheckStatus status : sources.checks().get().list()) {
            if (rule.fits(status.id()) && rule.fits("", "", status.declaration().host())) {
                subjects++;
                playStates(status.id());
            }
        }
    }

    private void playStates(String check) {
        Facts known = host(check);
        var watch = new Watch(new Subject(rule, Target.of(check), known, from.toEpochMilli()));
        for (var stretch : sources.history().get().states(check, from.minus(declaration.hold()), to)) {
            samples++;
            known.state = stretch.state();
            known.since = stretch.from().toEpochMilli();
            watch.state(known.since);
        }
        watch.end();
    }

    /** One subject while its history is played. */
    private final class Watch {
        private final Subject subject;
        private Optional<Instant> fired = Optional.empty();
        private double value = Double.NaN;

        Watch(Subject subject) {
            this.subject = subject;
        }

        void sample(long at, double sample) {
            passUntil(at);
            if (subject.sample(at, sample)) {
                moved();
            }
        }

        void state(long at) {
            passUntil(at);
            if (subject.state(at)) {
                moved();
            }
        }

        /** Time passes: what is due before happens first. */
        private void passUntil(long at) {
            for (long due = subject.due(); due < at; due = subject.due()) {
                boolean moved = subject.look(due);
                if (moved) {
                    moved();
                } else if (subject.due() <= due) {
                    return;
                }
            }
        }

        private void moved() {
            if (subject.ladder.level() == Level.FIRING) {
                fired = Optional.of(Instant.ofEpochMilli(subject.ladder.since()));
                value = subject.value;
            } else if (subject.ladder.level() == Level.OK && fired.isPresent()) {
                add(Optional.of(Instant.ofEpochMilli(subject.ladder.since())));
            }
        }

        void end() {
            passUntil(to.toEpochMilli());
            if (fired.isPresent()) {
                add(Optional.empty());
            }
        }

        private void add(Optional<Instant> until) {
            Instant at = fired.orElseThrow();
            fired = Optional.empty();
            if (until.isEmpty() || until.get().isAfter(from)) {
                firings.add(new Firing(subject.target.id(), at.isBefore(from) ? from : at, until, value, List.of()));
            }
        }
    }
}
