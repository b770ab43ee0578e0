package org.redeye.web.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.RoleDeclaration;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.schema.Nearest;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Parameters;

/**
 * The stretch of time that is asked about, and how the on-call engine is asked.
 *
 * @param from its beginning
 * @param to its end, not before that
 */
record Stretch(Instant from, Instant to) {

    /**
     * Reads {@code ?from=} and {@code ?to=}, by default from now on.
     *
     * @throws HttpProblem 400 if one is no time, or they are in the wrong order
     */
    static Stretch of(@Nullable String from, @Nullable String to, Duration usual) {
        Instant begin = time("from", from, Instant.now());
        Instant end = time("to", to, begin.plus(usual));
        if (end.isBefore(begin)) {
            throw HttpProblem.badRequest("'to' is before 'from'.");
        }
        return new Stretch(begin, end);
    }

    /** @throws HttpProblem 400 if it is no time */
    static Instant time(String name, @Nullable String text, Instant otherwise) {
        return text == null ? otherwise : Instant.ofEpochMilli(Parameters.time(name, text));
    }

    /** What is asked for; a refusal becomes 400. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Who holds a role. */
    static Optional<Holding> holder(OnCall onCall, RoleDeclaration role, Instant at) {
        boolean first = onCall.role(role.name()).filter(role::equals).isPresent();
        return onCall.holder(first ? role.name() : role.packageName() + "/" + role.name(), at);
    }

    /** What people call somebody. */
    static String title(OnCall onCall, String person) {
        return onCall.person(person).map(found -> found.title()).orElse(person);
    }

    /**
     * A schedule by its name, {@code package/name} or its id.
     *
     * @throws HttpProblem 404 if there is none
     */
    static ScheduleDeclaration schedule(OnCall onCall, String name) {
        return onCall.schedules().stream()
                .filter(schedule -> schedule.name().equals(name)
                        || (schedule.packageName() + "/" + schedule.name()).equals(name)
                        || schedule.id().equals(name))
                .min(java.util.Comparator.comparing(ScheduleDeclaration::packageName))
                .orElseThrow(() -> {
                    String near = Nearest.to(
                            name,
                            onCall.schedules().stream()
                                    .map(ScheduleDeclaration::name)
                                    .toList());
                    return HttpProblem.notFound("There is no schedule '" + name + "'."
                            + (near.isEmpty() ? "" : " Did you mean '" + near + "'?"));
                });
    }

    /** The name by which the engine finds a schedule. */
    static String name(ScheduleDeclaration schedule) {
        return schedule.packageName() + "/" + schedule.name();
    }
}
