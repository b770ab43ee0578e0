package org.redeye.section.schedules;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.oncall.ScheduleDeclaration.Layer;
import org.redeye.api.oncall.ScheduleDeclaration.Turn;
import org.redeye.api.oncall.ScheduleDeclaration.Unit;
import org.redeye.api.oncall.WallClock;
import org.redeye.api.schema.Nearest;
import org.redeye.api.section.CompileContext;
import org.redeye.api.section.Item;

/** Reads a layer of a schedule; what cannot be read is reported and replaced by something harmless. */
final class LayerReader {

    private static final int LONGEST = 366;
    private static final Pattern EVERY = Pattern.compile("(?:(\\d{1,6})\\s*)?(hour|h|day|d|weekday|week|w)s?");
    private static final Map<String, Unit> UNITS = Map.of(
            "hour", Unit.HOURS,
            "h", Unit.HOURS,
            "day", Unit.DAYS,
            "d", Unit.DAYS,
            "weekday", Unit.WEEKDAYS,
            "week", Unit.WEEKS,
            "w", Unit.WEEKS);
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private final Item item;
    private final CompileContext context;

    /** How long a turn lasts. */
    private record Every(int length, Unit unit) {}

    LayerReader(Item item, CompileContext context) {
        this.item = item;
        this.context = context;
    }

    Layer layer() {
        Every every = every();
        Set<DayOfWeek> days =
                read(item, "days", WallClock::days).orElse(every.unit() == Unit.WEEKDAYS ? WORKDAYS : Set.of());
        Optional<LocalTime> from = read(item, "from", WallClock::time);
        Optional<LocalTime> until = read(item, "until", WallClock::time);
        if (item.text("from").isEmpty() != item.text("until").isEmpty()) {
            String given = item.text("from").isEmpty() ? "until" : "from";
            context.problem(item, given, "'from' and 'until' are given both or not at all.", "");
        }
        List<Turn> turns = turns();
        if (turns.isEmpty()) {
            context.warning(item, "", "Nobody takes part in the layer '" + item.key() + "'.", "");
        }
        boolean window = from.isPresent() && until.isPresent();
        return new Layer(
                item.key(),
                turns,
                every.unit(),
                every.length(),
                read(item, "start", WallClock::dateTime).orElse(LocalDateTime.of(2000, 1, 3, 9, 0)),
                days,
                window ? from : Optional.empty(),
                window ? until : Optional.empty());
    }

    private Every every() {
        String text = item.text("every").strip().toLowerCase(Locale.ROOT);
        Matcher matcher = EVERY.matcher(text);
        if (!matcher.matches()) {
            context.problem(
                    item,
                    "every",
                    "'every' must be a length such as 12 hours, 1 day, 1 weekday or 2 weeks, not '" + text + "'.",
                    "");
            return new Every(1, Unit.WEEKS);
        }
        int length = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
        if (length < 1 || length > LONGEST) {
            context.problem(item, "every", "'every' must count 1 to " + LONGEST + ", not " + length + ".", "");
            return new Every(1, Unit.WEEKS);
        }
        return new Every(length, UNITS.getOrDefault(matcher.group(2), Unit.WEEKS));
    }

    /** The people in their order, each with the times of its turn; then those whom only {@code turns} names. */
    private List<Turn> turns() {
        List<Item> timed = item.nested().getOrDefault(SchedulesSection.TURNS, List.of());
        var turns = new ArrayList<Turn>();
        List<String> people = ((List<?>) item.value("people", List.class, List.of()))
                .stream().map(Object::toString).toList();
        for (String person : people) {
            known(item, "people", person);
            turns.add(timed.stream()
                    .filter(turn -> turn.text("person").equals(person))
                    .findFirst()
                    .map(this::turn)
                    .orElse(new Turn(person, Optional.empty(), Optional.empty())));
        }
        for (Item turn : timed) {
            if (!people.contains(turn.text("person"))) {
                known(turn, "person", turn.text("person"));
                turns.add(turn(turn));
            }
        }
        return turns;
    }

    private Turn turn(Item turn) {
        Optional<LocalDateTime> from = read(turn, "from", WallClock::dateTime);
        Optional<LocalDateTime> until = read(turn, "until", WallClock::dateTime);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            context.problem(turn, "until", "'until' must be after 'from'.", "");
        }
        return new Turn(turn.text("person"), from, until);
    }

    /** People may be another package's; in a package that has people, a name that is not there is probably a slip. */
    private void known(Item place, String field, String person) {
        List<String> people =
                context.items("people").stream().map(each -> each.text("name")).toList();
        if (!people.isEmpty() && !person.contains("/") && !people.contains(person)) {
            context.warning(
                    place, field, "There is no person '" + person + "' in this package.", Nearest.to(person, people));
        }
    }

    private <T> Optional<T> read(Item place, String field, Function<String, T> reader) {
        String text = place.text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            context.problem(place, field, "'" + field + "' " + e.getMessage(), "");
            return Optional.empty();
        }
    }
}
