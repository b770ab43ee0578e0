package org.redeye.api.oncall;

import java.time.Duration;

/**
 * How much of a schedule a person has had or will have. Immutable.
 *
 * @param person the person's name
 * @param shifts how many shifts
 * @param total how long altogether
 * @param nights how long between 22:00 and 06:00 in the schedule's time zone
 * @param weekends how long on Saturdays and Sundays in the schedule's time zone
 */
public record Share(String person, int shifts, Duration total, Duration nights, Duration weekends) {}
