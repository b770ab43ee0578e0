package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.WallClock;

/**
 * Somebody who may be called.
 *
 * @param packageName in JSON {@code package}: who declares them
 * @param user the user of the console who they are; empty if none
 * @param contacts how they are reached
 */
public record PersonJson(
        String id,
        @JsonProperty("package") String packageName,
        String name,
        String title,
        String user,
        String zone,
        List<ContactJson> contacts) {

    /**
     * One way to reach them.
     *
     * @param quiet stretches of the week such as {@code sat,sun 00:00-24:00}
     */
    public record ContactJson(
            String name,
            String channel,
            String to,
            double afterSeconds,
            String severity,
            List<String> quiet,
            String loud) {

        static ContactJson of(Contact contact) {
            return new ContactJson(
                    contact.name(),
                    contact.channel(),
                    contact.to(),
                    contact.after().toMillis() / 1000.0,
                    contact.severity().word(),
                    contact.quiet().stream().map(WallClock::text).toList(),
                    contact.loud().word());
        }
    }

    /** A person as they stand in lists. */
    public static PersonJson of(PersonDeclaration person) {
        return new PersonJson(
                person.id(),
                person.packageName(),
                person.name(),
                person.title(),
                person.user(),
                person.zone().getId(),
                person.contacts().stream().map(ContactJson::of).toList());
    }
}
