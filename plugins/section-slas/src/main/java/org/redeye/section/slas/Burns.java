package org.redeye.section.slas;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.alert.Severity;
import org.redeye.api.sla.SlaDeclaration.Burn;

/** Rates at which a budget must not be used up, as people write them: {@code 14.4 1h 5m critical}. */
final class Burns {

    /** Google, The Site Reliability Workbook, chapter 5, table 5-8. */
    static final List<Burn> USUAL = List.of(
            new Burn(14.4, Duration.ofHours(1), Duration.ofMinutes(5), Severity.CRITICAL),
            new Burn(6, Duration.ofHours(6), Duration.ofMinutes(30), Severity.CRITICAL),
            new Burn(1, Duration.ofDays(3), Duration.ofHours(6), Severity.WARNING));

    private static final Pattern BURN = Pattern.compile(
            "([0-9]{1,5}(?:\\.[0-9]{1,3})?) +([0-9]{1,4}[mhd]) +([0-9]{1,4}[mhd]) +(info|warning|critical)");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})([mhdw])");
    private static final Duration LONGEST = Duration.ofDays(31);

    private Burns() {}

    /** @throws IllegalArgumentException if it is none; the message continues "… is no burn" */
    static Burn read(String text) {
        Matcher burn = BURN.matcher(text.strip());
        double rate = burn.matches() ? Double.parseDouble(burn.group(1)) : 0;
        if (rate == 0) {
            throw new IllegalArgumentException(
                    "; expected is a rate, a long and a short time and a severity, such as 14.4 1h 5m critical.");
        }
        Duration over = length(burn.group(2)).orElseThrow();
        Duration and = length(burn.group(3)).orElseThrow();
        if (over.compareTo(and) <= 0 || over.compareTo(LONGEST) > 0 || and.isZero()) {
            throw new IllegalArgumentException(
                    ": the long time, up to 31d, comes before the short one of at least 1m.");
        }
        return new Burn(rate, over, and, Severity.valueOf(burn.group(4).toUpperCase(Locale.ROOT)));
    }

    /** A length of time such as {@code 30d}; empty if it is none. */
    static Optional<Duration> length(String text) {
        Matcher length = LENGTH.matcher(text.strip());
        if (!length.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(length.group(1));
        return Optional.of(
                switch (length.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                });
    }
}
