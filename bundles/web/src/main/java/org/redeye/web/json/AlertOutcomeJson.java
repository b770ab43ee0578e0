package org.redeye.web.json;

/**
 * What became of one of several alerts.
 *
 * @param id the alert
 * @param ok whether it was done, or would be
 * @param message what was done, or why not
 */
public record AlertOutcomeJson(String id, boolean ok, String message) {}
