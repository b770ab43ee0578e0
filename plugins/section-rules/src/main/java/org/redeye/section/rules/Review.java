package org.redeye.section.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;
import org.redeye.rule.Formula;
import org.redeye.rule.Phrase;

/** Says what is wrong with an item whose fields each for itself are right. */
final class Review {

    private static final int MOST_LABELS = 32;
    private static final int LONGEST_LABEL = 200;
    private static final int MOST_LINKS = 8;
    private static final Duration SHORTEST_SCRIPT = Duration.ofSeconds(10);

    private final Item item;
    private final CompileContext context;
    private boolean failed;

    Review(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    boolean failed() {
        return failed;
    }

    void problem(String field, String message) {
        problem(field, message, "");
    }

    private void problem(String field, String message, String suggestion) {
        failed = true;
        context.problem(item, field, message, suggestion);
    }

    private boolean has(String field) {
        Object value = item.values().get(field);
        return value != null
                && !Boolean.FALSE.equals(value)
                && !value.toString().isEmpty();
    }

    void selector() {
        List<?> checks = item.value("checks", List.class, List.of());
        if (checks.isEmpty()) {
            problem(
                    "checks",
                    "'checks' is missing: the checks that the rule watches, such as \"" + item.packageName()
                            + "/checks/*\".");
        }
        boolean metric = has("metric");
        if (has("at least") && metric) {
            problem("metric", "'at least' watches the states of checks; a metric has none. Leave 'metric' out.");
        }
        for (String field : List.of("above", "below", "outside", "missing", "changed")) {
            if (has(field) && !metric) {
                problem(field, "'" + field + "' watches a value: 'metric' must name it, such as total_seconds.");
            }
        }
        if (has("item") && !metric) {
            problem("item", "'item' is of no use without 'metric'.");
        }
    }

    void window() {
        Duration over = item.value("over", Duration.class, Duration.ZERO);
        boolean metric = has("metric");
        if (has("missing") && over.isZero()) {
            problem("missing", "'missing' needs 'over': for how long no sample came.");
        }
        if (has("script") && has("over") && over.compareTo(SHORTEST_SCRIPT) < 0) {
            problem("over", "A script is run once in the time of 'over'; that is at least 10s.");
        }
        if (has("at least") && !over.isZero()) {
            problem("over", "'at least' looks at states, of which there is no average; use 'for'.");
        }
        if (has("aggregate") && !item.text("aggregate").equals("last") && (over.isZero() || !metric)) {
            problem("aggregate", "'aggregate' needs 'metric' and 'over': the time whose samples it takes together.");
        }
        for (String field : List.of("runs per hour", "run on recovery")) {
            if (item.positions().containsKey(field) && !has("run")) {
                problem(field, "'" + field + "' is of no use without 'run'.");
            }
        }
    }

    void expression() {
        try {
            var unused = Formula.of(item.text("when"));
        } catch (IllegalArgumentException e) {
            problem("when", "'when' " + e.getMessage());
        }
    }

    void texts(Map<String, String> labels, Map<String, String> links) {
        for (String field : List.of("summary", "text")) {
            try {
                var unused = Phrase.of(item.text(field), labels.keySet());
            } catch (Phrase.Unknown e) {
                problem(field, e.getMessage(), e.suggestion());
            }
        }
        if (labels.size() > MOST_LABELS) {
            problem("labels", "'labels' has " + labels.size() + " entries; there may be " + MOST_LABELS + ".");
        }
        labels.forEach((label, text) -> {
            if (label.length() > LONGEST_LABEL || text.length() > LONGEST_LABEL) {
                problem("labels", "'labels' has a text of more than " + LONGEST_LABEL + " characters.");
            }
        });
        if (links.size() > MOST_LINKS) {
            problem("links", "'links' has " + links.size() + " entries; there may be " + MOST_LINKS + ".");
        }
    }
}
