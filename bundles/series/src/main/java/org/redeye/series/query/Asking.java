package org.redeye.series.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;
import org.redeye.api.query.Gap;
import org.redeye.api.query.Label;
import org.redeye.api.query.Line;
import org.redeye.api.query.Queries;
import org.redeye.api.query.Query;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;

/** The work on queries that were asked together: counts what it answers, and ends when it takes too long. One thread. */
final class Asking {

    private static final double[] NONE = {};

    private final Series series;
    private final GapBook gaps;
    private final BooleanSupplier late;
    private int values;

    /** @param late whether the time is over */
    Asking(Series series, GapBook gaps, BooleanSupplier late) {
        this.series = series;
        this.gaps = gaps;
        this.late = late;
    }

    /** How many numbers it has answered so far. */
    int values() {
        return values;
    }

    Answer answer(Query query) {
        Calculation calculation = query.calculation();
        boolean plain = calculation.combination() == Combination.NONE && calculation.top() == 0;
        int most = plain ? Queries.MOST_LINES : Queries.MOST_SERIES;
        List<SeriesInfo> found = find(query, most + 1);
        boolean truncated = found.size() > most;
        if (truncated && !plain) {
            throw new IllegalArgumentException("More than " + Queries.MOST_SERIES
                    + " series match; ask for fewer: what is reckoned from a part of them would be wrong.");
        }
        var reader = new Reader(series, query);
        var lines = new Lines(calculation.top());
        if (calculation.combination() == Combination.NONE) {
            found.stream().limit(most).forEach(info -> single(reader, info).ifPresent(lines::add));
        } else {
            groups(query, reader, found).forEach((group, infos) -> lines.add(combined(query, reader, group, infos)));
        }
        return new Answer(lines.list(), truncated || lines.leftOff);
    }

    /** In the order of their ids, each once. */
    private List<SeriesInfo> find(Query query, int most) {
        var found = new TreeMap<String, SeriesInfo>();
        for (String id : query.ids()) {
            series.get(id).ifPresent(info -> found.put(id, info));
        }
        for (String glob : query.match()) {
            hurry();
            series.find(glob, "", most).forEach(info -> found.put(info.id(), info));
        }
        return found.values().stream().limit(most).toList();
    }

    private Optional<Line> single(Reader reader, SeriesInfo info) {
        hurry();
        return reader.plain(info).map(plain -> {
            Column column = plain.column();
            String unit = reader.unit(info);
            String id = unit.equals(info.key().unit()) ? info.id() : "rate(" + info.id() + ")";
            return new Line(
                    id,
                    labels(info.key()),
                    unit,
                    1,
                    column.from(),
                    column.step(),
                    column.values(),
                    plain.low(),
                    plain.high(),
                    gaps(info, column));
        });
    }

    /** Only what nobody knows asks for a reason. */
    private List<Gap> gaps(SeriesInfo info, Column column) {
        return Arrays.stream(column.values()).anyMatch(Double::isNaN)
                ? gaps.of(info.key().check(), column.from(), column.from() + column.values().length * column.step())
                : List.of();
    }

    private static Map<Label, String> labels(SeriesKey key) {
        var labels = new EnumMap<Label, String>(Label.class);
        for (Label label : Label.values()) {
            labels.put(label, label.of(key));
        }
        return labels;
    }

    /** What keeps lines apart. */
    private record Group(Map<Label, String> labels, String unit) {

        /** {@code sum{host=db1}}; the unit only tells apart what would be the same without. */
        String id(Combination combination) {
            String by = labels.entrySet().stream()
                    .map(label -> label.getKey().word() + "=" + label.getValue())
                    .collect(Collectors.joining(","));
            String word = combination.name().toLowerCase(Locale.ROOT);
            return by.isEmpty() ? word : word + "{" + by + "}";
        }
    }

    /** In the order of their ids. */
    private static Map<Group, List<SeriesInfo>> groups(Query query, Reader reader, List<SeriesInfo> found) {
        var groups = new HashMap<Group, List<SeriesInfo>>();
        for (SeriesInfo info : found) {
            var labels = new EnumMap<Label, String>(Label.class);
            for (Label label : query.calculation().by()) {
                labels.put(label, label.of(info.key()));
            }
            groups.computeIfAbsent(new Group(labels, reader.unit(info)), group -> new ArrayList<>())
                    .add(info);
        }
        var ordered = new TreeMap<Group, List<SeriesInfo>>(
                Comparator.<Group, String>comparing(group -> group.id(Combination.NONE))
                        .thenComparing(Group::unit));
        ordered.putAll(groups);
        return ordered;
    }

    private Line combined(Query query, Reader reader, Group group, List<SeriesInfo> infos) {
        Calculation calculation = query.calculation();
        Grid grid = grid(query, reader, infos);
        Fold fold = Fold.of(calculation, grid.size());
        if ((long) fold.held() * infos.size() > Queries.MOST_VALUES) {
            throw new IllegalArgumentException("A percentile of " + infos.size() + " series in " + grid.size()
                    + " points holds more than " + Queries.MOST_VALUES + " values; ask for fewer points.");
        }
        for (SeriesInfo info : infos) {
            hurry();
            // what does not fit into the places is read as fine as it was asked for
            boolean fits = grid.step() % info.key().step().toMillis() == 0;
            long step = fits ? grid.step() : reader.step();
            reader.column(info, step).ifPresent(column -> fold.add(column.on(grid)));
        }
        boolean count = calculation.combination() == Combination.COUNT;
        return new Line(
                group.id(calculation.combination()),
                group.labels(),
                count ? "" : group.unit(),
                infos.size(),
                grid.from(),
                grid.step(),
                fold.result(),
                NONE,
                NONE,
                List.of());
    }

    /** The places of the longest step that series have there; one series of each own step tells for all. */
    private static Grid grid(Query query, Reader reader, List<SeriesInfo> infos) {
        Map<Long, SeriesInfo> kinds = infos.stream()
                .collect(Collectors.toMap(
                        info -> info.key().step().toMillis(), info -> info, (a, b) -> a, TreeMap::new));
        long step = reader.step();
        for (SeriesInfo info : kinds.values()) {
            step = Math.max(
                    step, reader.column(info, reader.step()).map(Column::step).orElse(0L));
        }
        return Grid.of(query.from(), query.to(), step);
    }

    private void hurry() {
        if (late.getAsBoolean()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "The query took longer than " + QueryEngine.LONGEST_SECONDS
                            + " s. Ask for fewer series or points, or try again later.");
        }
    }

    /** The lines of an answer: all up to the bound, or the greatest. */
    private final class Lines {
        private final int top;
        private final List<Ranked> all = new ArrayList<>();
        /** The least of those kept first; of equal ones that with the greatest id. */
        private final PriorityQueue<Ranked> greatest = new PriorityQueue<>(LEAST.thenComparing(LAST));

        private boolean leftOff;

        Lines(int top) {
            this.top = top;
        }

        void add(Line line) {
            if (top > 0) {
                greatest.add(new Ranked(Column.mean(line.values()), line));
                if (greatest.size() > top) {
                    greatest.remove();
                }
            } else if (all.size() < Queries.MOST_LINES) {
                all.add(new Ranked(0, line));
                values += counted(line);
            } else {
                leftOff = true;
            }
        }

        List<Line> list() {
            if (top == 0) {
                return all.stream().map(Ranked::line).toList();
            }
            List<Line> lines = greatest.stream()
                    .sorted(LEAST.thenComparing(LAST).reversed())
                    .map(Ranked::line)
                    .toList();
            lines.forEach(line -> values += counted(line));
            return lines;
        }

        private int counted(Line line) {
            if (values + line.size() > Queries.MOST_VALUES) {
                throw new IllegalArgumentException(
                        "The answer has more than " + Queries.MOST_VALUES + " values; ask for fewer series or points.");
            }
            return line.size();
        }
    }

    private record Ranked(double mean, Line line) {}

    private static final Comparator<Ranked> LEAST = Comparator.comparingDouble(Ranked::mean);
    private static final Comparator<Ranked> LAST =
            Comparator.<Ranked, String>comparing(ranked -> ranked.line().id()).reversed();
}
