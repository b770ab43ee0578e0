package org.redeye.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.redeye.api.alert.Condition;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.rule.Phrase;

/** Puts into words how a subject stands. */
final class Wording {

    private static final int LONGEST_SUMMARY = 200;
    private static final int LONGEST_TEXT = 4000;

    private final Subject subject;
    private final RuleDeclaration rule;

    Wording(Subject subject) {
        this.subject = subject;
        this.rule = subject.rule.declaration;
    }

    /** What is reported of it now. */
    Condition condition() {
        boolean firing = subject.ladder.level() == Level.FIRING;
        var values = new HashMap<String, Double>();
        if (!Double.isNaN(subject.value)) {
            values.put("value", subject.value);
        }
        String failed = "";
        String summary = usual();
        String text = subject.words;
        Map<String, String> places = places();
        try {
            summary = rule.summary().isEmpty() ? summary : fill(rule.summary(), places);
            text = rule.text().isEmpty() ? text : fill(rule.text(), places);
        } catch (IllegalArgumentException e) {
            failed = (text.isEmpty() ? "" : "\n") + "The template of the rule could not be filled: " + e.getMessage();
        }
        return new Condition(
                subject.key,
                rule.id(),
                rule.packageName(),
                subject.target.id(),
                subject.host(),
                rule.severity(),
                firing,
                at(),
                rule.role(),
                cut(summary, LONGEST_SUMMARY),
                cut(text + failed, LONGEST_TEXT),
                rule.labels(),
                rule.links(),
                values);
    }

    private Instant at() {
        return Instant.ofEpochMilli(subject.ladder.since() == Ladder.NONE ? 0 : subject.ladder.since());
    }

    private String fill(String template, Map<String, String> places) {
        return Phrase.of(template, rule.labels().keySet()).fill(places);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** The line that is told when it is in order again. */
    String recovered() {
        Target target = subject.target;
        String what =
                target.metric() + (target.item().isEmpty() ? "" : "[" + target.item() + "]") + " of " + target.check();
        String now;
        if (rule.criterion() instanceof Criterion.Script) {
            now = title() + (subject.words.isEmpty() ? "" : ": " + subject.words);
        } else if (rule.selector().states()) {
            now = target.check() + " is " + subject.facts.state.word();
        } else if (rule.criterion() instanceof Criterion.Missing) {
            now = what + " has samples";
        } else if (rule.criterion() instanceof Criterion.Changed) {
            now = what + " stays at " + number(subject.value);
        } else {
            now = what + " is " + number(subject.value) + (target.unit().isEmpty() ? "" : " " + target.unit());
        }
        return cut("In order again: " + now, LONGEST_SUMMARY);
    }

    /** The line that is told where the rule has none of its own: what people call the rule, and what was found. */
    String usual() {
        if (subject.ladder.last() == Verdict.UNKNOWN && !subject.toldBefore.isEmpty()) {
            return subject.toldBefore;
        }
        boolean named =
                rule.criterion() instanceof Criterion.Script || rule.id().endsWith("/" + title());
        return named ? found() : title() + ": " + found();
    }

    private String found() {
        Target target = subject.target;
        if (rule.criterion() instanceof Criterion.Script) {
            return title()
                    + (subject.words.isEmpty()
                            ? " is out of order"
                            : ": " + subject.words.lines().findFirst().orElse(""));
        }
        if (rule.selector().states()) {
            String message = subject.facts.message.isEmpty() ? "" : ": " + subject.facts.message;
            return target.check() + " is " + subject.facts.state.word() + message;
        }
        String what =
                target.metric() + (target.item().isEmpty() ? "" : "[" + target.item() + "]") + " of " + target.check();
        if (rule.criterion() instanceof Criterion.Missing) {
            return what + " has had no sample for " + duration(rule.over());
        }
        if (rule.criterion() instanceof Criterion.Changed) {
            return what + " has changed to " + number(subject.value);
        }
        String limit = limit().isEmpty() ? "" : ", " + limit();
        String lasting = rule.hold().isZero() ? "" : " for " + duration(rule.hold());
        return what + " is " + number(subject.value) + (target.unit().isEmpty() ? "" : " " + target.unit()) + limit
                + lasting;
    }

    private String title() {
        return rule.title();
    }

    private String limit() {
        if (rule.criterion() instanceof Criterion.Above above) {
            return "above " + number(above.limit());
        }
        if (rule.criterion() instanceof Criterion.Below below) {
            return "below " + number(below.limit());
        }
        if (rule.criterion() instanceof Criterion.Outside outside) {
            return "outside " + number(outside.low()) + " to " + number(outside.high());
        }
        return rule.criterion() instanceof Criterion.When when ? when.expression() : "";
    }

    private Map<String, String> places() {
        var places = new HashMap<String, String>();
        places.put("subject", subject.target.id());
        places.put("check", subject.target.check());
        places.put("metric", subject.target.metric());
        places.put("item", subject.target.item());
        places.put("host", subject.host());
        places.put("value", Double.isNaN(subject.value) ? "unknown" : number(subject.value));
        places.put("limit", limitNumber());
        places.put("unit", subject.target.unit());
        places.put("for", duration(rule.hold()));
        places.put("over", duration(rule.over()));
        places.put("state", subject.facts.state.word());
        places.put("reason", subject.facts.reason);
        places.put("message", subject.facts.message);
        places.put("rule", rule.id());
        places.put("title", rule.title());
        places.put("severity", rule.severity().word());
        long bad = subject.ladder.badSince();
        places.put(
                "since",
                bad == Ladder.NONE
                        ? ""
                        : Instant.ofEpochMilli(bad)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        places.put(
                "links",
                rule.links().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(link -> link.getKey() + ": " + link.getValue())
                        .collect(Collectors.joining("\n")));
        rule.labels().forEach((label, text) -> places.put("label." + label, text));
        return places;
    }

    private String limitNumber() {
        if (rule.criterion() instanceof Criterion.Above above) {
            return number(above.limit());
        }
        return rule.criterion() instanceof Criterion.Below below ? number(below.limit()) : limit();
    }

    /** A number as people read it: up to five digits that count. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "unknown" : "infinite";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A length of time as people write it: 1m30s. */
    static String duration(Duration length) {
        if (length.isZero()) {
            return "0s";
        }
        long millis = length.toMillis();
        var text = new StringBuilder();
        text.append(part(millis / 86_400_000, "d"));
        text.append(part(millis / 3_600_000 % 24, "h"));
        text.append(part(millis / 60_000 % 60, "m"));
        text.append(part(millis / 1_000 % 60, "s"));
        text.append(part(millis % 1_000, "ms"));
        return text.toString();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
