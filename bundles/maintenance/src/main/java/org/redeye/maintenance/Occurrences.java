package org.redeye.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.redeye.api.alert.MaintenanceDeclaration;
import org.redeye.api.alert.Window;
import org.redeye.api.text.Cron;

/** The windows of a declaration. */
final class Occurrences {

    private final MaintenanceDeclaration declaration;

    Occurrences(MaintenanceDeclaration declaration) {
        this.declaration = declaration;
    }

    /**
     * Those that touch [from, to).
     *
     * @param most at most so many, the first ones
     */
    List<Window> in(Instant from, Instant to, int most) {
        if (declaration.recurs().isEmpty()) {
            return declaration
                    .until()
                    .filter(until -> until.isAfter(from) && declaration.from().isBefore(to))
                    .map(until -> List.of(window(declaration.from(), until)))
                    .orElse(List.of());
        }
        var found = new ArrayList<Window>();
        var cron = Cron.parse(declaration.recurs());
        Instant earliest = from.minus(declaration.length());
        Instant before = earliest.isAfter(declaration.from())
                ? earliest
                : declaration.from().minusNanos(1);
        Instant last = declaration.until().filter(to::isAfter).orElse(to);
        Optional<Instant> next = cron.next(before, declaration.zone());
        while (next.isPresent() && next.get().isBefore(last) && found.size() < most) {
            Instant begin = next.get();
            Instant end = begin.plus(declaration.length());
            Instant until = declaration.until().filter(end::isAfter).orElse(end);
            if (until.isAfter(from)) {
                found.add(window(begin, until));
            }
            next = cron.next(begin, declaration.zone());
        }
        return found;
    }

    private Window window(Instant from, Instant until) {
        return new Window(declaration.id(), declaration.title(), declaration.match(), declaration.id(), from, until);
    }
}
