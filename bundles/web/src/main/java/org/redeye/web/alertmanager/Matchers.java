package org.redeye.web.alertmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.text.Expression;
import org.redeye.web.http.HttpProblem;

/** Which alerts are wanted, as {@code filter} says: {@code name="value"}, {@code !=}, {@code =~}, {@code !~}; all must fit. */
record Matchers(List<One> all) {

    private static final int MOST = 20;
    private static final int LONGEST = 1_000;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_.-]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*", Pattern.DOTALL);

    /** One of them. */
    private record One(String label, boolean negative, String value, List<Expression> expression) {

        boolean fits(Map<String, String> labels, long deadline) {
            String found = labels.getOrDefault(label, "");
            boolean same = expression.isEmpty()
                    ? found.equals(value)
                    : expression.get(0).matches(found, deadline);
            return same != negative;
        }
    }

    /**
     * Reads them.
     *
     * @throws HttpProblem 400 if one is none
     */
    static Matchers of(String... filters) {
        if (filters.length > MOST) {
            throw HttpProblem.badRequest("There are " + filters.length + " filters; at most " + MOST + " are read.");
        }
        var all = new ArrayList<One>();
        for (String filter : filters) {
            all.add(one(filter));
        }
        return new Matchers(all);
    }

    private static One one(String filter) {
        Matcher form = FORM.matcher(filter);
        if (filter.length() > LONGEST || !form.matches()) {
            throw HttpProblem.badRequest("'" + filter.substring(0, Math.min(100, filter.length()))
                    + "' is no filter; expected one such as severity=\"critical\", or with !=, =~ or !~.");
        }
        String value = unquoted(form.group(3));
        String operator = form.group(2);
        try {
            List<Expression> expression = operator.endsWith("~") ? List.of(Expression.of(value)) : List.of();
            return new One(form.group(1), operator.startsWith("!"), value, expression);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest("The filter '" + form.group(1) + "' " + e.getMessage());
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : text;
    }

    /**
     * Whether labels fit all of them.
     *
     * @throws HttpProblem 400 if an expression takes too long
     */
    boolean fit(Map<String, String> labels) {
        long deadline = System.nanoTime() + PATIENCE;
        try {
            return all.stream().allMatch(one -> one.fits(labels, deadline));
        } catch (Expression.TooHard e) {
            throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
