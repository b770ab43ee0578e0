package org.redeye.packages.yaml;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;

/** How the author of a text writes; new text is written the same way. */
final class Habit {

    /** Below this level maps are written on one line where nothing tells otherwise: an item's fields. */
    private static final int BLOCK_LEVELS = 2;
    /** Texts that are looked at to learn how texts are quoted. */
    private static final int SAMPLE = 60;

    private final Source source;
    private final Way place;

    /** The habit of a text near a place. */
    Habit(Source source, Way place) {
        this.source = source;
        this.place = place;
    }

    /** Columns from a key to the keys below it. */
    int step() {
        return indent(true).filter(step -> step > 0).orElse(2);
    }

    /** Columns from a key to the dashes below it. */
    int listIndent() {
        return indent(false).filter(step -> step >= 0).orElse(step());
    }

    private Optional<Integer> indent(boolean map) {
        return find(source.root(), member -> !member.isItem() && isBlock(member.value(), map))
                .map(member -> source.column((Collection) member.value()) - source.column(member));
    }

    private boolean isBlock(Part part, boolean map) {
        return part instanceof Collection in
                && !in.flow()
                && in.isMap() == map
                && source.startsLine(in.members().get(0));
    }

    private static Optional<Member> find(Part part, Predicate<Member> wanted) {
        if (part instanceof Collection in && !in.flow()) {
            for (Member member : in.members()) {
                if (wanted.test(member)) {
                    return Optional.of(member);
                }
                Optional<Member> below = find(member.value(), wanted);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether maps or lists at a level (the values of the top are 1) are written on one line. */
    boolean isFlow(Collection value, int level) {
        for (int depth = Math.min(place.depth(), level - 1); depth >= 0; depth--) {
            Part near = depth == place.depth()
                    ? place.end()
                    : place.steps().get(depth).in();
            Optional<Collection> sample = sample(near, value.isMap(), level - depth);
            if (sample.isPresent()) {
                return sample.get().flow();
            }
        }
        return value.isMap() ? level > BLOCK_LEVELS : isSimple(value);
    }

    private static boolean isSimple(Collection list) {
        return list.members().stream().noneMatch(member -> member.value() instanceof Collection);
    }

    /** A collection of that kind at that level below a part which is not empty, the last one. */
    private static Optional<Collection> sample(Part part, boolean map, int level) {
        if (!(part instanceof Collection in)) {
            return Optional.empty();
        }
        if (level == 0) {
            return in.isMap() == map && !in.members().isEmpty() ? Optional.of(in) : Optional.empty();
        }
        for (int i = in.members().size() - 1; i >= 0; i--) {
            Optional<Collection> found = sample(in.members().get(i).value(), map, level - 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** How most one-line texts in a part are written. */
    static Style quotes(Part part) {
        var counts = new EnumMap<Style, Integer>(Style.class);
        count(part, counts);
        int plain = counts.getOrDefault(Style.PLAIN, 0);
        int single = counts.getOrDefault(Style.SINGLE, 0);
        int twice = counts.getOrDefault(Style.DOUBLE, 0);
        if (single + twice <= plain) {
            return Style.PLAIN;
        }
        return single > twice ? Style.SINGLE : Style.DOUBLE;
    }

    private static void count(Part part, Map<Style, Integer> counts) {
        if (part instanceof Scalar scalar && !scalar.isNothing()) {
            counts.merge(scalar.style(), 1, Integer::sum);
        } else if (part instanceof Collection in) {
            for (int i = in.members().size() - 1; i >= 0 && sum(counts) < SAMPLE; i--) {
                count(in.members().get(i).value(), counts);
            }
        }
    }

    private static int sum(Map<Style, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
