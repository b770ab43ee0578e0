package org.redeye.field.duration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** A length of time, not negative, to the nanosecond. Each number carries its unit, the larger units first. */
@Component
@Plugin(kind = "field", id = "duration", title = "Duration", help = "A length of time with its unit")
public final class DurationField implements FieldType<Duration> {

    private static final String EXPECTED = "must be a duration such as 5s, 1m30s or 2h";
    private static final Pattern PART = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(w|d|h|m(?!s)|s|ms|us|ns)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final Duration LONGEST = Duration.ofDays(365_000);
    /** Nanoseconds in each unit, from large to small. */
    private static final Map<String, Long> UNITS = units();
    /** How other people write the units, so that they can be told how we do. */
    private static final Map<String, String> WORDS = Map.of(
            "(milliseconds?|millis|msecs?)", "ms",
            "(microseconds?|micros|µs|μs|usecs?)", "us",
            "(seconds?|secs?)", "s",
            "(minutes?|mins?)", "m",
            "(hours?|hrs?)", "h",
            "days?", "d",
            "(weeks?|wks?)", "w");

    @Override
    public Duration parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw FieldException.unexpected(EXPECTED, raw);
        }
        Duration value = read(text);
        if (value.compareTo(LONGEST) > 0) {
            throw FieldException.unexpected("must be at most 365000d", raw);
        }
        new Bounds(context.spec()).value(value, text, DurationField::read);
        return value;
    }

    @Override
    public String format(Duration value, FieldContext context) {
        return text(value);
    }

    @Override
    public Object save(Duration value, FieldContext context) {
        return text(value);
    }

    @Override
    public List<String> suggest(String typed, FieldContext context) {
        if (!NUMBER.matcher(typed).matches()) {
            return List.of();
        }
        return List.of("s", "m", "h", "d", "ms").stream()
                .map(unit -> typed + unit)
                .filter(text -> fits(text, context))
                .toList();
    }

    @Override
    public String editor() {
        return "rem-duration-field";
    }

    private boolean fits(String text, FieldContext context) {
        try {
            parse(text, context);
            return true;
        } catch (FieldException e) {
            return false;
        }
    }

    private static Duration read(String text) throws FieldException {
        if (NUMBER.matcher(text).matches()) {
            throw new FieldException("needs a unit (ms, s, m, h, d or w), not just '" + text + "'.", text + "s");
        }
        BigDecimal nanos = nanos(text);
        if (nanos.signum() < 0) {
            throw FieldException.unexpected(EXPECTED, text, meant(text));
        }
        try {
            long seconds = nanos.movePointLeft(9).longValue();
            long rest = nanos.remainder(BigDecimal.valueOf(1_000_000_000)).longValueExact();
            return Duration.ofSeconds(seconds, rest);
        } catch (ArithmeticException e) {
            throw FieldException.unexpected("must be whole nanoseconds", text);
        }
    }

    /** The nanoseconds in a text; -1 if it is no duration. */
    private static BigDecimal nanos(String text) {
        Matcher part = PART.matcher(text);
        var sum = BigDecimal.ZERO;
        int at = 0;
        long last = Long.MAX_VALUE;
        while (part.find() && part.start() == at) {
            long unit = UNITS.getOrDefault(part.group(2), Long.MAX_VALUE);
            if (unit >= last) {
                return BigDecimal.ONE.negate();
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            last = unit;
            at = part.end();
        }
        return at > 0 && at == text.length() ? sum : BigDecimal.ONE.negate();
    }

    /** {@code 5 Minutes} is probably {@code 5m}. */
    private static String meant(String text) {
        if (text.length() > 40) {
            return "";
        }
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s,]+", "");
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            plain = plain.replaceAll("(?<=[0-9])" + word.getKey() + "(?![a-z])", word.getValue());
        }
        return nanos(plain).signum() < 0 ? "" : plain;
    }

    private static String text(Duration value) {
        if (value.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        Duration rest = value;
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            Duration one = Duration.ofNanos(unit.getValue());
            long count = unit.getKey().equals("w") ? 0 : rest.dividedBy(one); // people count days better than weeks
            if (count > 0) {
                text.append(count).append(unit.getKey());
                rest = rest.minus(one.multipliedBy(count));
            }
        }
        return text.toString();
    }

    private static Map<String, Long> units() {
        var units = new LinkedHashMap<String, Long>();
        units.put("w", Duration.ofDays(7).toNanos());
        units.put("d", Duration.ofDays(1).toNanos());
        units.put("h", Duration.ofHours(1).toNanos());
        units.put("m", Duration.ofMinutes(1).toNanos());
        units.put("s", 1_000_000_000L);
        units.put("ms", 1_000_000L);
        units.put("us", 1_000L);
        units.put("ns", 1L);
        return units;
    }
}
