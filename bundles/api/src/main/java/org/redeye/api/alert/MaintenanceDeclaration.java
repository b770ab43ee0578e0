package org.redeye.api.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.redeye.api.section.Declaration;

/**
 * A time in which something is worked on: its checks run, calls about it are held, service levels leave it out.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param title its name for people
 * @param match what is worked on
 * @param from when it begins; of a recurring one, before which it does not
 * @param until when it ends; of a recurring one, after which there is none; empty if there is no such time
 * @param recurs when it begins, as five fields of cron in {@link #zone}; empty if it is once
 * @param length how long a recurring one lasts
 * @param zone the time zone of {@link #recurs}
 */
public record MaintenanceDeclaration(
        String id,
        String packageName,
        String title,
        Match match,
        Instant from,
        Optional<Instant> until,
        String recurs,
        Duration length,
        ZoneId zone)
        implements Declaration {}
