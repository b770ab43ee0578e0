package org.redeye.probe.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;

/** What an answer must be like. */
final class Rules {

    private final HttpConfig config;
    private final List<StatusRange> expected;

    /** @param expected the status codes that are right */
    Rules(HttpConfig config, List<StatusRange> expected) {
        this.config = config;
        this.expected = expected;
    }

    /**
     * A rule that is broken.
     *
     * @param reason which kind of rule
     * @param message what was expected and what was seen
     */
    record Breach(Reason reason, String message) {}

    boolean expects(int status) {
        for (StatusRange range : expected) {
            if (range.contains(status)) {
                return true;
            }
        }
        return false;
    }

    /** Whether regular expressions are to be looked for, which may take its time. */
    boolean areSlow() {
        return !config.expectHeader().isEmpty()
                || !config.expectBody().isEmpty()
                || !config.rejectBody().isEmpty();
    }

    /**
     * The first rule that is broken: of status, headers, body and size, in this order.
     *
     * @param place what was asked, for messages
     * @param deadline when expressions must end, by {@link System#nanoTime}
     */
    Optional<Breach> broken(Response response, String place, long deadline) {
        return status(response, place)
                .or(() -> headers(response, place, deadline))
                .or(() -> body(response, place, deadline))
                .or(() -> size(response, place));
    }

    private Optional<Breach> status(Response response, String place) {
        if (expects(response.status())) {
            return Optional.empty();
        }
        boolean credentials = response.status() == 401 || response.status() == 407;
        String ranges =
                String.join(", ", expected.stream().map(StatusRange::toString).toList());
        return Optional.of(new Breach(
                credentials ? Reason.AUTHENTICATION : Reason.STATUS,
                place + " answered " + ResponseParser.excerpt(response.line()) + "; expected " + ranges + "."));
    }

    private Optional<Breach> headers(Response response, String place, long deadline) {
        for (var rule : config.expectHeader().entrySet()) {
            List<String> values = response.values(rule.getKey());
            if (values.stream().noneMatch(value -> found("expect header", rule.getValue(), value, deadline))) {
                String seen = values.isEmpty() ? "it is not there" : "it is not found there";
                return Optional.of(new Breach(
                        Reason.HEADER,
                        "The answer of " + place + " should have /" + rule.getValue() + "/ in the header "
                                + rule.getKey().toLowerCase(Locale.ROOT) + ": " + seen + "."));
            }
        }
        return Optional.empty();
    }

    private Optional<Breach> body(Response response, String place, long deadline) {
        if (config.expectBody().isEmpty() && config.rejectBody().isEmpty()) {
            return Optional.empty();
        }
        String text = response.text(response.body().size());
        String part = response.cut() ? "the first " + response.body().size() + " bytes of the body" : "the body";
        if (!config.expectBody().isEmpty() && !found("expect body", config.expectBody(), text, deadline)) {
            return Optional.of(new Breach(
                    Reason.CONTENT, "/" + config.expectBody() + "/ is not found in " + part + " of " + place + "."));
        }
        if (!config.rejectBody().isEmpty() && found("reject body", config.rejectBody(), text, deadline)) {
            return Optional.of(new Breach(
                    Reason.CONTENT,
                    "/" + config.rejectBody() + "/ is found in " + part + " of " + place + " and should not be."));
        }
        return Optional.empty();
    }

    private Optional<Breach> size(Response response, String place) {
        return response.cut() && config.rejectLarge()
                ? Optional.of(new Breach(
                        Reason.SIZE, "The body of " + place + " is larger than " + config.maxBody() + " bytes."))
                : Optional.empty();
    }

    private static boolean found(String field, String expression, String text, long deadline) {
        try {
            return Expression.of(expression).isFoundIn(text, deadline);
        } catch (Expression.TooHard e) {
            throw new TooHard("'" + field + "' takes too much time or stack on this answer: write /" + expression
                    + "/ without nested repetition.");
        }
    }

    /** An expression that backtracks for ever: the settings are to blame, not the target. */
    static final class TooHard extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooHard(String message) {
            super(message, null, false, false);
        }
    }
}
