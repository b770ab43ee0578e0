package org.redeye.api.check;

/**
 * One value of a run, as it is stored.
 *
 * @param name the metric's name
 * @param item which of several like things; empty if one only
 * @param unit the unit; empty for a plain count
 * @param value the value; NaN if unknown; for a running count the increase per second
 */
public record Reading(String name, String item, String unit, double value) {}
