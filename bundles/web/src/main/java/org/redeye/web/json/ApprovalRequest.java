package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * Approves a change.
 *
 * @param why the reason, for the history; null if nobody says
 */
public record ApprovalRequest(@Nullable String why) {}
