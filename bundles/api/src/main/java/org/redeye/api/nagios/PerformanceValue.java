package org.redeye.api.nagios;

/**
 * One value of performance data, as it was written: {@code 'label'=value[UOM];[warn];[crit];[min];[max]}. Immutable.
 *
 * @param label what it is called, without quotes
 * @param value the number; NaN if it was written as {@code U}, which means unknown
 * @param unit the unit of measurement: empty, {@code s}, {@code ms}, {@code %}, {@code KB}, {@code c} (a running count), …
 * @param warning the range of a warning; empty if there is none
 * @param critical the range that is critical; empty if there is none
 * @param min the least possible value; empty if it was not told
 * @param max the greatest possible value; empty if it was not told
 */
public record PerformanceValue(
        String label, double value, String unit, String warning, String critical, String min, String max) {

    /** Whether the value is in its own range of a warning. */
    public boolean warns() {
        return Range.parse(warning).map(range -> range.alerts(value)).orElse(false);
    }

    /** Whether the value is in its own critical range. */
    public boolean isCritical() {
        return Range.parse(critical).map(range -> range.alerts(value)).orElse(false);
    }
}
