package org.redeye.probe.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;
import org.redeye.net.Finding;
import org.redeye.net.Names;
import org.redeye.net.Outcomes;

/** What an answer must be like. */
final class Rules {

    private Rules() {}

    /**
     * Judges an answer.
     *
     * @param question what was asked whom, for messages
     * @param deadline when the expression must have been found, by {@link System#nanoTime}
     * @throws Finding for the first rule that is broken
     */
    static void judge(DnsProbe.Config config, Answer answer, String question, long deadline) {
        if (answer.status() != config.status().ordinal()) {
            throw new Finding(
                    Reason.STATUS,
                    question + ": the status is " + Status.word(answer.status()) + "; expected "
                            + Status.word(config.status().ordinal()) + ".");
        }
        if (config.authoritative() && !answer.authoritative()) {
            throw new Finding(
                    Reason.HEADER, question + ": the server does not answer with authority; expected that it does.");
        }
        if (config.status() != Status.NOERROR) {
            return;
        }
        count(config, answer, question);
        values(config, answer, question);
        match(config, answer, question, deadline);
        if (answer.ttl() >= 0 && answer.ttl() < config.minTtl().toSeconds()) {
            throw new Finding(
                    Reason.THRESHOLD,
                    question + ": the lifetime is " + answer.ttl() + " s; expected at least "
                            + config.minTtl().toSeconds() + " s.");
        }
    }

    private static void count(DnsProbe.Config config, Answer answer, String question) {
        int count = answer.values().size();
        if (count < config.minAnswers()) {
            throw new Finding(
                    Reason.MISSING,
                    question + ": " + values(count) + "; expected at least " + config.minAnswers() + ".");
        }
        if (count > config.maxAnswers()) {
            throw new Finding(
                    Reason.CONTENT,
                    question + ": " + values(count) + "; expected at most " + config.maxAnswers() + ".");
        }
    }

    static String values(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    private static void values(DnsProbe.Config config, Answer answer, String question) {
        List<String> seen = answer.values().stream().map(Rules::normal).toList();
        List<String> expected = config.expect().stream().map(Rules::normal).toList();
        for (int i = 0; i < expected.size(); i++) {
            if (!seen.contains(expected.get(i))) {
                throw new Finding(
                        Reason.CONTENT,
                        question + ": " + Outcomes.excerpt(config.expect().get(i)) + " is not in the answer "
                                + list(answer) + ".");
            }
        }
        for (int i = 0; i < seen.size() && config.only(); i++) {
            if (!expected.contains(seen.get(i))) {
                throw new Finding(
                        Reason.CONTENT,
                        question + ": " + Outcomes.excerpt(answer.values().get(i)) + " is in the answer; expected only "
                                + String.join(", ", config.expect()) + ".");
            }
        }
    }

    private static void match(DnsProbe.Config config, Answer answer, String question, long deadline) {
        if (config.match().isEmpty()) {
            return;
        }
        Expression expression = Expression.of(config.match());
        try {
            if (answer.values().stream().noneMatch(value -> expression.isFoundIn(value, deadline))) {
                throw new Finding(
                        Reason.CONTENT,
                        question + ": /" + expression + "/ is not found in the answer " + list(answer) + ".");
            }
        } catch (Expression.TooHard e) {
            throw new Finding(Reason.SETTINGS, "'match': " + e.getMessage());
        }
    }

    static String list(Answer answer) {
        return Outcomes.excerpt(String.join(", ", answer.values()));
    }

    /** Addresses in one notation, names in one case without a final dot. */
    private static String normal(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (Names.isLiteral(text) && text.indexOf(' ') < 0) {
            try {
                return InetAddress.getByName(text).getHostAddress();
            } catch (UnknownHostException e) {
                return text; // a text with a colon
            }
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
