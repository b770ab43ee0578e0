package org.redeye.api.alert;

/**
 * A condition that nobody is called about because of another alert. Immutable.
 *
 * @param alert the id of the alert that it belongs to
 * @param role the role of that alert; empty if no route fits
 * @param member the condition, with its {@link Member#hold}
 */
public record Held(String alert, String role, Member member) {}
