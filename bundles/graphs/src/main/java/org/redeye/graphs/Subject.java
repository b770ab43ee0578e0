package org.redeye.graphs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/**
 * What an id stands for: its series as they are now.
 *
 * @param id of a series or a check
 * @param title its name for people
 * @param byUnit its series by unit, in natural order of their ids; the unit with most series first
 */
record Subject(String id, String title, Map<String, List<SeriesInfo>> byUnit) {

    /** Series of a check that are looked at; a table of a switch has some thousands. */
    private static final int MOST_SERIES = 5_000;

    /** Empty if there is neither such a series nor a check with series. */
    static Optional<Subject> of(String id, Series series, Optional<Checks> checks) {
        Optional<SeriesInfo> one = series.get(id);
        if (one.isPresent()) {
            SeriesInfo info = one.get();
            String name = Names.metric(info.key().metric())
                    + (info.key().item().isEmpty() ? "" : " " + info.key().item());
            String title = title(info.key().check(), checks) + " · " + name;
            return Optional.of(new Subject(id, title, Map.of(info.key().unit(), List.of(info))));
        }
        // no id of a check has a star or question mark, so this is no pattern but for its end
        List<SeriesInfo> all = id.isEmpty() || id.indexOf('*') >= 0 || id.indexOf('?') >= 0
                ? List.of()
                : series.find(id + ":*", "", MOST_SERIES);
        var own = all.stream()
                .filter(info -> info.key().check().equals(id))
                .sorted(Comparator.comparing(SeriesInfo::id, NaturalOrder.NATURAL))
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(new Subject(id, title(id, checks), byUnit(own)));
    }

    private static Map<String, List<SeriesInfo>> byUnit(List<SeriesInfo> all) {
        var groups = new LinkedHashMap<String, List<SeriesInfo>>();
        for (SeriesInfo info : all) {
            groups.computeIfAbsent(info.key().unit(), unit -> new ArrayList<>()).add(info);
        }
        var ordered = new LinkedHashMap<String, List<SeriesInfo>>();
        groups.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size()) // stable: equal ones stay as they came
                .forEach(group -> ordered.put(group.getKey(), List.copyOf(group.getValue())));
        return ordered;
    }

    private static String title(String check, Optional<Checks> checks) {
        return checks.flatMap(engine -> engine.find(check))
                .map(CheckStatus::declaration)
                .map(declaration -> declaration.title())
                .filter(title -> !title.isBlank())
                .orElseGet(() -> Names.Check.of(check).title());
    }

    /** The series of a unit, or of the one with most of them. */
    Optional<List<SeriesInfo>> of(Optional<String> unit) {
        return unit.isPresent()
                ? Optional.ofNullable(byUnit.get(unit.get()))
                : byUnit.values().stream().findFirst();
    }
}
