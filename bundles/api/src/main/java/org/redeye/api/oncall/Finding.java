package org.redeye.api.oncall;

import java.time.Instant;
import java.util.Optional;

/**
 * Something of the on-call plan that would leave somebody uncalled. Immutable.
 *
 * @param subject the id of the role, schedule or person
 * @param from when it begins to matter; empty if it always does
 * @param until when it ends; empty if it does not
 * @param text one sentence: what is wrong and what would be right
 */
public record Finding(String subject, Optional<Instant> from, Optional<Instant> until, String text) {}
