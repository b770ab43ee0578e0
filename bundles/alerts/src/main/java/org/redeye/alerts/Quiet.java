package org.redeye.alerts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.redeye.api.alert.Severity;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.PersonDeclaration;

/** Whether a contact may be used at a time. */
final class Quiet {

    private Quiet() {}

    /** Why it may not; empty if it may. */
    static String refuse(PersonDeclaration person, Contact contact, Severity severity, Instant at) {
        if (severity.compareTo(contact.severity()) < 0) {
            return "is used from " + contact.severity().word() + " on, and this is " + severity.word();
        }
        ZonedDateTime local = at.atZone(person.zone());
        for (Contact.Quiet quiet : contact.quiet()) {
            if (holds(quiet, local) && severity.compareTo(contact.loud()) < 0) {
                return "is quiet from " + quiet.from() + " to " + quiet.until() + " (" + person.zone()
                        + ") for what is less than " + contact.loud().word();
            }
        }
        return "";
    }

    static boolean holds(Contact.Quiet quiet, ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        DayOfWeek today = local.getDayOfWeek();
        if (quiet.from().isBefore(quiet.until())) {
            return on(quiet.days(), today) && !time.isBefore(quiet.from()) && time.isBefore(quiet.until());
        }
        return on(quiet.days(), today) && !time.isBefore(quiet.from())
                || on(quiet.days(), today.minus(1)) && time.isBefore(quiet.until());
    }

    private static boolean on(Set<DayOfWeek> days, DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
