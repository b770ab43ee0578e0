package org.redeye.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.introspection.JexlSandbox;
import org.redeye.api.text.Expression;

/**
 * A question about values that is answered with yes or no: {@code value > 2 * avg && state == 'ok'}. It can do nothing but
 * reckon and compare: no loops, no calls, no assignments, no way to Java. Its cost is bounded by its length, {@value
 * #LONGEST} characters at most. Immutable, thread-safe.
 */
public final class Formula {

    /** The greatest length of an expression. */
    public static final int LONGEST = 1000;

    /** What an expression may name beside {@code labels.NAME} and metrics of the same check. */
    public static final Set<String> NAMES =
            Set.of("value", "avg", "min", "max", "sum", "count", "delta", "state", "reason", "host", "subject", "item");

    private static final String LABELS = "labels";
    private static final JexlFeatures FEATURES = JexlFeatures.createNone().structuredLiteral(true);
    private static final JexlEngine ENGINE = new JexlBuilder()
            .features(FEATURES)
            .permissions(JexlPermissions.RESTRICTED)
            .sandbox(new JexlSandbox(false))
            .arithmetic(new Arithmetic())
            .strict(true)
            .silent(false)
            .safe(false)
            .cache(0)
            .create();

    private final String text;
    private final JexlScript script;
    private final Set<String> metrics;
    private final Set<String> labels;

    private Formula(String text, JexlScript script, Set<String> metrics, Set<String> labels) {
        this.text = text;
        this.script = script;
        this.metrics = Set.copyOf(metrics);
        this.labels = Set.copyOf(labels);
    }

    /**
     * Reads an expression and tries it on made-up values.
     *
     * @throws IllegalArgumentException if it is none, or does not say yes or no; the message follows the name of a field
     */
    public static Formula of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "has " + text.length() + " characters; an expression has at most " + LONGEST + ".");
        }
        Formula formula = parse(text);
        formula.answer(formula.madeUp());
        return formula;
    }

    private static Formula parse(String text) {
        try {
            JexlScript script = ENGINE.createScript(FEATURES, null, text);
            var metrics = new TreeSet<String>();
            var labels = new TreeSet<String>();
            for (List<String> name : script.getVariables()) {
                if (name.size() > 1 && name.get(0).equals(LABELS)) {
                    labels.add(String.join(".", name));
                } else if (!NAMES.contains(name.get(0))) {
                    metrics.add(name.get(0));
                }
            }
            return new Formula(text, script, metrics, labels);
        } catch (JexlException e) {
            throw new IllegalArgumentException("is no expression: " + words(e) + ".", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("is no expression: it is nested too deep.", e);
        }
    }

    /** The metrics of the same check that it asks for. */
    public Set<String> metrics() {
        return metrics;
    }

    /**
     * Answers it.
     *
     * @param values by name, labels as {@code labels.NAME}; a missing label is empty, a missing metric not known
     * @return empty if something that it asks for is not known
     * @throws IllegalArgumentException if it cannot be answered; the message follows the name of a field
     */
    public Optional<Boolean> test(Map<String, Object> values) {
        for (String metric : metrics) {
            if (!values.containsKey(metric)) {
                return Optional.empty();
            }
        }
        return Optional.of(answer(values));
    }

    private boolean answer(Map<String, Object> known) {
        var values = new HashMap<>(known);
        labels.forEach(label -> values.putIfAbsent(label, ""));
        Object answer;
        try {
            answer = script.execute(new MapContext(values));
        } catch (RuntimeException e) { // the language has many words for it
            throw new IllegalArgumentException("cannot be answered: " + words(e) + ".", e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("cannot be answered: it is nested too deep.", e);
        }
        if (answer instanceof Boolean yes) {
            return yes;
        }
        throw new IllegalArgumentException("must say true or false, such as 'value > 5', and not "
                + (answer == null ? "nothing" : answer instanceof Number ? "a number" : "a text or a list") + ".");
    }

    private Map<String, Object> madeUp() {
        var values = new HashMap<String, Object>();
        NAMES.forEach(name -> values.put(name, 1.0));
        List.of("state", "reason", "host", "subject", "item").forEach(name -> values.put(name, "x"));
        metrics.forEach(name -> values.put(name, 1.0));
        return values;
    }

    /** One line of what the language says, without its own words for places. */
    private static String words(Throwable e) {
        Throwable told = e.getCause() instanceof ArithmeticException || e.getCause() instanceof Expression.TooHard
                ? e.getCause()
                : e;
        String message = String.valueOf(told.getMessage());
        int at = message.indexOf(' ');
        String clean = message.startsWith("org.redeye.rule.") && at > 0 ? message.substring(at + 1) : message;
        clean = clean.lines().findFirst().orElse("").strip();
        return clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean;
    }

    @Override
    public String toString() {
        return text;
    }
}
