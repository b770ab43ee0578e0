package org.redeye.graphs;

import java.util.Locale;

/**
 * Values with units, for people. The rules are those of the console ({@code src/host/format.ts}): a number reads the same
 * wherever it stands. Both are tested with one list of examples ({@code numbers.json}).
 */
final class Quantity {

    /** What stands for a value that is not known. */
    static final String UNKNOWN = "–";

    private static final char NARROW_SPACE = '\u202f';
    private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
    private static final double DAY = 86_400;
    private static final double HOUR = 3_600;
    private static final double MINUTE = 60;
    /** Durations stay in seconds up to here: 90 s says more than 1.5 min. */
    private static final double SECONDS_UP_TO = 120;

    /** Numbers from here on are written with a power of ten. */
    private static final double TOO_LONG = 1e15;

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private Quantity() {}

    /**
     * How values of a unit are written.
     *
     * @param divisor a value is divided by it
     * @param unit what stands behind the number; may be empty
     */
    record Scale(double divisor, String unit) {

        /** A value in this scale, with its unit: for axes, where all labels share a scale. */
        String label(double value) {
            String number = plain(rounded(value / divisor, 2));
            return unit.isEmpty() ? number : number + NARROW_SPACE + unit;
        }
    }

    /** The scale in which values up to {@code largest} (by size) of a unit read best. */
    static Scale scale(double largest, String unit) {
        double size = Math.abs(largest);
        return switch (unit) {
            case "ratio" -> new Scale(0.01, "%");
            case "s" -> seconds(size);
            case "B", "B/s" -> {
                int power = size < 1 ? 0 : Math.min(BINARY.length - 1, Math.getExponent(size) / 10);
                yield new Scale(Math.scalb(1.0, 10 * power), BINARY[power] + unit);
            }
            case "days" -> new Scale(1, "d");
            default -> {
                if (size >= 1e9) {
                    yield new Scale(1e9, unit.isEmpty() ? "G" : "G " + unit);
                }
                yield size >= 1e6 ? new Scale(1e6, unit.isEmpty() ? "M" : "M " + unit) : new Scale(1, unit);
            }
        };
    }

    private static Scale seconds(double size) {
        if (size == 0 || size >= 1 && size < SECONDS_UP_TO) {
            return new Scale(1, "s");
        }
        if (size >= DAY) {
            return new Scale(DAY, "d");
        }
        if (size >= HOUR) {
            return new Scale(HOUR, "h");
        }
        if (size >= MINUTE) {
            return new Scale(MINUTE, "min");
        }
        return size >= 1e-3 ? new Scale(1e-3, "ms") : new Scale(1e-6, "µs");
    }

    /** {@code 12.3 ms}, {@code 1.5 GiB}, {@code 42 %}; a dash if it is not known. */
    static String format(double value, String unit) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        Scale scale = scale(value, unit);
        String number = digits(value / scale.divisor());
        return scale.unit().isEmpty() ? number : number + NARROW_SPACE + scale.unit();
    }

    /** Three significant digits, none after the point for large numbers, thousands grouped. */
    static String digits(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value)) {
            return plain(value);
        }
        if (size >= 100) {
            return plain(Math.floor(value + 0.5));
        }
        if (size < 0.001) {
            return exponential(value);
        }
        return plain(rounded(value, size >= 10 ? 1 : size >= 1 ? 2 : 3));
    }

    private static String exponential(double value) {
        String text = String.format(Locale.ROOT, "%.1e", value); // 1.2e-05
        int e = text.indexOf('e');
        return (text.substring(0, e) + "·10^" + Integer.parseInt(text.substring(e + 1))).replace('-', '−');
    }

    /** To so many digits after the point; halves of the decimal expansion go away from zero, as {@code toFixed} does. */
    private static double rounded(double value, int fraction) {
        double power = fraction == 3 ? 1000 : fraction == 2 ? 100 : 10;
        double scaled = value * power;
        double whole = Math.rint(scaled);
        if (Math.abs(Math.abs(scaled - Math.floor(scaled)) - 0.5) > 1e-6 || Math.abs(scaled) > 1e12) {
            return whole / power;
        }
        // near a half the product may have lost what decides: the exact expansion tells
        return new java.math.BigDecimal(value)
                .setScale(fraction, java.math.RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** Up to six digits after the point, thousands grouped with commas. */
    static String plain(double value) {
        double size = Math.abs(value);
        if (size >= TOO_LONG) {
            return exponential(value);
        }
        long integer = (long) size;
        long millionths = Math.round((size - integer) * 1e6);
        integer += millionths / 1_000_000;
        millionths %= 1_000_000;
        var text = new StringBuilder(16);
        if (value < 0 && (integer > 0 || millionths > 0)) {
            text.append('−');
        }
        String whole = Long.toString(integer);
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(whole.charAt(i));
        }
        if (millionths > 0) {
            String fraction = Long.toString(1_000_000 + millionths).substring(1);
            int end = fraction.length();
            while (fraction.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(fraction, 0, end);
        }
        return text.toString();
    }

    /**
     * Round numbers between two bounds for the labels of an axis: steps of 1, 2, 2.5 or 5 times a power of ten of what is
     * shown (so powers of two for bytes).
     *
     * @param count about so many
     */
    static double[] ticks(double min, double max, int count, String unit) {
        if (!(max > min) || count < 1) {
            return new double[] {min};
        }
        double divisor = scale(Math.max(Math.abs(min), Math.abs(max)), unit).divisor();
        double raw = (max - min) / divisor / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = STEPS[STEPS.length - 1] * power * divisor;
        for (double factor : STEPS) {
            if (factor * power >= raw * 0.999) {
                step = factor * power * divisor;
                break;
            }
        }
        double first = Math.ceil(min / step - 1e-9);
        int size = (int) (Math.floor(max / step + 1e-9) - first) + 1;
        var ticks = new double[Math.max(0, size)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = (first + i) * step;
        }
        return ticks;
    }
}
