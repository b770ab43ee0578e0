package org.redeye.web.json;

import org.redeye.api.oncall.Shift;

/**
 * A stretch of time in which a schedule has one person.
 *
 * @param person the person's name; empty if nobody has it
 * @param title what people call them
 * @param from milliseconds since the epoch
 * @param until milliseconds since the epoch
 * @param layer the layer it comes from, or the id of the override
 * @param because why
 */
public record ShiftJson(String person, String title, long from, long until, String layer, String because) {

    /** A shift. */
    public static ShiftJson of(Shift shift, String title) {
        return new ShiftJson(
                shift.person(),
                title,
                shift.from().toEpochMilli(),
                shift.until().toEpochMilli(),
                shift.layer(),
                shift.because());
    }
}
