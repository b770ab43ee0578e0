package org.redeye.rules;

import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Which subjects have to be looked at, and when. Not thread-safe; guarded by the evaluator. */
final class Agenda {

    private record Entry(long due, Subject subject) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>((one, other) -> Long.compare(one.due, other.due));

    /** Plans to look at a subject when it is due, unless that is planned, or an earlier look. */
    void plan(Subject subject) {
        long due = subject.due();
        if (due < subject.planned) {
            subject.planned = due;
            entries.add(new Entry(due, subject));
        }
    }

    /** Looks at all that is due by this time. */
    void look(long now, Consumer<Subject> look) {
        for (Entry next = entries.peek(); next != null && next.due <= now; next = entries.peek()) {
            entries.remove();
            Subject subject = next.subject;
            if (subject.planned != next.due) {
                continue; // an earlier look was planned since
            }
            subject.planned = Long.MAX_VALUE;
            if (!subject.gone) {
                look.accept(subject);
                plan(subject);
            }
        }
    }

    /** When somebody has to be looked at; {@link Long#MAX_VALUE} if nobody. */
    long next() {
        Entry next = entries.peek();
        return next == null ? Long.MAX_VALUE : next.due;
    }
}
