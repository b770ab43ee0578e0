package org.redeye.api.oncall;

import java.time.Instant;
import org.redeye.api.section.Declaration;

/**
 * For once somebody else: a swap, a day off. Goes before all layers of its schedule.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param schedule the name of the schedule; empty for all in which {@link #instead} has a shift
 * @param person the name of who has it; empty if nobody has (a day off: then the layers below go on without {@link #instead})
 * @param instead the name of whom it replaces: only their shifts change; empty for whoever it is
 * @param from when it begins
 * @param until when it ends
 * @param reason why
 */
public record OverrideDeclaration(
        String id,
        String packageName,
        String schedule,
        String person,
        String instead,
        Instant from,
        Instant until,
        String reason)
        implements Declaration {}
