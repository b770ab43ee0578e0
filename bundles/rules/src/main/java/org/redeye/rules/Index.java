package org.redeye.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.redeye.api.text.Glob;

/**
 * Finds the rules that watch something without asking each of them: by the metric, then by what stands before the first star of a
 * pattern, or behind its last. Immutable.
 */
final class Index {

    static final Index EMPTY = new Index(List.of());

    private final Map<String, Group> byMetric = new HashMap<>();
    private final List<Map.Entry<Glob, Group>> byPattern = new ArrayList<>();

    Index(Collection<Rule> rules) {
        var patterns = new HashMap<String, Group>();
        for (Rule rule : rules) {
            String metric = rule.declaration.selector().metric();
            boolean exact = new Glob(metric).isExact();
            Group group = (exact ? byMetric : patterns).computeIfAbsent(metric, same -> new Group());
            rule.checks.forEach(pattern -> group.add(pattern, rule));
        }
        patterns.forEach((metric, group) -> byPattern.add(Map.entry(new Glob(metric), group)));
    }

    /** Whether there are rules for this metric of any check. */
    boolean watches(String metric) {
        return byMetric.containsKey(metric)
                || byPattern.stream().anyMatch(entry -> entry.getKey().matches(metric));
    }

    /** The rules for a series of a check, or with an empty metric for its state. */
    Set<Rule> find(String check, String metric, String item, String host) {
        var found = new LinkedHashSet<Rule>();
        Group exact = byMetric.get(metric);
        if (exact != null) {
            exact.find(check, found);
        }
        if (!metric.isEmpty()) {
            byPattern.stream().filter(entry -> entry.getKey().matches(metric)).forEach(entry -> entry.getValue()
                    .find(check, found));
        }
        found.removeIf(rule -> !rule.fits(metric, item, host));
        return found;
    }

    /** The rules of one metric. */
    private static final class Group {
        private final Map<String, List<Rule>> exact = new HashMap<>();
        private final Ends prefixes = new Ends(false);
        private final Ends suffixes = new Ends(true);

        void add(Glob pattern, Rule rule) {
            String prefix = pattern.prefix();
            String suffix = suffix(pattern.pattern());
            if (pattern.isExact()) {
                exact.computeIfAbsent(prefix, same -> new ArrayList<>()).add(rule);
            } else if (suffix.length() > prefix.length()) {
                suffixes.add(suffix, pattern, rule);
            } else {
                prefixes.add(prefix, pattern, rule);
            }
        }

        private static String suffix(String pattern) {
            return pattern.substring(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1);
        }

        void find(String check, Set<Rule> found) {
            found.addAll(exact.getOrDefault(check, List.of()));
            prefixes.find(check, found);
            suffixes.find(check, found);
        }
    }

    /** Patterns by how they begin, or end. */
    private static final class Ends {
        private final boolean atEnd;
        private final Map<String, List<Entry>> entries = new HashMap<>();
        private final Set<Integer> lengths = new TreeSet<>();

        private record Entry(Glob pattern, Rule rule) {}

        Ends(boolean atEnd) {
            this.atEnd = atEnd;
        }

        void add(String end, Glob pattern, Rule rule) {
            entries.computeIfAbsent(end, same -> new ArrayList<>()).add(new Entry(pattern, rule));
            lengths.add(end.length());
        }

        void find(String check, Set<Rule> found) {
            for (int length : lengths) {
                if (length > check.length()) {
                    return;
                }
                UnaryOperator<String> cut =
                        atEnd ? text -> text.substring(text.length() - length) : text -> text.substring(0, length);
                for (Entry entry : entries.getOrDefault(cut.apply(check), List.of())) {
                    if (entry.pattern().matches(check)) {
                        found.add(entry.rule());
                    }
                }
            }
        }
    }
}
