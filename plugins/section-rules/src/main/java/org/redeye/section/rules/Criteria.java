package org.redeye.section.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Criterion;
import org.redeye.api.section.Item;

/** Reads what is out of order: exactly one of several fields says it. */
final class Criteria {

    private final Item item;
    private final Review review;

    Criteria(Item item, Review review) {
        this.item = item;
        this.review = review;
    }

    /** @return empty if it is not clear; then it was said */
    Optional<Criterion> read() {
        List<String> given = Fields.CRITERIA.stream().filter(this::isGiven).toList();
        if (given.isEmpty()) {
            review.problem("", "A rule needs one of " + String.join(", ", Fields.CRITERIA) + ".");
            return Optional.empty();
        }
        if (given.size() > 1) {
            given.stream()
                    .skip(1)
                    .forEach(more -> review.problem(
                            more, "A rule has one criterion, and '" + given.get(0) + "' is one already."));
            return Optional.empty();
        }
        String field = given.get(0);
        accompanied("back", field, List.of("above", "below"));
        accompanied("margin", field, List.of("outside"));
        return Optional.of(read(field));
    }

    private boolean isGiven(String field) {
        Object value = item.values().get(field);
        return value != null && !Boolean.FALSE.equals(value);
    }

    private void accompanied(String field, String criterion, List<String> of) {
        if (isGiven(field) && !of.contains(criterion)) {
            review.problem(
                    field, "'" + field + "' goes with " + String.join(" or ", of) + ", not with '" + criterion + "'.");
        }
    }

    private Criterion read(String field) {
        return switch (field) {
            case "above" -> above();
            case "below" -> below();
            case "outside" -> outside();
            case "missing" -> new Criterion.Missing();
            case "changed" -> new Criterion.Changed();
            case "at least" ->
                new Criterion.AtLeast(CheckState.valueOf(item.text("at least").toUpperCase(Locale.ROOT)));
            case "when" -> {
                review.expression();
                yield new Criterion.When(item.text("when"));
            }
            default -> new Criterion.Script(item.text("script"));
        };
    }

    private Criterion above() {
        double limit = number("above", 0);
        double back = number("back", limit);
        if (back > limit) {
            review.problem("back", "'back' must be at most the limit of 'above', not greater.");
        }
        return new Criterion.Above(limit, back);
    }

    private Criterion below() {
        double limit = number("below", 0);
        double back = number("back", limit);
        if (back < limit) {
            review.problem("back", "'back' must be at least the limit of 'below', not smaller.");
        }
        return new Criterion.Below(limit, back);
    }

    private Criterion outside() {
        List<?> ends = item.value("outside", List.class, List.of());
        double low = ((Number) ends.get(0)).doubleValue();
        double high = ((Number) ends.get(1)).doubleValue();
        double margin = number("margin", 0);
        if (low >= high) {
            review.problem("outside", "'outside' must be [low, high] with low smaller than high.");
        } else if (margin < 0 || margin >= (high - low) / 2) {
            review.problem("margin", "'margin' must be at least 0 and less than half of the range of 'outside'.");
        }
        return new Criterion.Outside(low, high, margin);
    }

    private double number(String field, double otherwise) {
        return item.value(field, Number.class, otherwise).doubleValue();
    }
}
