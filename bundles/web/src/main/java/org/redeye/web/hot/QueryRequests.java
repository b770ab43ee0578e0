package org.redeye.web.hot;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;
import org.redeye.api.query.Label;
import org.redeye.api.query.Query;
import org.redeye.api.schema.Nearest;
import org.redeye.api.series.Consolidation;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.QueriesRequest;
import org.redeye.web.json.QueriesRequest.Asked;

/** Queries as they come in JSON. What is wrong is answered with 422 and the number of the query. */
final class QueryRequests {

    /** Where only the end of a stretch is known, milliseconds. */
    static final long HOUR = 3_600_000;

    private static final int DEFAULT_POINTS = 600;
    private static final double DEFAULT_PERCENTILE = 95;

    private QueryRequests() {}

    static List<Query> of(@Nullable QueriesRequest request, long now) {
        List<@Nullable Asked> asked = request == null ? null : request.queries();
        if (asked == null || asked.isEmpty()) {
            throw HttpProblem.unprocessable("'queries' is missing; expected a list of queries.");
        }
        var queries = new ArrayList<Query>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Asked each = asked.get(i);
            if (each == null) {
                throw HttpProblem.unprocessable("queries[" + i + "] is null; expected an object.");
            }
            try {
                queries.add(query(each, now));
            } catch (IllegalArgumentException e) {
                throw HttpProblem.unprocessable("queries[" + i + "]: " + e.getMessage());
            }
        }
        return queries;
    }

    private static Query query(Asked asked, long now) {
        long to = asked.to() == null ? now : asked.to();
        String consolidation = asked.consolidation();
        return new Query(
                given(asked.match()),
                given(asked.ids()),
                asked.from() == null ? to - HOUR : asked.from(),
                to,
                asked.points() == null ? DEFAULT_POINTS : asked.points(),
                consolidation == null ? Consolidation.AVERAGE : Parameters.consolidation(consolidation),
                Boolean.TRUE.equals(asked.band()),
                calculation(asked));
    }

    private static Calculation calculation(Asked asked) {
        if (asked.top() != null && asked.top() == 0) {
            throw new IllegalArgumentException("'top' is 0; expected 1 to " + Calculation.MOST_TOP + ".");
        }
        String combine = asked.combine();
        Set<Label> by = EnumSet.noneOf(Label.class);
        given(asked.by()).forEach(word -> by.add(word("by", word, Label.class, EnumSet.allOf(Label.class))));
        return new Calculation(
                Boolean.TRUE.equals(asked.rate()),
                combine == null
                        ? Combination.NONE
                        : word(
                                "combine",
                                combine,
                                Combination.class,
                                EnumSet.complementOf(EnumSet.of(Combination.NONE))),
                by,
                asked.percentile() == null ? DEFAULT_PERCENTILE : asked.percentile(),
                asked.top() == null ? 0 : asked.top());
    }

    private static <E extends Enum<E>> E word(String key, String text, Class<E> type, Set<E> possible) {
        List<String> words = possible.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (words.contains(text)) {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        }
        String nearest = Nearest.to(text, words);
        throw new IllegalArgumentException("'" + key + "' is '" + text + "'; expected one of "
                + String.join(", ", words) + "." + (nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?"));
    }

    private static List<String> given(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().filter(Objects::nonNull).toList();
    }
}
